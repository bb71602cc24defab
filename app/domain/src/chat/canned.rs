//! Canned replies: prepared answers whose variables are filled in when one is put into the composer.
//!
//! A variable is a name in braces, `{primeiro_nome}`. The names are Portuguese like the texts they stand in: they are written
//! by the administrator of the desk, not by us. An unknown name is refused when a reply is saved, so nobody sends one.

use serde::{Deserialize, Serialize};

use super::MESSAGE_MAX;
use crate::{
    catalogue::kept_entry,
    error::{AppError, ErrorCode},
    form::{self, Faults},
    ids::{CannedReplyId, ClientKey},
};

/// Longest name of a reply, in characters.
pub const NAME_MAX: usize = 60;

/// What can stand in braces.
pub const VARIABLES: [&str; 7] =
    ["solicitante", "primeiro_nome", "atendente", "numero", "protocolo", "assunto", "empresa"];

/// A reply as the settings show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CannedReply {
    pub id: CannedReplyId,
    pub version: i64,
    /// What one types after "/" to find it.
    pub name: String,
    pub text: String,
    pub active: bool,
}

/// The form of a new or changed reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CannedReplyForm {
    pub key: ClientKey,
    /// `None` = a new one.
    pub id: Option<CannedReplyId>,
    /// The version that was on the screen; 0 for a new one.
    pub version: i64,
    pub name: String,
    pub text: String,
}

/// A reply that may be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CannedReplyDraft {
    pub name: String,
    pub text: String,
}

kept_entry!(CannedReply, CannedReplyId, CannedReplyForm, CannedReplyDraft, name, { name, text });

impl CannedReplyForm {
    /// Reads the form.
    ///
    /// # Errors
    /// The faults of both fields; a text with a variable that does not exist is one.
    pub fn validate(&self) -> Result<CannedReplyDraft, Vec<AppError>> {
        let mut faults = Faults::default();
        let name = faults.keep(form::required("name", &self.name, NAME_MAX));
        let text = faults.keep(form::required("text", &self.text, MESSAGE_MAX).and_then(|text| match unknown(&text) {
            Some(name) => Err(AppError::on("text", ErrorCode::UnknownVariable { name: name.to_owned() })),
            None => Ok(text),
        }));
        faults.finish(CannedReplyDraft { name, text })
    }
}

/// What the variables stand for in one conversation.
#[derive(Debug, Clone, Copy, Default)]
pub struct Values<'a> {
    pub requester: &'a str,
    pub agent: &'a str,
    pub number: i64,
    pub protocol: &'a str,
    pub subject: &'a str,
    pub company: &'a str,
}

impl Values<'_> {
    fn of(&self, name: &str) -> Option<String> {
        Some(match name {
            "solicitante" => self.requester.to_owned(),
            "primeiro_nome" => self.requester.split_whitespace().next().unwrap_or_default().to_owned(),
            "atendente" => self.agent.split_whitespace().next().unwrap_or_default().to_owned(),
            "numero" => self.number.to_string(),
            "protocolo" => self.protocol.to_owned(),
            "assunto" => self.subject.to_owned(),
            "empresa" => self.company.to_owned(),
            _ => return None,
        })
    }
}

/// The text with its variables filled in. What a value itself holds in braces stays as it is.
pub fn fill(text: &str, values: &Values<'_>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, name, after)) = next_variable(rest) {
        filled.push_str(before);
        match values.of(name) {
            Some(value) => filled.push_str(&value),
            None => {
                filled.push('{');
                filled.push_str(name);
                filled.push('}');
            }
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// The first variable that does not exist.
fn unknown(text: &str) -> Option<&str> {
    let mut rest = text;
    while let Some((_, name, after)) = next_variable(rest) {
        if !VARIABLES.contains(&name) {
            return Some(name);
        }
        rest = after;
    }
    None
}

/// What stands before, in and behind the next pair of braces around one word.
fn next_variable(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(open) = text[from..].find('{').map(|at| from + at) {
        let inner = &text[open + 1..];
        let length = inner.find(|c: char| !(c.is_ascii_lowercase() || c == '_')).unwrap_or(inner.len());
        if length > 0 && inner[length..].starts_with('}') {
            return Some((&text[..open], &inner[..length], &inner[length + 1..]));
        }
        from = open + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALUES: Values<'_> = Values {
        requester: "Marina {empresa} Salgado",
        agent: "Renata Queiroz",
        number: 48_217,
        protocol: "20260317-004071-6",
        subject: "Segunda via",
        company: "Prado",
    };

    #[test]
    fn variables_are_filled_once() {
        let text = "Olá, {primeiro_nome}. O #{numero} é com {atendente}. { } {} {outra} {solicitante}";
        let filled = fill(text, &VALUES);
        assert_eq!(filled, "Olá, Marina. O #48217 é com Renata. { } {} {outra} Marina {empresa} Salgado");
    }

    #[test]
    fn every_variable_has_a_value_and_others_are_refused() {
        for name in VARIABLES {
            assert!(VALUES.of(name).is_some_and(|value| !value.is_empty()), "{name}");
        }
        let form = |text: &str| CannedReplyForm {
            key: ClientKey::parse("0123456789abcdef").unwrap(),
            id: None,
            version: 0,
            name: " saudação ".to_owned(),
            text: text.to_owned(),
        };
        assert_eq!(form("Olá, {primeiro_nome}.").validate().unwrap().name, "saudação");
        let refused = form("Olá, {nome}.").validate().unwrap_err();
        assert_eq!(refused, [AppError::on("text", ErrorCode::UnknownVariable { name: "nome".to_owned() })]);
    }
}
