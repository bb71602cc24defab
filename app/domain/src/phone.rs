//! Brazilian phone numbers: reading what people type or a list brings, the stored form and the shown form.
//!
//! Which digits make a number is decided in `phone/plan.rs`, where its marks may stand in `phone/form.rs`. Whether a number may be dialled now is the contact rule's
//! question, not asked here; foreign numbers are refused.

mod form;
mod plan;

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use plan::Misfit;
pub use plan::PhoneKind;

use crate::written::Written;

/// A valid Brazilian number.
///
/// Stored as E.164, `+5511987654321`. Numbers without area code are stored the same way, without the leading zero:
/// `+558001234567` for 0800 123 4567, `+5540031234` for 4003-1234. The three forms cannot be confused: no area code is 30,
/// 50 or 80, and only 300X/400X has eight digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone {
    e164: String,
    kind: PhoneKind,
}

/// Why a text is not a phone number.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhoneError {
    /// Nothing was typed.
    #[error("no number given")]
    Empty,
    /// A letter or symbol that is not part of a phone number.
    #[error("a character is not allowed")]
    Characters,
    /// Begins with + and another country's code.
    #[error("not a Brazilian number")]
    Country,
    /// Too few or too many digits.
    #[error("wrong number of digits")]
    Length,
    /// The area code is missing or is not one of the 67.
    #[error("area code missing or unknown")]
    Ddd,
    /// The area code is right, but no subscriber's number looks like this.
    #[error("the number does not exist in the numbering plan")]
    Number,
    /// A dot, hyphen, parenthesis or space where the written form has none: it may be another number, or none at all.
    #[error("a mark in the wrong place")]
    Separators,
    /// Two numbers, or one and the last digits of the next, parted by a slash.
    #[error("two numbers")]
    TwoNumbers,
    /// An old mobile number of eight digits: offer the suggestion, never take it silently.
    #[error("the ninth digit is missing")]
    MissingNinthDigit {
        /// The same number with the 9 in front.
        suggestion: Phone,
    },
}

impl Phone {
    /// Reads a number in any usual written form: its marks, a leading 0 and the country code (`+55`, `0055`, or 55 in front
    /// of a full number) are dropped. `55` in front of ten or eleven digits is the area code of Santa Maria, not the country.
    /// The leftover of a spreadsheet is cut (`written::without_leftover`); a mark in the wrong place is refused.
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let written = Written::read(text).filter(Written::is_digits).ok_or(PhoneError::Characters)?;
        let (first, others) = match written.gaps.split_first() {
            Some((gap, others)) if gap.at == 0 => (gap.marks.as_str(), others),
            _ => ("", written.gaps.as_slice()),
        };
        if others.iter().any(|gap| gap.marks.contains('+')) {
            return Err(PhoneError::Characters);
        }
        let digits = written.bare.as_str();
        if digits.is_empty() {
            return Err(PhoneError::Empty);
        }
        if others.iter().any(|gap| gap.at < digits.len() && gap.marks.contains('/')) {
            return Err(PhoneError::TwoNumbers);
        }
        let country = if first.contains('+') {
            if !digits.starts_with("55") {
                return Err(PhoneError::Country);
            }
            2
        } else if digits.starts_with("0055") {
            4
        } else if digits.starts_with("55") && digits.len() > 11 {
            2
        } else {
            0
        };
        let read = Self::from_national(&digits[country..]);
        let (Ok(number) | Err(PhoneError::MissingNinthDigit { suggestion: number })) = &read else { return read };
        if form::is_written(&written, country, number) { read } else { Err(PhoneError::Separators) }
    }

    /// From the digits after the country code, perhaps with the long-distance 0 in front.
    fn from_national(digits: &str) -> Result<Self, PhoneError> {
        let (trunk, number) = match digits.strip_prefix('0') {
            Some(rest) => (true, rest),
            None => (false, digits),
        };
        match plan::classify(number) {
            // "0300 31234" is an 0300 number cut short, not 3003-1234.
            Ok(PhoneKind::LocalRate) | Err(Misfit::NoAreaCode) if trunk => Err(PhoneError::Length),
            Ok(kind) => Ok(Self::of_plan(number, kind)),
            Err(Misfit::Length) => Err(PhoneError::Length),
            Err(Misfit::NoAreaCode) => Err(PhoneError::Ddd),
            Err(Misfit::Subscriber) => Err(PhoneError::Number),
            Err(Misfit::OldMobile) => {
                let (ddd, subscriber) = number.split_at(2);
                let suggestion = Self::of_plan(&format!("{ddd}9{subscriber}"), PhoneKind::Mobile);
                Err(PhoneError::MissingNinthDigit { suggestion })
            }
        }
    }

    fn of_plan(number: &str, kind: PhoneKind) -> Self {
        Self { e164: format!("+55{number}"), kind }
    }

    /// The stored form: `+5511987654321`; see the type for numbers without area code.
    pub fn e164(&self) -> &str {
        &self.e164
    }

    /// The shown form: `(11) 98765-4321`, `(11) 3456-7890`, `0800 123 4567`, `4003-1234`. Can be parsed again.
    pub fn formatted(&self) -> String {
        let number = self.national();
        match self.kind {
            PhoneKind::Mobile => format!("({}) {}-{}", &number[..2], &number[2..7], &number[7..]),
            PhoneKind::Landline => format!("({}) {}-{}", &number[..2], &number[2..6], &number[6..]),
            PhoneKind::LocalRate => format!("{}-{}", &number[..4], &number[4..]),
            PhoneKind::TollFree | PhoneKind::SharedCost | PhoneKind::Donation => {
                let (start, end) = number.split_at(number.len() - 4);
                format!("0{} {} {end}", &start[..3], &start[3..])
            }
        }
    }

    /// What sort of number it is.
    pub const fn kind(&self) -> PhoneKind {
        self.kind
    }

    /// The area code, for mobiles and landlines.
    pub fn ddd(&self) -> Option<u8> {
        match self.kind {
            PhoneKind::Mobile | PhoneKind::Landline => self.national()[..2].parse().ok(),
            PhoneKind::TollFree | PhoneKind::SharedCost | PhoneKind::Donation | PhoneKind::LocalRate => None,
        }
    }

    /// The digits after the country code.
    fn national(&self) -> &str {
        &self.e164[3..]
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.formatted())
    }
}

