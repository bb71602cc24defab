//! The same act on several tickets, and what became of each.

use serde::{Deserialize, Serialize};

use super::TicketRow;
use crate::{
    error::AppError,
    ids::{ClientKey, TicketId, UserId},
    ticket::Status,
};

/// The same act on several tickets; each has its own result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkChange {
    pub key: ClientKey,
    /// Ticket and the version that was ticked; at most [`BULK_MAX`].
    pub tickets: Vec<(TicketId, i64)>,
    pub change: BulkAct,
}

/// Most tickets in one bulk change.
pub const BULK_MAX: usize = 100;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "act")]
pub enum BulkAct {
    Status { to: Status, reason: String },
    Assign { to: UserId, note: String },
}

impl BulkAct {
    /// The ticket is as this act would make it.
    pub fn holds_for(&self, row: &TicketRow) -> bool {
        match self {
            Self::Status { to, .. } => row.status == *to,
            Self::Assign { to, .. } => row.assignee == Some(*to),
        }
    }
}

/// What became of each ticket of a bulk change. Each stands in exactly one of the first four lists.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BulkResult {
    pub changed: Vec<TicketRow>,
    /// They were so already: no history, no mail.
    pub unchanged: Vec<TicketRow>,
    /// Somebody changed them after they were ticked, so nothing was done to them; as they are now.
    pub conflicts: Vec<TicketRow>,
    pub refused: Vec<(TicketId, AppError)>,
    /// Mails waiting in the queue after this change.
    pub mails_queued: u32,
    /// Of the changed ones, those whose requester is not told, for want of an address.
    pub untold: Vec<TicketId>,
}

impl BulkResult {
    /// The tickets with which somebody has still to decide what to do.
    pub fn undone(&self) -> Vec<TicketId> {
        let refused = self.refused.iter().map(|(id, _)| *id);
        self.conflicts.iter().map(|row| row.id).chain(refused).collect()
    }

    /// Everything went as asked, and everybody who is to hear of it will.
    pub fn is_clean(&self) -> bool {
        self.conflicts.is_empty() && self.refused.is_empty() && self.untold.is_empty()
    }
}
