//! Brazilian phone numbers: reading what people type or a list brings, the stored form and the shown form.
//!
//! The numbering plan is Anatel's (Resolução 749/2022; the ninth digit: Resolução 553/2010). Area codes come from `state`.
//! Whether a number may be dialled now is the contact rule's question, not asked here; foreign numbers are refused.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::search::{is_dash, is_invisible};
use crate::state::Uf;

/// What sort of number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhoneKind {
    /// Area code + 9 digits, the first a 9.
    Mobile,
    /// Area code + 8 digits, the first 2–5.
    Landline,
    /// 0800: the receiver pays.
    TollFree,
    /// 0300: one price for the whole country, shared with the caller.
    SharedCost,
    /// 0500: donations.
    Donation,
    /// 300X-XXXX and 400X-XXXX: one number for the whole country, dialled without area code at local price.
    LocalRate,
}

/// A valid Brazilian number.
///
/// Stored as E.164, `+5511987654321`. Numbers without area code are stored the same way, without the leading zero:
/// `+558001234567` for 0800 123 4567, `+5540031234` for 4003-1234. The three forms cannot be confused: no area code is 30,
/// 50 or 80, and only 300X/400X has eight digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

/// Why a text is not a phone number.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
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
    /// An old mobile number of eight digits: offer the suggestion, never take it silently.
    #[error("the ninth digit is missing")]
    MissingNinthDigit {
        /// The same number with the 9 in front.
        suggestion: Phone,
    },
}

impl Phone {
    /// Reads a number in any usual form: symbols, a leading 0 and the country code (`+55`, `0055`, or 55 in front of a full
    /// number) are dropped. `55` in front of ten or eleven digits is the area code of Santa Maria, not the country.
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let bare: String = text.chars().filter(|c| !is_punctuation(*c)).collect();
        let (international, digits) = match bare.strip_prefix('+') {
            Some(rest) => (true, rest),
            None => (false, bare.as_str()),
        };
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(PhoneError::Characters);
        }
        if digits.is_empty() {
            return Err(PhoneError::Empty);
        }
        let digits = if international {
            digits.strip_prefix("55").ok_or(PhoneError::Country)?
        } else if let Some(rest) = digits.strip_prefix("0055") {
            rest
        } else if digits.starts_with("55") && digits.len() > 11 {
            &digits[2..]
        } else {
            digits
        };
        Self::from_national(digits)
    }

    /// From the digits after the country code, perhaps with the long-distance 0 in front.
    fn from_national(digits: &str) -> Result<Self, PhoneError> {
        let (trunk, number) = match digits.strip_prefix('0') {
            Some(rest) => (true, rest),
            None => (false, digits),
        };
        if is_service(number) || (!trunk && is_local_rate(number)) {
            return Ok(Self(format!("+55{number}")));
        }
        match number.len() {
            // Eight or nine digits are a number without its area code.
            8 | 9 if !trunk => Err(PhoneError::Ddd),
            10 | 11 => Self::from_geographic(number),
            _ => Err(PhoneError::Length),
        }
    }

    /// From area code and subscriber's number: ten or eleven digits.
    fn from_geographic(number: &str) -> Result<Self, PhoneError> {
        let (ddd, subscriber) = number.split_at(2);
        if ddd.parse().ok().and_then(Uf::of_ddd).is_none() {
            return Err(PhoneError::Ddd);
        }
        match (subscriber.len(), subscriber.as_bytes()[0]) {
            (9, b'9') | (8, b'2'..=b'5') => Ok(Self(format!("+55{number}"))),
            (8, b'6'..=b'9') => {
                Err(PhoneError::MissingNinthDigit { suggestion: Self(format!("+55{ddd}9{subscriber}")) })
            }
            _ => Err(PhoneError::Number),
        }
    }

    /// The stored form: `+5511987654321`; see the type for numbers without area code.
    #[must_use]
    pub fn e164(&self) -> &str {
        &self.0
    }

    /// The shown form: `(11) 98765-4321`, `(11) 3456-7890`, `0800 123 4567`, `4003-1234`. Can be parsed again.
    #[must_use]
    pub fn formatted(&self) -> String {
        let number = self.national();
        match self.kind() {
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
    #[must_use]
    pub fn kind(&self) -> PhoneKind {
        let number = self.national();
        if number.len() == 8 {
            return PhoneKind::LocalRate;
        }
        if is_service(number) {
            return match number.as_bytes()[0] {
                b'8' => PhoneKind::TollFree,
                b'3' => PhoneKind::SharedCost,
                _ => PhoneKind::Donation,
            };
        }
        if number.len() == 11 { PhoneKind::Mobile } else { PhoneKind::Landline }
    }

    /// The area code, for mobiles and landlines.
    #[must_use]
    pub fn ddd(&self) -> Option<u8> {
        match self.kind() {
            PhoneKind::Mobile | PhoneKind::Landline => self.national()[..2].parse().ok(),
            PhoneKind::TollFree | PhoneKind::SharedCost | PhoneKind::Donation | PhoneKind::LocalRate => None,
        }
    }

    /// The digits after the country code.
    fn national(&self) -> &str {
        &self.0[3..]
    }
}

fn is_punctuation(c: char) -> bool {
    c.is_whitespace() || is_dash(c) || is_invisible(c) || matches!(c, '(' | ')' | '.' | '/')
}

/// 0800, 0300 and 0500 with the 0 dropped, and seven digits; old ones have six.
fn is_service(number: &str) -> bool {
    matches!(number.len(), 9 | 10) && ["800", "300", "500"].iter().any(|prefix| number.starts_with(prefix))
}

fn is_local_rate(number: &str) -> bool {
    number.len() == 8 && (number.starts_with("300") || number.starts_with("400"))
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
        phone.0
    }
}
