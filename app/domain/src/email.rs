//! E-mail addresses as people type them, checked so that the mail server will take them.
//!
//! A pragmatic rule, stricter than RFC 5321 where the exotic forms (quotes, comments, literals, letters with accents) are
//! typing errors in practice. Whether the address exists only a delivered mail can tell; that lives in the outbox.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// One address: local part as typed, domain in lower case, at most 254 characters (RFC 5321, 4.5.3.1.3).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// What is wrong with, or missing from, a typed address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmailError {
    /// Nothing was typed.
    #[error("no address given")]
    Empty,
    /// A line break or another control character: refused so that nobody can add mail headers.
    #[error("the address has a line break or control character")]
    Control,
    /// A space inside the address.
    #[error("the address has a space")]
    Space,
    /// No `@`.
    #[error("the address has no @")]
    MissingAt,
    /// More than one `@`, perhaps two addresses in one field.
    #[error("the address has more than one @")]
    ManyAts,
    /// Nothing before the `@`.
    #[error("the part before the @ is missing")]
    MissingLocal,
    /// Nothing after the `@`.
    #[error("the domain after the @ is missing")]
    MissingDomain,
    /// The domain has no dot: "maria@gmail".
    #[error("the domain has no dot")]
    MissingDot,
    /// A dot at the start or end of a part, or two in a row.
    #[error("a dot is misplaced")]
    Dot,
    /// A character that no ordinary address has, such as "ç", "," or ";".
    #[error("the character {0:?} cannot be in an address")]
    Character(char),
    /// The domain is not one: a label begins or ends with a hyphen or is too long, or the ending is not made of letters.
    #[error("the domain is not valid")]
    Domain,
    /// More than 254 characters, or more than 64 before the `@`.
    #[error("the address is too long")]
    TooLong,
}

impl Email {
    /// Longest address in characters.
    pub const MAX_LENGTH: usize = 254;

