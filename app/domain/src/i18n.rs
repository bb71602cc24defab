//! Every text of the screens, in both languages, as typed catalogues: a missing text does not compile.
//!
//! One file an area; each holds a struct of texts and its two values, so that a sentence and its translation stand side by
//! side. Sentences with values in them are functions. Rules of wording: short, verb first, never an error code alone.

pub mod bulk;
pub mod chat;
pub mod common;
pub mod contracts;
pub mod errors;
pub mod files;
pub mod mail;
pub mod parameters;
pub mod people;
pub mod portal;
pub mod settings;
pub mod shell;
pub mod split;
pub mod tickets;
pub mod time;

use serde::{Deserialize, Serialize};

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Locale {
    #[default]
    #[serde(rename = "pt-BR")]
    PtBr,
    #[serde(rename = "en")]
    En,
}

impl Locale {
    pub const ALL: [Self; 2] = [Self::PtBr, Self::En];

    /// The BCP 47 tag, for `<html lang>` and storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::PtBr => "pt-BR",
            Self::En => "en",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|locale| locale.code() == code)
    }

    /// The texts in this language.
    #[must_use]
    pub const fn texts(self) -> &'static Texts {
        match self {
            Self::PtBr => &PT_BR,
            Self::En => &EN,
        }
    }
}

/// All texts of one language.
pub struct Texts {
    pub locale: Locale,
    pub bulk: bulk::BulkTexts,
    pub chat: chat::ChatTexts,
    pub common: common::CommonTexts,
    pub contracts: contracts::ContractTexts,
    pub errors: errors::ErrorTexts,
    pub files: files::FileTexts,
    pub mail: mail::MailTexts,
    pub people: people::PeopleTexts,
    pub portal: portal::PortalTexts,
    pub shell: shell::ShellTexts,
    pub settings: settings::SettingsTexts,
    pub split: split::SplitTexts,
    pub tickets: tickets::TicketTexts,
    pub time: time::TimeTexts,
}

static PT_BR: Texts = Texts {
    locale: Locale::PtBr,
    bulk: bulk::PT_BR,
    chat: chat::PT_BR,
    common: common::PT_BR,
    contracts: contracts::PT_BR,
    errors: errors::PT_BR,
    files: files::PT_BR,
    mail: mail::PT_BR,
    people: people::PT_BR,
    portal: portal::PT_BR,
    shell: shell::PT_BR,
    settings: settings::PT_BR,
    split: split::PT_BR,
    tickets: tickets::PT_BR,
    time: time::PT_BR,
};

static EN: Texts = Texts {
    locale: Locale::En,
    bulk: bulk::EN,
    chat: chat::EN,
    common: common::EN,
    contracts: contracts::EN,
    errors: errors::EN,
    files: files::EN,
    mail: mail::EN,
    people: people::EN,
    portal: portal::EN,
    shell: shell::EN,
    settings: settings::EN,
    split: split::EN,
    tickets: tickets::EN,
    time: time::EN,
};
