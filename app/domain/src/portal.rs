//! What requesters see of their own tickets: plain words, public events, nothing of how the team works.

use serde::{Deserialize, Serialize};

use crate::{
    file::wire::FileRow,
    ids::{ServiceId, TicketId},
    ticket::Status,
    time::UtcMillis,
};

/// Tickets on the first page; older ones stay reachable by their link.
pub const LISTED: i64 = 200;

/// One of my tickets in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalTicket {
    pub id: TicketId,
    pub status: Status,
    pub subject: String,
    pub updated_at: UtcMillis,
}

/// The first page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalHome {
    /// The one changed last comes first.
    pub tickets: Vec<PortalTicket>,
    pub now: UtcMillis,
}

/// One of my tickets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalPage {
    pub ticket: PortalTicket,
    /// What a command on the ticket must name.
    pub version: i64,
    pub protocol: String,
    pub description: String,
    pub service: String,
    pub opened_at: UtcMillis,
    pub due_at: Option<UtcMillis>,
    pub merged_into: Option<TicketId>,
    /// Oldest first.
    pub events: Vec<PortalEvent>,
    pub files: Vec<FileRow>,
    pub now: UtcMillis,
}

/// Something that happened and that the requester may know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalEvent {
    pub at: UtcMillis,
    pub what: PortalWhat,
}

/// What it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum PortalWhat {
    Opened,
    Status { to: Status, reason: String },
}

/// What became of reopening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalReopened {
    pub status: Status,
    /// What the next command on the ticket must name.
    pub version: i64,
}

/// A service that may be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalService {
    pub id: ServiceId,
    pub name: String,
}
