//! What is typed into the command palette, and what the server answers.
//!
//! `#` looks for tickets only and `>` for actions only; everything else looks everywhere. Actions are known to the screen
//! itself, so they never ask the server.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{
    contract::wire::ContractRow,
    ids::{ContractId, TicketId},
    person::wire::PersonRow,
    protocol_number::ProtocolNumber,
    search,
    ticket::wire::TicketRow,
    time::UtcMillis,
    written::without_leftover,
};

/// Most people, most tickets and most contracts in one answer.
pub const FOUND_MAX: usize = 8;

/// Where is looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    Everywhere,
    Tickets,
    Actions,
}

/// A typed question, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub scope: Scope,
    /// Without the sign of the scope, trimmed.
    pub text: String,
}

impl Question {
    /// Reads what was typed.
    pub fn parse(typed: &str) -> Self {
        let typed = typed.trim();
        let (scope, text) = match (typed.strip_prefix('#'), typed.strip_prefix('>')) {
            (Some(rest), _) => (Scope::Tickets, rest),
            (_, Some(rest)) => (Scope::Actions, rest),
            _ => (Scope::Everywhere, typed),
        };
        Self { scope, text: text.trim().to_owned() }
    }

    /// The ticket of this number, if nothing but a number was typed.
    pub fn ticket(&self) -> Option<TicketId> {
        self.number()
    }

    /// The contract of this number, if nothing but a number was typed and contracts are looked for.
    pub fn contract(&self) -> Option<ContractId> {
        (self.scope == Scope::Everywhere).then(|| self.number()).flatten()
    }

    fn number<T: FromStr>(&self) -> Option<T> {
        let text = without_leftover(&self.text);
        // Eleven digits are a CPF or a phone already.
        (text.len() <= 9).then(|| text.parse().ok()).flatten()
    }

    /// The protocol, if a whole one was typed.
    pub fn protocol(&self) -> Option<ProtocolNumber> {
        ProtocolNumber::parse(&self.text).ok()
    }

    /// Whether the server has something to look for: a number, or a word that an index can find.
    pub fn asks_server(&self) -> bool {
        let words = search::fold(&self.text);
        self.scope != Scope::Actions
            && (self.ticket().is_some() || words.split(' ').any(|word| word.chars().count() >= 3))
    }
}

/// What was found, best first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    pub people: Vec<PersonRow>,
    pub tickets: Vec<TicketRow>,
    pub contracts: Vec<ContractRow>,
    /// The server's clock: "hoje" and a release that runs mean the same on both sides.
    pub now: UtcMillis,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> (Scope, String, bool) {
        let question = Question::parse(typed);
        let asks = question.asks_server();
        (question.scope, question.text, asks)
    }

    #[test]
    fn a_sign_narrows_the_search() {
        assert_eq!(read(" neide "), (Scope::Everywhere, "neide".into(), true));
        assert_eq!(read("# boleto"), (Scope::Tickets, "boleto".into(), true));
        assert_eq!(read("#7"), (Scope::Tickets, "7".into(), true));
        assert_eq!(read(">sair"), (Scope::Actions, "sair".into(), false));
    }

    #[test]
    fn too_little_asks_nobody() {
        for typed in ["", " ", "#", "ne", "#ab", "a b", "-1"] {
            assert!(!read(typed).2, "{typed:?}");
        }
    }

    #[test]
    fn numbers_are_told_apart() {
        assert_eq!(Question::parse("#48217").ticket(), Some(TicketId::new(48_217)));
        assert_eq!(Question::parse("52998224725").ticket(), None);
        assert_eq!(Question::parse("#48217.0").ticket(), Some(TicketId::new(48_217)));
        for text in ["48 217", "48.217", "4821/7", "48217.5"] {
            assert_eq!(Question::parse(text).ticket(), None, "{text}");
        }
        assert_eq!(Question::parse("0").ticket(), None);
        assert_eq!(Question::parse("10482").contract(), Some(ContractId::new(10_482)));
        assert_eq!((Question::parse("#10482").contract(), Question::parse("52998224725").contract()), (None, None));
    }
}