    /// Reads one address; surrounding white space is dropped.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(EmailError::Empty);
        }
        if text.chars().any(char::is_control) {
            return Err(EmailError::Control);
        }
        if text.chars().any(char::is_whitespace) {
            return Err(EmailError::Space);
        }
        let (local, domain) = text.split_once('@').ok_or(EmailError::MissingAt)?;
        if domain.contains('@') {
            return Err(EmailError::ManyAts);
        }
        if local.is_empty() {
            return Err(EmailError::MissingLocal);
        }
        if domain.is_empty() {
            return Err(EmailError::MissingDomain);
        }
        if text.len() > Self::MAX_LENGTH || local.len() > 64 {
            return Err(EmailError::TooLong);
        }
        check_local(local)?;
        check_domain(domain)?;
        Ok(Self(format!("{local}@{}", domain.to_ascii_lowercase())))
    }

    /// The address as stored and sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The domain, in lower case.
    pub fn domain(&self) -> &str {
        self.0.split_once('@').map_or("", |(_, domain)| domain)
    }

    /// All in lower case: the key for sign-in and for finding duplicates, since no provider in use tells
    /// "Maria@x.com" from "maria@x.com".
    pub fn lookup_key(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

fn check_dots(part: &str) -> Result<(), EmailError> {
    if part.split('.').any(str::is_empty) { Err(EmailError::Dot) } else { Ok(()) }
}

fn check_local(local: &str) -> Result<(), EmailError> {
    // The "atext" of RFC 5322 plus the dot.
    let allowed = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~-.".contains(c);
    if let Some(bad) = local.chars().find(|c| !allowed(*c)) {
        return Err(EmailError::Character(bad));
    }
    check_dots(local)
}

fn check_domain(domain: &str) -> Result<(), EmailError> {
    if let Some(bad) = domain.chars().find(|c| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '.'))) {
        return Err(EmailError::Character(bad));
    }
    if !domain.contains('.') {
        return Err(EmailError::MissingDot);
    }
    check_dots(domain)?;
    let good_label = |label: &str| label.len() <= 63 && !label.starts_with('-') && !label.ends_with('-');
    let ending = domain.rsplit('.').next().unwrap_or_default();
    // "xn--" endings carry digits; an all-digit ending is an address of the network layer, not a domain.
    let good_ending = ending.len() >= 2 && ending.starts_with(|c: char| c.is_ascii_alphabetic());
    if domain.split('.').all(good_label) && good_ending { Ok(()) } else { Err(EmailError::Domain) }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Email {
    type Error = EmailError;

    fn try_from(text: String) -> Result<Self, EmailError> {
        Self::parse(&text)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_addresses_are_read() {
        for (typed, stored) in [
            ("maria@exemplo.com.br", "maria@exemplo.com.br"),
            ("  Maria.Lima+loja@Exemplo.COM ", "Maria.Lima+loja@exemplo.com"),
            ("o'neil_1@sub-dominio.exemplo.org", "o'neil_1@sub-dominio.exemplo.org"),
            ("a@b.co", "a@b.co"),
            ("x@xn--aa-eka.xn--p1ai", "x@xn--aa-eka.xn--p1ai"),
        ] {
            assert_eq!(Email::parse(typed).unwrap().as_str(), stored);
        }
        let email = Email::parse("Maria@Exemplo.com").unwrap();
        assert_eq!((email.domain(), email.lookup_key().as_str()), ("exemplo.com", "maria@exemplo.com"));
    }

    #[test]
    fn each_fault_has_its_name() {
        for (typed, error) in [
            ("", EmailError::Empty),
            ("  ", EmailError::Empty),
            ("maria", EmailError::MissingAt),
            ("maria.exemplo.com", EmailError::MissingAt),
            ("@exemplo.com", EmailError::MissingLocal),
            ("maria@", EmailError::MissingDomain),
            ("maria@gmail", EmailError::MissingDot),
            ("a@b@c.com", EmailError::ManyAts),
            ("a@b.com;c@d.com", EmailError::ManyAts),
            ("maria lima@exemplo.com", EmailError::Space),
            ("maria@exemplo.com\r\nBcc: x@y.com", EmailError::Control),
            ("maria\0@exemplo.com", EmailError::Control),
            ("maria@exemplo.com\u{2028}x", EmailError::Space),
            ("joão@exemplo.com", EmailError::Character('ã')),
            ("<maria@exemplo.com>", EmailError::Character('<')),
            ("maria@exem_plo.com", EmailError::Character('_')),
            ("maria@exemplo,com", EmailError::Character(',')),
            (".maria@exemplo.com", EmailError::Dot),
            ("maria..lima@exemplo.com", EmailError::Dot),
            ("maria@exemplo.com.", EmailError::Dot),
            ("maria@-exemplo.com", EmailError::Domain),
            ("maria@exemplo.c", EmailError::Domain),
            ("maria@10.0.0.1", EmailError::Domain),
        ] {
            assert_eq!(Email::parse(typed), Err(error), "{typed:?}");
        }
    }

    #[test]
    fn the_length_is_bounded() {
        let domain = format!("{0}.{0}.{0}.com", "d".repeat(57));
        let longest = format!("{}@{domain}", "a".repeat(Email::MAX_LENGTH - 1 - domain.len()).split_at(64).0);
        assert!(Email::parse(&longest).is_ok());
        assert_eq!(Email::parse(&format!("{}@b.com", "a".repeat(65))), Err(EmailError::TooLong));
        assert_eq!(Email::parse(&format!("a@{}.com", "d.".repeat(125))), Err(EmailError::TooLong));
        assert_eq!(Email::parse(&format!("a@{}.com", "d".repeat(64))), Err(EmailError::Domain));
    }

    #[test]
    fn a_bad_address_cannot_be_deserialised() {
        assert!(serde_json::from_str::<Email>("\"a@b.com\\nBcc: c@d.com\"").is_err());
        assert_eq!(serde_json::from_str::<Email>("\"a@B.com\"").unwrap().as_str(), "a@b.com");
    }
}