impl TryFrom<String> for Phone {
    type Error = PhoneError;

    fn try_from(text: String) -> Result<Self, PhoneError> {
        Self::parse(&text)
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.e164
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_form_is_read() {
        for text in [
            "11987654321",
            "(11) 98765-4321",
            "011 98765-4321",
            "+55 11 98765-4321",
            "+55 (0)11 98765.4321",
            "0055 11 98765 4321",
            "5511987654321",
            "\u{202a}+55 11 98765\u{2011}4321\u{202c}",
            "(11)98765-4321",
            "(011) 98765-4321",
            "0 11 98765 4321",
            "011 98765 4321",
            "11-98765-4321",
            "11.98765.4321",
            "11 9 8765-4321",
            "11 9.8765.4321",
            "(11) 98765 - 4321",
            "\u{a0}(11)\u{a0}98765\u{2013}4321\t",
            "+55 (11) 98765-4321",
            "(+55) 11 98765-4321",
            "(+55 11) 98765-4321",
            "+55-11-98765-4321",
            "+ 55 (0 11) 98765-4321",
            "00 55 (11) 98765-4321",
            "11987654321.0",
            "11987654321,00",
        ] {
            let phone = Phone::parse(text).unwrap();
            assert_eq!((phone.e164(), phone.ddd()), ("+5511987654321", Some(11)), "{text}");
            assert_eq!((phone.kind(), phone.to_string()), (PhoneKind::Mobile, "(11) 98765-4321".to_owned()));
        }
    }

    #[test]
    fn kinds_and_forms() {
        for (text, kind, stored, shown, ddd) in [
            ("1134567890", PhoneKind::Landline, "+551134567890", "(11) 3456-7890", Some(11)),
            ("0800 123 4567", PhoneKind::TollFree, "+558001234567", "0800 123 4567", None),
            ("0800 72 9999", PhoneKind::TollFree, "+55800729999", "0800 72 9999", None),
            ("0800-729-999", PhoneKind::TollFree, "+55800729999", "0800 72 9999", None),
            ("0-800-123.4567", PhoneKind::TollFree, "+558001234567", "0800 123 4567", None),
            ("(0800) 1234567", PhoneKind::TollFree, "+558001234567", "0800 123 4567", None),
            ("+55 800 123 4567", PhoneKind::TollFree, "+558001234567", "0800 123 4567", None),
            ("0300-1234567", PhoneKind::SharedCost, "+553001234567", "0300 123 4567", None),
            ("0500 1234567", PhoneKind::Donation, "+555001234567", "0500 123 4567", None),
            ("4003-1234", PhoneKind::LocalRate, "+5540031234", "4003-1234", None),
            ("3003 1234", PhoneKind::LocalRate, "+5530031234", "3003-1234", None),
            ("+5540031234", PhoneKind::LocalRate, "+5540031234", "4003-1234", None),
            // The same digits without the plus: area code 55, Santa Maria.
            ("5540031234", PhoneKind::Landline, "+555540031234", "(55) 4003-1234", Some(55)),
            ("55 99876-5432", PhoneKind::Mobile, "+5555998765432", "(55) 99876-5432", Some(55)),
        ] {
            let phone = Phone::parse(text).unwrap();
            assert_eq!((phone.kind(), phone.e164(), phone.ddd()), (kind, stored, ddd), "{text}");
            assert_eq!(phone.formatted(), shown);
        }
    }

    #[test]
    fn the_ninth_digit_is_offered_not_added() {
        for text in ["(11) 8765-4321", "551187654321", "+55 11 8765 4321"] {
            let Err(PhoneError::MissingNinthDigit { suggestion }) = Phone::parse(text) else { panic!("{text}") };
            assert_eq!(suggestion.e164(), "+5511987654321");
        }
    }

    #[test]
    fn each_fault_has_its_name() {
        for (text, error) in [
            ("", PhoneError::Empty),
            (" () - ", PhoneError::Empty),
            ("+", PhoneError::Empty),
            ("11 9876-5432 ramal 2", PhoneError::Characters),
            ("11+987654321", PhoneError::Characters),
            ("+1 202 555 0123", PhoneError::Country),
            ("+351 912 345 678", PhoneError::Country),
            ("119876543210", PhoneError::Length),
            ("0800 123", PhoneError::Length),
            ("0300 31234", PhoneError::Length),
            ("190", PhoneError::Length),
            ("0", PhoneError::Length),
            ("98765-4321", PhoneError::Ddd),
            ("3456-7890", PhoneError::Ddd),
            ("(20) 98765-4321", PhoneError::Ddd),
            ("(10) 3456-7890", PhoneError::Ddd),
            ("11 88765-4321", PhoneError::Number),
            ("11 1456-7890", PhoneError::Number),
            ("(41) 9000-0502/3", PhoneError::TwoNumbers),
            ("(11) 3456-7890/91", PhoneError::TwoNumbers),
            ("(11) 3456-7890 / (11) 98765-4321", PhoneError::TwoNumbers),
            ("984560203.0", PhoneError::Ddd),
            ("98456.0203.0", PhoneError::Separators),
            ("(41) 9000-0502 3", PhoneError::Separators),
            ("119.8765.4321", PhoneError::Separators),
            ("1 1987654321", PhoneError::Separators),
            ("11 98-765-4321", PhoneError::Separators),
            ("11 987.654.321", PhoneError::Separators),
            ("11 (98765-4321)", PhoneError::Separators),
            ("(11 98765-4321", PhoneError::Separators),
            ("11) 98765-4321", PhoneError::Separators),
            ("((11)) 98765-4321", PhoneError::Separators),
            ("() 11 98765-4321", PhoneError::Separators),
            ("11 98765--4321", PhoneError::Separators),
            ("-11 98765-4321", PhoneError::Separators),
            ("11 98765-4321.", PhoneError::Separators),
            ("11 3456-7890/", PhoneError::Separators),
            ("(11) 87-654321", PhoneError::Separators),
            ("(4003) 1234", PhoneError::Separators),
            ("0800 1 234567", PhoneError::Separators),
        ] {
            assert_eq!(Phone::parse(text), Err(error), "{text:?}");
        }
    }

    #[test]
    fn a_bad_number_cannot_be_deserialised() {
        assert!(serde_json::from_str::<Phone>("\"+5511887654321\"").is_err());
        let phone: Phone = serde_json::from_str("\"+5511987654321\"").unwrap();
        assert_eq!(serde_json::to_string(&phone).unwrap(), "\"+5511987654321\"");
    }
}
