//! The number a customer is given and reads back on the phone: `YYYYMMDD-NNNNNN-D`.
//!
//! Date in the company's zone, sequence of that day, one check digit. Who hands out the next sequence is the counter of
//! the database, inside the transaction of the record that gets the number.
//!
//! The check digit: the 14 digits of date and sequence are weighted from the right with 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, …;
//! D = (11 − sum mod 11) mod 11, and where that gives 10, D is 0. So 0 stands for two remainders: a single wrong digit
//! passes only if D is 0 and weight × difference is 1 or 10 modulo 11; every other single wrong digit is found.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::search::{is_dash, is_invisible};

/// A protocol number; ordered by date, then sequence. Stored with its hyphens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProtocolNumber {
    date: NaiveDate,
    sequence: u32,
}

/// Why there is no such protocol number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ProtocolNumberError {
    /// Nothing was typed.
    #[error("no protocol number given")]
    Empty,
    /// Not 15 digits, hyphens and spaces apart.
    #[error("a protocol number has 15 digits")]
    Format,
    /// The first eight digits are no day, or the year has not four digits.
    #[error("the protocol number begins with no day")]
    Date,
    /// The sequence is not within 1..=999 999: as input, a typing error; when issuing, the day's numbers are used up.
    #[error("the sequence of the day is not within 1 and 999999")]
    Sequence,
    /// The last digit does not match: a typing error.
    #[error("the check digit does not match")]
    CheckDigit,
}

impl ProtocolNumber {
    /// The last sequence of a day.
    pub const MAX_SEQUENCE: u32 = 999_999;

    /// The number of the company's local `date` and the day's `sequence`, counted from 1.
    pub fn new(date: NaiveDate, sequence: u32) -> Result<Self, ProtocolNumberError> {
        if !(1000..=9999).contains(&date.year()) {
            return Err(ProtocolNumberError::Date);
        }
        if !(1..=Self::MAX_SEQUENCE).contains(&sequence) {
            return Err(ProtocolNumberError::Sequence);
        }
        Ok(Self { date, sequence })
    }

    /// Reads a number with or without hyphens and spaces.
    pub fn parse(text: &str) -> Result<Self, ProtocolNumberError> {
        let skipped = |c: char| c.is_whitespace() || is_dash(c) || is_invisible(c);
        let digits: String = text.chars().filter(|c| !skipped(*c)).collect();
        if digits.is_empty() {
            return Err(ProtocolNumberError::Empty);
        }
        if digits.len() != 15 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(ProtocolNumberError::Format);
        }
        let number = |text: &str| text.parse::<u32>().map_err(|_| ProtocolNumberError::Format);
        let year = digits[..4].parse().map_err(|_| ProtocolNumberError::Format)?;
        let date = NaiveDate::from_ymd_opt(year, number(&digits[4..6])?, number(&digits[6..8])?);
        let parsed = Self::new(date.ok_or(ProtocolNumberError::Date)?, number(&digits[8..14])?)?;
        if parsed.check_digit() == number(&digits[14..])? { Ok(parsed) } else { Err(ProtocolNumberError::CheckDigit) }
    }

    /// The company's local day it was issued on.
    pub const fn date(self) -> NaiveDate {
        self.date
    }

    /// The sequence within that day, from 1.
    pub const fn sequence(self) -> u32 {
        self.sequence
    }

    fn check_digit(self) -> u32 {
        let sum: u32 = self
            .payload()
            .bytes()
            .rev()
            .zip((2..=9).cycle())
            .map(|(digit, weight)| u32::from(digit - b'0') * weight)
            .sum();
        match (11 - sum % 11) % 11 {
            10 => 0,
            digit => digit,
        }
    }

    /// Date and sequence, 14 digits.
    fn payload(self) -> String {
        format!("{:04}{:02}{:02}{:06}", self.date.year(), self.date.month(), self.date.day(), self.sequence)
    }
}

impl fmt::Display for ProtocolNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let payload = self.payload();
        let (date, sequence) = payload.split_at(8);
        write!(f, "{date}-{sequence}-{}", self.check_digit())
    }
}

impl TryFrom<String> for ProtocolNumber {
    type Error = ProtocolNumberError;

    fn try_from(text: String) -> Result<Self, ProtocolNumberError> {
        Self::parse(&text)
    }
}

impl From<ProtocolNumber> for String {
    fn from(number: ProtocolNumber) -> Self {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(year: i32, month: u32, day: u32, sequence: u32) -> Result<ProtocolNumber, ProtocolNumberError> {
        ProtocolNumber::new(NaiveDate::from_ymd_opt(year, month, day).ok_or(ProtocolNumberError::Date)?, sequence)
    }

    #[test]
    fn the_check_digit_by_hand() {
        // 20260309000001 from the right: 1×2 + 9×8 + 3×2 + 6×4 + 2×5 + 2×7 = 128; 128 mod 11 = 7; 11 − 7 = 4.
        assert_eq!(number(2026, 3, 9, 1).unwrap().to_string(), "20260309-000001-4");
        // 2 more for each next number: 126 + 2n; remainder 1 would give 10, which becomes 0; remainder 0 gives 0.
        assert_eq!(number(2026, 3, 9, 3).unwrap().to_string(), "20260309-000003-0");
        assert_eq!(number(2026, 3, 9, 8).unwrap().to_string(), "20260309-000008-1");
    }

    #[test]
    fn hyphens_and_spaces_do_not_matter() {
        let expected = number(2026, 3, 9, 1);
        for text in ["20260309-000001-4", "202603090000014", " 20260309 000001 4 ", "20260309\u{2013}000001\u{2013}4"] {
            assert_eq!(ProtocolNumber::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn each_fault_has_its_name() {
        for (text, error) in [
            ("", ProtocolNumberError::Empty),
            (" - ", ProtocolNumberError::Empty),
            ("20260309-000001", ProtocolNumberError::Format),
            ("20260309-000001-44", ProtocolNumberError::Format),
            ("20260309-00000x-4", ProtocolNumberError::Format),
            ("20260230-000001-4", ProtocolNumberError::Date),
            ("20261309-000001-4", ProtocolNumberError::Date),
            ("00010309-000001-4", ProtocolNumberError::Date),
            ("20260309-000000-6", ProtocolNumberError::Sequence),
            ("20260309-000001-5", ProtocolNumberError::CheckDigit),
            ("20260309-000010-4", ProtocolNumberError::CheckDigit),
        ] {
            assert_eq!(ProtocolNumber::parse(text), Err(error), "{text:?}");
        }
        assert_eq!(number(2026, 3, 9, 0), Err(ProtocolNumberError::Sequence));
        assert_eq!(number(2026, 3, 9, 1_000_000), Err(ProtocolNumberError::Sequence));
        assert_eq!(number(10_000, 1, 1, 1), Err(ProtocolNumberError::Date));
    }

    #[test]
    fn order_is_the_order_of_issue() {
        assert!(number(2026, 3, 9, 999_999).unwrap() < number(2026, 3, 10, 1).unwrap());
        assert!(number(2026, 3, 9, 9).unwrap() < number(2026, 3, 9, 10).unwrap());
    }
}
