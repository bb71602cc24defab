//! Brazilian tax documents: the CPF of a natural person and the CNPJ of a legal one.
//!
//! `Document` is what a form or a list holds: one of the two, told apart by its length. The check digits of each live in
//! `document/cpf.rs` and `document/cnpj.rs`. Whether the tax office knows the number is nobody's rule here.

mod cnpj;
mod cpf;

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use cnpj::Cnpj;
pub use cpf::Cpf;

use crate::written::{Written, parted};

/// Why a text is not a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentError {
    /// Nothing was typed.
    #[error("no document given")]
    Empty,
    /// Not 11 characters (CPF) nor 14 (CNPJ), punctuation apart.
    #[error("wrong number of characters")]
    Length,
    /// A character that does not belong there: a letter in a CPF or in the check digits of a CNPJ, a symbol.
    #[error("a character is not allowed")]
    Characters,
    /// The check digits do not match the rest: a typing error.
    #[error("the check digits do not match")]
    CheckDigits,
    /// All characters the same, check digits apart, which the arithmetic accepts but nobody is given.
    #[error("all characters are the same")]
    Repeated,
    /// A dot, slash, hyphen or space where the written form has none: it may be another number, or no document at all.
    #[error("a mark in the wrong place")]
    Separators,
    /// A document and something else, parted by ` / `.
    #[error("two numbers")]
    TwoNumbers,
}

/// A CPF or a CNPJ, stored as upper-case text without punctuation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Document {
    /// Of a natural person (PF).
    Cpf(Cpf),
    /// Of a legal person (PJ).
    Cnpj(Cnpj),
}

impl Document {
    /// Reads either document in its written form, marks left out or not, in any case: 11 characters are a CPF, 14 a CNPJ.
    /// The leftover of a spreadsheet is cut (`written::without_leftover`); any other mark in the wrong place is refused.
    pub fn parse(text: &str) -> Result<Self, DocumentError> {
        let read = Self::read(text);
        let beside = |(before, after)| Self::read(before).is_ok() || Self::read(after).is_ok();
        if read.is_err() && parted(text).is_some_and(beside) { Err(DocumentError::TwoNumbers) } else { read }
    }

    fn read(text: &str) -> Result<Self, DocumentError> {
        let written = take_apart(text)?;
        match written.bare.len() {
            Cpf::LENGTH => Cpf::from_written(written).map(Self::Cpf),
            Cnpj::LENGTH => Cnpj::from_written(written).map(Self::Cnpj),
            _ => Err(DocumentError::Length),
        }
    }

    /// Reads the stored form and no other. What was stored before a rule was sharpened can still be read, so that somebody
    /// can open the record and correct it.
    pub fn from_stored(text: &str) -> Result<Self, DocumentError> {
        match text.len() {
            Cpf::LENGTH => Cpf::from_stored(text).map(Self::Cpf),
            Cnpj::LENGTH => Cnpj::from_stored(text).map(Self::Cnpj),
            _ => Err(DocumentError::Length),
        }
    }

    /// The stored form: `52998224725`, `12ABC34501DE35`.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Cpf(cpf) => cpf.as_str(),
            Self::Cnpj(cnpj) => cnpj.as_str(),
        }
    }

    /// The usual written form: `529.982.247-25`, `12.ABC.345/01DE-35`.
    pub fn formatted(&self) -> String {
        match self {
            Self::Cpf(cpf) => cpf.formatted(),
            Self::Cnpj(cnpj) => cnpj.formatted(),
        }
    }

    /// The form for lists, which does not give the number away: `***.982.247-**`, `**.ABC.345/****-**`.
    pub fn masked(&self) -> String {
        match self {
            Self::Cpf(cpf) => cpf.masked(),
            Self::Cnpj(cnpj) => cnpj.masked(),
        }
    }
}

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.formatted())
    }
}

impl From<Cpf> for Document {
    fn from(cpf: Cpf) -> Self {
        Self::Cpf(cpf)
    }
}

impl From<Cnpj> for Document {
    fn from(cnpj: Cnpj) -> Self {
        Self::Cnpj(cnpj)
    }
}

impl TryFrom<String> for Document {
    type Error = DocumentError;

    fn try_from(text: String) -> Result<Self, DocumentError> {
        Self::from_stored(&text)
    }
}

impl From<Document> for String {
    fn from(document: Document) -> Self {
        match document {
            Document::Cpf(cpf) => cpf.into(),
            Document::Cnpj(cnpj) => cnpj.into(),
        }
    }
}

/// The characters and marks of a text; there is at least one character.
fn take_apart(text: &str) -> Result<Written, DocumentError> {
    let written = Written::read(text).ok_or(DocumentError::Characters)?;
    if written.bare.is_empty() { Err(DocumentError::Empty) } else { Ok(written) }
}

/// Whether all characters are the same.
fn is_repeated(bare: &str) -> bool {
    bare.bytes().zip(bare.bytes().skip(1)).all(|(a, b)| a == b)
}

