//! What the questions to all lists have in common: where a page begins, how long it is, and how that stands in an address.

use std::{fmt::Display, str::FromStr};

use serde::{Deserialize, Serialize};

/// Rows on one page of a list.
pub const PAGE_SIZES: [u32; 3] = [25, 50, 100];
/// Rows while nobody chose.
pub const PAGE_SIZE: u32 = PAGE_SIZES[1];

/// One of the offered sizes, whatever an address or a forged request asks for.
pub fn page_size(wanted: u32) -> u32 {
    if PAGE_SIZES.contains(&wanted) { wanted } else { PAGE_SIZE }
}

/// The size that an address asks for.
pub fn typed_page_size(text: &str) -> u32 {
    page_size(text.parse().unwrap_or(PAGE_SIZE))
}

/// Where a page begins: the sort value and number of the row just outside it.
///
/// `start` is only for the sentence "51–100 de 86"; the rows are found by value, so a list of a million rows turns its last
/// page as fast as its first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor<I, V = i64> {
    pub value: V,
    pub id: I,
    /// Position of the page's first row, from 1.
    pub start: u64,
    /// The page lies before that row instead of after it.
    pub backwards: bool,
}

impl<I: Display + FromStr, V: SortValue> Cursor<I, V> {
    /// The form in the address: `51.n.1700000000000.48217`.
    pub fn to_text(&self) -> String {
        let direction = if self.backwards { 'p' } else { 'n' };
        format!("{}.{direction}.{}", self.start, self.value.beside(&self.id.to_string()))
    }

    /// Reads [`Cursor::to_text`] back; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '.');
        let start = parts.next()?.parse().ok()?;
        let backwards = match parts.next()? {
            "p" => true,
            "n" => false,
            _ => return None,
        };
        let (value, id) = V::parse(parts.next()?)?;
        Some(Self { value, id: id.parse().ok()?, start, backwards })
    }
}

/// What a list is ordered by.
pub trait SortValue: Sized {
    /// Value and number with a dot between.
    fn beside(&self, id: &str) -> String;

    /// Reads [`SortValue::beside`] back, to the value and the text of the number.
    fn parse(text: &str) -> Option<(Self, &str)>;
}

/// A number, which comes first: `1700000000000.48217`.
impl SortValue for i64 {
    fn beside(&self, id: &str) -> String {
        format!("{self}.{id}")
    }

    fn parse(text: &str) -> Option<(Self, &str)> {
        let (value, id) = text.split_once('.')?;
        Some((value.parse().ok()?, id))
    }
}

/// A text, which may hold dots and comes last: `4812.maria da silva`.
impl SortValue for String {
    fn beside(&self, id: &str) -> String {
        format!("{id}.{self}")
    }

    fn parse(text: &str) -> Option<(Self, &str)> {
        let (id, value) = text.split_once('.')?;
        // PostgreSQL refuses NUL in a text.
        (!value.contains('\0')).then(|| (value.to_owned(), id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{PersonId, TicketId};

    #[test]
    fn saved_addresses_go_on_working() {
        let number = Cursor { value: -5, id: TicketId::new(8), start: 51, backwards: true };
        let text = Cursor { value: "s.a. maria".to_owned(), id: PersonId::new(8), start: 51, backwards: false };
        assert_eq!((number.to_text().as_str(), text.to_text().as_str()), ("51.p.-5.8", "51.n.8.s.a. maria"));
        assert_eq!(Cursor::parse("51.p.-5.8"), Some(number));
        assert_eq!(Cursor::parse("51.n.8.s.a. maria"), Some(text));
        for nonsense in ["", "x", "1.n.x", "1.n.2", "1.z.2.3", "1.n.2.3.4", "1.n.2.0"] {
            assert_eq!(Cursor::<TicketId>::parse(nonsense), None, "{nonsense}");
        }
        assert_eq!(Cursor::<PersonId, String>::parse("1.n.2.a\0"), None);
    }

    #[test]
    fn a_page_has_an_offered_size() {
        assert_eq!((typed_page_size("100"), typed_page_size("7"), typed_page_size("x")), (100, 50, 50));
        assert_eq!((page_size(25), page_size(4_000_000_000)), (25, 50));
    }
}
