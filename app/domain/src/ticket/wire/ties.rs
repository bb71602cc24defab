//! What ties tickets together as it travels: the list on the page of one ticket, and the form that splits one.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{ClientKey, ServiceId, TicketId},
    ticket::Status,
};

/// How another ticket is tied to the one that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tie {
    /// They belong together; somebody said so.
    Linked,
    /// The other one was merged into this one.
    Merged,
    /// The other one was split off this one.
    SplitInto,
    /// This one was split off the other one.
    SplitFrom,
}

impl Tie {
    pub const ALL: [Self; 4] = [Self::Linked, Self::Merged, Self::SplitInto, Self::SplitFrom];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Linked => "linked",
            Self::Merged => "merged",
            Self::SplitInto => "split_into",
            Self::SplitFrom => "split_from",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tie| tie.code() == code)
    }
}

/// Another ticket that this one is tied to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkedTicket {
    pub id: TicketId,
    pub subject: String,
    pub status: Status,
    pub tie: Tie,
}

/// The form "Dividir atendimento": what goes on in a new ticket. Everything else the new one takes from this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SplitTicket {
    pub key: ClientKey,
    pub id: TicketId,
    /// The version that was on the screen.
    pub version: i64,
    pub service: Option<ServiceId>,
    pub subject: String,
    pub description: String,
}
