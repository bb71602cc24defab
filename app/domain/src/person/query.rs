//! Which people a list shows, in which order, from which row on: the state that lives in the address.

use serde::{Deserialize, Serialize};

use crate::{document::Document, ids::PersonId, phone::Phone, search, ticket::filter::PAGE_SIZES};

/// The column a list is ordered by; ties are broken by the id in the same direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonSort {
    /// The folded name.
    #[default]
    Name,
    Updated,
}

impl PersonSort {
    pub const ALL: [Self; 2] = [Self::Name, Self::Updated];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Updated => "updated",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.code() == code)
    }
}

/// Where a page begins: the sort value and id of the row just outside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonCursor {
    /// The folded name, or the time of the last change in milliseconds.
    pub value: String,
    pub id: PersonId,
    /// Position of the page's first row, from 1; only for the sentence "51–100".
    pub start: u64,
    /// The page lies before that row instead of after it.
    pub backwards: bool,
}

impl PersonCursor {
    /// The form in the address: `51.n.4812.maria da silva`.
    #[must_use]
    pub fn to_text(&self) -> String {
        let direction = if self.backwards { 'p' } else { 'n' };
        format!("{}.{direction}.{}.{}", self.start, self.id, self.value)
    }

    /// Reads [`PersonCursor::to_text`] back; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(4, '.');
        let start = parts.next()?.parse().ok()?;
        let backwards = match parts.next()? {
            "p" => true,
            "n" => false,
            _ => return None,
        };
        let id = parts.next()?.parse().ok()?;
        // PostgreSQL refuses NUL in a text.
        let value = parts.next().filter(|value| !value.contains('\0'))?.to_owned();
        Some(Self { value, id, start, backwards })
    }
}

/// A whole question to the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonQuery {
    /// Words in names or e-mail, or a document or phone with or without punctuation.
    pub text: String,
    pub sort: PersonSort,
    pub descending: bool,
    pub cursor: Option<PersonCursor>,
    pub page_size: u32,
}

impl Default for PersonQuery {
    fn default() -> Self {
        Self {
            text: String::new(),
            sort: PersonSort::default(),
            descending: false,
            cursor: None,
            page_size: PAGE_SIZES[1],
        }
    }
}

impl PersonQuery {
    /// The query as name and value pairs of an address, in a fixed order; defaults are left out.
    #[must_use]
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        let default = Self::default();
        if !self.text.is_empty() {
            pairs.push(("q", self.text.clone()));
        }
        if self.sort != default.sort || self.descending != default.descending {
            pairs.push(("sort", self.sort.code().to_owned()));
            pairs.push(("dir", if self.descending { "desc" } else { "asc" }.to_owned()));
        }
        if self.page_size != default.page_size {
            pairs.push(("size", self.page_size.to_string()));
        }
        if let Some(cursor) = &self.cursor {
            pairs.push(("at", cursor.to_text()));
        }
        pairs
    }

    /// Reads an address. Unknown names and values are passed over, so that an old bookmark still opens.
    #[must_use]
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut query = Self::default();
        for (name, value) in pairs {
            match name {
                "q" => value.trim().clone_into(&mut query.text),
                "sort" => query.sort = PersonSort::from_code(value).unwrap_or_default(),
                "dir" => query.descending = value == "desc",
                "size" => {
                    let wanted = value.parse::<u32>().ok();
                    query.page_size =
                        PAGE_SIZES.into_iter().find(|size| Some(*size) == wanted).unwrap_or(PAGE_SIZES[1]);
                }
                "at" => query.cursor = PersonCursor::parse(value),
                _ => {}
            }
        }
        query
    }

    /// The same question from its first page on.
    #[must_use]
    pub fn first_page(&self) -> Self {
        Self { cursor: None, ..self.clone() }
    }
}

/// The document that was typed, when nothing else was. A name beside a number is none, even where its letters and digits
/// would make a CNPJ.
#[must_use]
pub fn typed_document(text: &str) -> Option<Document> {
    let words = text.trim().contains(char::is_whitespace) && text.chars().any(char::is_alphabetic);
    if words { None } else { Document::parse(text).ok() }
}

/// What a typed search becomes: folded words, or one word when it is a document or a phone, however it was punctuated.
#[must_use]
pub fn search_words(text: &str) -> String {
    if let Some(document) = typed_document(text) {
        return search::fold(document.as_str());
    }
    if let Ok(phone) = Phone::parse(text) {
        return search::digits(phone.e164());
    }
    let only_a_number = text.chars().any(|c| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "()-+./".contains(c));
    if only_a_number { search::digits(text) } else { search::fold(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_beside_a_number_is_no_document() {
        assert!(Document::parse("carlos silva 189").is_ok(), "its letters and digits make a CNPJ");
        assert_eq!(typed_document("carlos silva 189"), None);
        assert_eq!(search_words("Carlos Silva 189"), "carlos silva 189");
        for text in [" 529.982.247-25 ", "529 982 247 25", "12.ABC.345/01DE-35"] {
            assert!(typed_document(text).is_some(), "{text}");
        }
    }

    #[test]
    fn an_address_reads_back() {
        let query = PersonQuery {
            text: "são joão & cia".to_owned(),
            sort: PersonSort::Updated,
            descending: true,
            cursor: Some(PersonCursor {
                value: "s.a. maria da silva".to_owned(),
                id: PersonId::new(8),
                start: 51,
                backwards: true,
            }),
            page_size: 100,
        };
        let pairs = query.to_pairs();
        let read = PersonQuery::from_pairs(pairs.iter().map(|(name, value)| (*name, value.as_str())));
        assert_eq!(read, query);
        assert!(PersonQuery::default().to_pairs().is_empty());
        assert_eq!(
            PersonQuery::from_pairs([("size", "7"), ("at", "x"), ("sort", "?"), ("z", "1")]),
            PersonQuery::default()
        );
        assert_eq!(PersonCursor::parse("1.n.2.a\0"), None);
        assert_eq!(PersonCursor::parse("1.n.2").map(|cursor| cursor.value), None);
    }

    #[test]
    fn numbers_are_found_however_they_are_written() {
        for (typed, words) in [
            ("529.982.247-25", "52998224725"),
            ("12.ABC.345/01DE-35", "12abc34501de35"),
            ("+55 (11) 98765-4321", "5511987654321"),
            ("011 98765 4321", "5511987654321"),
            ("98765-4321", "987654321"),
            ("982.247", "982247"),
            ("Padaria São-João", "padaria sao joao"),
            (" ", ""),
        ] {
            assert_eq!(search_words(typed), words, "{typed}");
        }
    }
}