/// The modulo-11 check digit both documents share: weighted sum, remainder below 2 gives 0, else 11 − remainder. The value
/// of a character is its ASCII code − 48, so a digit counts as itself and `A` as 17. Returned as an ASCII digit.
fn check_digit(characters: &[u8], weights: impl Iterator<Item = u32>) -> u8 {
    let sum: u32 = characters.iter().zip(weights).map(|(c, weight)| u32::from(c.saturating_sub(b'0')) * weight).sum();
    match u8::try_from(sum % 11) {
        Ok(remainder) if remainder >= 2 => b'0' + 11 - remainder,
        _ => b'0',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_tells_the_two_apart() {
        let cpf = Document::parse(" 529.982.247-25 ").unwrap();
        let cnpj = Document::parse("12.abc.345/01de-35").unwrap();
        assert!(matches!(cpf, Document::Cpf(_)) && matches!(cnpj, Document::Cnpj(_)));
        assert_eq!((cpf.as_str(), cnpj.as_str()), ("52998224725", "12ABC34501DE35"));
        assert_eq!((cpf.to_string(), cnpj.to_string()), ("529.982.247-25".into(), "12.ABC.345/01DE-35".into()));
        assert_eq!((cpf.masked(), cnpj.masked()), ("***.982.247-**".into(), "**.ABC.345/****-**".into()));
    }

    #[test]
    fn each_fault_has_its_name() {
        for (typed, error) in [
            ("", DocumentError::Empty),
            (" .-/ ", DocumentError::Empty),
            ("5299822472", DocumentError::Length),
            ("529982247250", DocumentError::Length),
            ("529.982.247-2x", DocumentError::Characters),
            ("529.982.247-25?", DocumentError::Characters),
            ("５29.982.247-25", DocumentError::Characters),
            ("529.982.247-24", DocumentError::CheckDigits),
            ("529.982.247-35", DocumentError::CheckDigits),
            ("111.111.111-11", DocumentError::Repeated),
            ("000.000.000-00", DocumentError::Repeated),
            ("00.000.000/0000-00", DocumentError::Repeated),
            ("12.ABC.345/01DE-3A", DocumentError::Characters),
            ("12.ABC.345/01DE-53", DocumentError::CheckDigits),
            ("11.222.333/0001-82", DocumentError::CheckDigits),
            ("11.111.111/1111-80", DocumentError::Repeated),
            ("AAAAAAAAAAAA45", DocumentError::Repeated),
            ("5.299.822-4725", DocumentError::Separators),
            ("529.982.247/25", DocumentError::Separators),
            ("529.982.247.25", DocumentError::Separators),
            ("529..982.247-25", DocumentError::Separators),
            (".529.982.247-25", DocumentError::Separators),
            ("529.982.247-25.", DocumentError::Separators),
            ("11.222.333 / 0001-81", DocumentError::Separators),
            ("carlos silva 189", DocumentError::Separators),
            ("529.982.247-25 / 111.444.777-35", DocumentError::TwoNumbers),
            ("529.982.247-25 / RG 12.345.678-9", DocumentError::TwoNumbers),
            ("1 / 2", DocumentError::Length),
        ] {
            assert_eq!(Document::parse(typed), Err(error), "{typed:?}");
        }
    }

    #[test]
    fn known_numbers_are_valid() {
        for cnpj in ["11.222.333/0001-81", "00.000.000/0001-91", "33.000.167/0001-01", "12ABC34501DE35"] {
            assert!(Cnpj::parse(cnpj).is_ok(), "{cnpj}");
        }
        for cpf in ["111.444.777-35", "123.456.789-09", "529 982 247\u{2013}25", "\u{202a}52998224725\u{202c}"] {
            assert!(Cpf::parse(cpf).is_ok(), "{cpf}");
        }
    }

    #[test]
    fn what_was_stored_before_a_rule_was_sharpened_can_be_read() {
        for stored in ["11111111111180", "AAAAAAAAAAAA45"] {
            assert_eq!(Document::from_stored(stored).unwrap().as_str(), stored);
            assert_eq!(serde_json::from_str::<Document>(&format!("\"{stored}\"")).unwrap().as_str(), stored);
        }
        for text in ["529.982.247-25", "52998224724", "12abc34501de35", "5299822472é", ""] {
            assert!(Document::from_stored(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_bad_document_cannot_be_deserialised() {
        assert!(serde_json::from_str::<Document>("\"52998224724\"").is_err());
        assert!(serde_json::from_str::<Cpf>("\"11222333000181\"").is_err());
        assert!(serde_json::from_str::<Document>("\"529.982.247-25\"").is_err());
        let cnpj: Document = serde_json::from_str("\"11222333000181\"").unwrap();
        assert_eq!(serde_json::to_string(&cnpj).unwrap(), "\"11222333000181\"");
    }
}
