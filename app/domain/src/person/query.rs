//! Which people a list shows, in which order, from which row on: the state that lives in the address.

use serde::{Deserialize, Serialize};

use crate::{
    document::Document,
    ids::PersonId,
    list::{self, PAGE_SIZE, typed_page_size},
    phone::Phone,
    search,
    written::Written,
};

coded! {
    /// The column a list is ordered by; ties are broken by the id in the same direction.
    #[derive(Default)]
    pub enum PersonSort {
        /// The folded name.
        #[default]
        Name = "name",
        Updated = "updated",
    }
}

/// Where a page begins; the value is the folded name, or the time of the last change in milliseconds.
pub type PersonCursor = list::Cursor<PersonId, String>;

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
        Self { text: String::new(), sort: PersonSort::default(), descending: false, cursor: None, page_size: PAGE_SIZE }
    }
}

impl PersonQuery {
    /// The query as name and value pairs of an address, in a fixed order; defaults are left out.
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
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut query = Self::default();
        for (name, value) in pairs {
            match name {
                "q" => value.trim().clone_into(&mut query.text),
                "sort" => query.sort = PersonSort::from_code(value).unwrap_or_default(),
                "dir" => query.descending = value == "desc",
                "size" => query.page_size = typed_page_size(value),
                "at" => query.cursor = PersonCursor::parse(value),
                _ => {}
            }
        }
        query
    }

    /// The same question from its first page on.
    pub fn first_page(&self) -> Self {
        Self { cursor: None, ..self.clone() }
    }
}

/// The document that was typed, when nothing else was. A name beside a number is none, even where its letters and digits
/// would make a CNPJ.
pub fn typed_document(text: &str) -> Option<Document> {
    let words = text.trim().contains(char::is_whitespace) && text.chars().any(char::is_alphabetic);
    if words { None } else { Document::parse(text).ok() }
}

/// What a typed search becomes: folded words, or one word when it is a document or a phone in its written form, or a piece of
/// one. A slash elsewhere parts two of them, and marks in other places part words: the digits around are not one number.
pub fn search_words(text: &str) -> String {
    if let Some(document) = typed_document(text) {
        return search::fold(document.as_str());
    }
    if let Ok(phone) = Phone::parse(text) {
        return search::digits(phone.e164());
    }
    piece(text).unwrap_or_else(|| {
        let parts = text.split('/').map(|part| piece(part).unwrap_or_else(|| search::fold(part)));
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    })
}

/// The digits of a text that is a piece of a written document or phone.
fn piece(text: &str) -> Option<String> {
    let written = Written::read(text)?;
    (!written.bare.is_empty() && written.is_digits() && written.is_piece()).then_some(written.bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_beside_a_number_is_no_document() {
        assert!(Document::parse("CARLOSSILVA189").is_ok(), "its letters and digits make a CNPJ");
        assert!(Document::parse("ca rlo ssi lva1 89").is_ok(), "even in the written form");
        for text in ["carlos silva 189", "ca rlo ssi lva1 89"] {
            assert_eq!(typed_document(text), None);
        }
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
    }

    #[test]
    fn numbers_are_found_however_they_are_written() {
        for (typed, words) in [
            ("529.982.247-25", "52998224725"),
            ("12.ABC.345/01DE-35", "12abc34501de35"),
            ("+55 (11) 98765-4321", "5511987654321"),
            ("011 98765 4321", "5511987654321"),
            ("98765-4321", "987654321"),
            ("98765\u{2013}4321", "987654321"),
            ("(11) 8765-4321", "1187654321"),
            ("982.247", "982247"),
            ("333/0001-81", "333000181"),
            ("48217.0", "48217"),
            // Not 215.736.818-30, not 21.299.720/0010-60, not (41) 90000-5023.
            ("2157368183.0", "552157368183"),
            ("2129972000106.0", "2129972000106"),
            ("(41) 9000-0502/3", "4190000502 3"),
            ("(11) 3456-7890 / (11) 98765-4321", "1134567890 11987654321"),
            ("5.2.9.8", "5 2 9 8"),
            ("Ana / 98765-4321 /", "ana 987654321"),
            ("Padaria São-João", "padaria sao joao"),
            (" ", ""),
        ] {
            assert_eq!(search_words(typed), words, "{typed}");
        }
    }
}
