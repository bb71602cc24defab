//! The CPF: nine digits and two check digits, each modulo 11 with weights falling to 2 (Receita Federal).
//!
//! What the check digits cannot see: a remainder of 0 and of 1 both give the digit 0. So these, and only these,
//! single-digit errors pass: the first digit off by one while the first check digit is 0 (its weight in the second sum
//! is 11, that is none), and the sixth digit off by two or nine while both check digits are 0. The tests prove the list.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{DocumentError, check_digit, is_repeated, take_apart};
use crate::written::Written;

/// Where `529.982.247-25` has its marks.
const FORM: [(usize, char); 3] = [(3, '.'), (6, '.'), (9, '-')];

/// A CPF with matching check digits; stored as 11 digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cpf(String);

impl Cpf {
    /// Digits, check digits included.
    pub const LENGTH: usize = 11;

    /// Reads a CPF in its written form, marks left out or not.
    pub fn parse(text: &str) -> Result<Self, DocumentError> {
        Self::from_written(take_apart(text)?)
    }

    pub(super) fn from_written(written: Written) -> Result<Self, DocumentError> {
        if !written.is_digits() {
            return Err(DocumentError::Characters);
        }
        if written.bare.len() != Self::LENGTH {
            return Err(DocumentError::Length);
        }
        if !written.fits(&FORM) {
            return Err(DocumentError::Separators);
        }
        if is_repeated(&written.bare) {
            return Err(DocumentError::Repeated);
        }
        Self::from_stored(&written.bare)
    }

    /// From the stored form, eleven digits; see [`super::Document::from_stored`].
    pub fn from_stored(text: &str) -> Result<Self, DocumentError> {
        if !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(DocumentError::Characters);
        }
        if text.len() != Self::LENGTH {
            return Err(DocumentError::Length);
        }
        let bytes = text.as_bytes();
        let first = check_digit(&bytes[..9], (2..=10).rev());
        let second = check_digit(&bytes[..10], (2..=11).rev());
        // The second sum runs over the first check digit as typed; if that is wrong the document is refused anyway.
        if bytes[9..] == [first, second] { Ok(Self(text.to_owned())) } else { Err(DocumentError::CheckDigits) }
    }

    /// The stored form: `52998224725`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `529.982.247-25`
    pub fn formatted(&self) -> String {
        let digits = &self.0;
        format!("{}.{}.{}-{}", &digits[..3], &digits[3..6], &digits[6..9], &digits[9..])
    }

    /// `***.982.247-**`, the form public bodies use when they must publish a CPF.
    pub fn masked(&self) -> String {
        format!("***.{}.{}-**", &self.0[3..6], &self.0[6..9])
    }
}

impl fmt::Display for Cpf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.formatted())
    }
}

impl TryFrom<String> for Cpf {
    type Error = DocumentError;

    fn try_from(text: String) -> Result<Self, DocumentError> {
        Self::from_stored(&text)
    }
}

impl From<Cpf> for String {
    fn from(cpf: Cpf) -> Self {
        cpf.0
    }
}
