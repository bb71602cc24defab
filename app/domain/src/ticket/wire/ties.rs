//! What ties tickets together as it travels: the list on the page of one ticket, and the form that splits one.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{ClientKey, ServiceId, TicketId},
    ticket::Status,
};

coded! {
    /// How another ticket is tied to the one that is shown.
    pub enum Tie {
        /// They belong together; somebody said so.
        Linked = "linked",
        /// The other one was merged into this one.
        Merged = "merged",
        /// The other one was split off this one.
        SplitInto = "split_into",
        /// This one was split off the other one.
        SplitFrom = "split_from",
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
