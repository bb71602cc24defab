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

use crate::search::{is_dash, is_invisible};

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
    /// All characters the same, which the arithmetic accepts but nobody is given.
    #[error("all characters are the same")]
    Repeated,
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
    /// Reads either document, with or without punctuation, in any case: 11 characters are a CPF, 14 a CNPJ.
    pub fn parse(text: &str) -> Result<Self, DocumentError> {
        let bare = strip(text)?;
        match bare.len() {
            Cpf::LENGTH => Cpf::from_bare(bare).map(Self::Cpf),
            Cnpj::LENGTH => Cnpj::from_bare(bare).map(Self::Cnpj),
            _ => Err(DocumentError::Length),
        }
    }

    /// The stored form: `52998224725`, `12ABC34501DE35`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Cpf(cpf) => cpf.as_str(),
            Self::Cnpj(cnpj) => cnpj.as_str(),
        }
    }

    /// The usual written form: `529.982.247-25`, `12.ABC.345/01DE-35`.
    #[must_use]
    pub fn formatted(&self) -> String {
        match self {
            Self::Cpf(cpf) => cpf.formatted(),
            Self::Cnpj(cnpj) => cnpj.formatted(),
        }
    }

    /// The form for lists, which does not give the number away: `***.982.247-**`, `**.ABC.345/****-**`.
    #[must_use]
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
        Self::parse(&text)
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

/// Drops the punctuation and makes letters upper case; what is left is only `A-Z 0-9`.
fn strip(text: &str) -> Result<String, DocumentError> {
    let punctuation = |c: char| c.is_whitespace() || is_dash(c) || is_invisible(c) || matches!(c, '.' | '/');
    let bare: String = text.chars().filter(|c| !punctuation(*c)).map(|c| c.to_ascii_uppercase()).collect();
    if bare.is_empty() {
        return Err(DocumentError::Empty);
    }
    if !bare.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(DocumentError::Characters);
    }
    Ok(bare)
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
    fn a_bad_document_cannot_be_deserialised() {
        assert!(serde_json::from_str::<Document>("\"52998224724\"").is_err());
        assert!(serde_json::from_str::<Cpf>("\"11222333000181\"").is_err());
        let cnpj: Document = serde_json::from_str("\"11222333000181\"").unwrap();
        assert_eq!(serde_json::to_string(&cnpj).unwrap(), "\"11222333000181\"");
    }
}
