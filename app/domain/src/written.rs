//! Numbers as they are written: the characters that count, and the marks between them, each in its place.
//!
//! A mark that is dropped wherever it stands turns one number into another: `2157368183.0` is ten digits and what a
//! spreadsheet left behind them, not the CPF 215.736.818-30. So a document or a phone says where its written form has a dot,
//! a hyphen or a slash; marks may be left out there, and stand nowhere else.

mod piece;

use crate::search::{is_dash, is_invisible};

/// What spreadsheets and programs leave behind a whole number that they took for an amount.
const LEFTOVERS: [&str; 2] = [".0", ",00"];

/// A number without what a spreadsheet left behind it: `52998224725.0` and `52998224725,00` are `52998224725`. Only digits
/// followed by exactly that are such a number; every other text stays as it is.
pub fn without_leftover(text: &str) -> &str {
    let digits = LEFTOVERS.iter().find_map(|leftover| text.trim().strip_suffix(leftover));
    digits.filter(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).unwrap_or(text)
}

/// The texts before and after the first slash that stands between spaces: it parts two numbers.
pub(crate) fn parted(text: &str) -> Option<(&str, &str)> {
    text.match_indices('/').find_map(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + 1..]);
        (before.ends_with(char::is_whitespace) && after.starts_with(char::is_whitespace)).then_some((before, after))
    })
}

/// A written number taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    /// The letters, in upper case, and the digits.
    pub bare: String,
    /// What stands before, between and behind them, in their order.
    pub gaps: Vec<Gap>,
}

/// Marks or spaces in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Gap {
    /// How many characters of the number stand before it.
    pub at: usize,
    /// The marks, spaces apart.
    pub marks: String,
    /// There is a space as well.
    pub spaced: bool,
}

impl Written {
    /// Takes a text apart, without the leftover of a spreadsheet. Every space is one, every dash a hyphen; `None` for a
    /// character that stands in no number.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut written = Self { bare: String::new(), gaps: Vec::new() };
        for c in without_leftover(text).chars().filter(|c| !is_invisible(*c)) {
            match c {
                'a'..='z' | 'A'..='Z' | '0'..='9' => written.bare.push(c.to_ascii_uppercase()),
                '.' | '/' | '(' | ')' | '+' => written.gap().marks.push(c),
                _ if is_dash(c) => written.gap().marks.push('-'),
                _ if c.is_whitespace() => written.gap().spaced = true,
                _ => return None,
            }
        }
        let length = written.bare.len();
        written.gaps.retain(|gap| !gap.marks.is_empty() || (gap.at > 0 && gap.at < length));
        Some(written)
    }

    /// The gap behind what was read so far.
    fn gap(&mut self) -> &mut Gap {
        let at = self.bare.len();
        if self.gaps.last().is_none_or(|gap| gap.at != at) {
            self.gaps.push(Gap { at, marks: String::new(), spaced: false });
        }
        let last = self.gaps.len() - 1;
        &mut self.gaps[last]
    }

    /// Whether each mark stands in a place of `form`: after so many characters, this mark. A space may stand for a mark or
    /// beside it, but not beside a slash, which would part two numbers.
    pub(crate) fn fits(&self, form: &[(usize, char)]) -> bool {
        self.gaps.iter().all(|gap| {
            let mark = form.iter().find(|(at, _)| *at == gap.at).map(|(_, mark)| *mark);
            mark.is_some_and(|mark| gap.marks.is_empty() || (gap.is(mark) && !(mark == '/' && gap.spaced)))
        })
    }

    /// Whether there is nothing but digits, marks apart.
    pub(crate) fn is_digits(&self) -> bool {
        self.bare.bytes().all(|b| b.is_ascii_digit())
    }
}

impl Gap {
    /// Whether this is the only mark.
    pub(crate) fn is(&self, mark: char) -> bool {
        self.marks.strip_prefix(mark) == Some("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_leftover_behind_digits_is_cut() {
        assert_eq!(without_leftover(" 2157368183.0 "), "2157368183");
        assert_eq!(without_leftover("984560203,00"), "984560203");
        for text in
            ["2157368183", "529.982.247-25.0", "12,0", "12.00", "12.5", ".0", ",00", "12.0.0", "A1.0", "1.234,00"]
        {
            assert_eq!(without_leftover(text), text);
        }
    }

    #[test]
    fn a_text_is_taken_apart() {
        let written = Written::read("\u{a0}(11) 98765 \u{2013} 4321 ").unwrap();
        assert_eq!(written.bare, "11987654321");
        let gaps: Vec<_> = written.gaps.iter().map(|gap| (gap.at, gap.marks.as_str(), gap.spaced)).collect();
        assert_eq!(gaps, [(0, "(", true), (2, ")", true), (7, "-", true)]);
        assert_eq!(Written::read("12?"), None);
        assert_eq!(Written::read("5\u{200b}2\u{ad}").unwrap(), Written { bare: "52".to_owned(), gaps: Vec::new() });
    }

    #[test]
    fn marks_stand_in_their_places_or_nowhere() {
        let fits = |text: &str| Written::read(text).unwrap().fits(&[(2, '.'), (4, '/')]);
        for text in ["12.34/56", "123456", "1234/56", "12 34 56", "12 . 34/56", "12.3456"] {
            assert!(fits(text), "{text}");
        }
        for text in ["1.23456", "12/3456", "12..3456", "1234 / 56", ".123456", "123456.", "12-3456"] {
            assert!(!fits(text), "{text}");
        }
    }

    #[test]
    fn a_slash_between_spaces_parts() {
        assert_eq!(parted("1/2 / 3"), Some(("1/2 ", " 3")));
        assert_eq!((parted("1/2"), parted("1 /2"), parted("1/ 2")), (None, None, None));
    }
}
