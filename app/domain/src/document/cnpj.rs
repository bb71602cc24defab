//! The CNPJ: twelve characters `A-Z 0-9` and two numeric check digits; alphanumeric since July 2026 (IN RFB 2.229/2024).
//!
//! Digit-only numbers are a special case of the same arithmetic. What the check digits cannot see: a character replaced by
//! one whose value differs by a multiple of 11 (`A` and `L`, `0` and `F`); and, while both check digits are 0, the first
//! or ninth character off by 2 (modulo 11) and the fifth off by 5. The tests prove the list.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{DocumentError, check_digit, is_repeated, take_apart};
use crate::written::Written;

/// Weights of the second check digit; the first uses them without the leading 6.
const WEIGHTS: [u32; 13] = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];

/// Where `12.ABC.345/01DE-35` has its marks.
const FORM: [(usize, char); 4] = [(2, '.'), (5, '.'), (8, '/'), (12, '-')];

/// A CNPJ with matching check digits; stored as 14 upper-case characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cnpj(String);

impl Cnpj {
    /// Characters, check digits included.
    pub const LENGTH: usize = 14;

    /// Reads a CNPJ in its written form, marks left out or not, in any case.
    pub fn parse(text: &str) -> Result<Self, DocumentError> {
        Self::from_written(take_apart(text)?)
    }

    pub(super) fn from_written(written: Written) -> Result<Self, DocumentError> {
        if written.bare.len() != Self::LENGTH {
            return Err(DocumentError::Length);
        }
        if !written.bare.bytes().skip(12).all(|b| b.is_ascii_digit()) {
            return Err(DocumentError::Characters);
        }
        if !written.fits(&FORM) {
            return Err(DocumentError::Separators);
        }
        if is_repeated(&written.bare[..12]) {
            return Err(DocumentError::Repeated);
        }
        Self::from_stored(&written.bare)
    }

    /// From the stored form, fourteen upper-case characters; see [`super::Document::from_stored`].
    pub fn from_stored(text: &str) -> Result<Self, DocumentError> {
        let bytes = text.as_bytes();
        if bytes.len() != Self::LENGTH {
            return Err(DocumentError::Length);
        }
        let known = |b: &u8| b.is_ascii_digit() || b.is_ascii_uppercase();
        if !bytes.iter().all(known) || !bytes[12..].iter().all(u8::is_ascii_digit) {
            return Err(DocumentError::Characters);
        }
        let first = check_digit(&bytes[..12], WEIGHTS[1..].iter().copied());
        let second = check_digit(&bytes[..13], WEIGHTS.iter().copied());
        if bytes[12..] == [first, second] { Ok(Self(text.to_owned())) } else { Err(DocumentError::CheckDigits) }
    }

    /// The stored form: `12ABC34501DE35`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `12.ABC.345/01DE-35`
    pub fn formatted(&self) -> String {
        let c = &self.0;
        format!("{}.{}.{}/{}-{}", &c[..2], &c[2..5], &c[5..8], &c[8..12], &c[12..])
    }

    /// `**.ABC.345/****-**`
    pub fn masked(&self) -> String {
        format!("**.{}.{}/****-**", &self.0[2..5], &self.0[5..8])
    }
}

impl fmt::Display for Cnpj {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.formatted())
    }
}

impl TryFrom<String> for Cnpj {
    type Error = DocumentError;

    fn try_from(text: String) -> Result<Self, DocumentError> {
        Self::from_stored(&text)
    }
}

impl From<Cnpj> for String {
    fn from(cnpj: Cnpj) -> Self {
        cnpj.0
    }
}
