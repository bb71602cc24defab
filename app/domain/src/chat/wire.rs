//! Conversations as they travel between server and screens, the socket aside (its frames are in [`crate::live`]).

use serde::{Deserialize, Serialize};

use super::{Marks, Message, Side};
use crate::{
    ids::{ClientKey, TicketId},
    ticket::Status,
    time::UtcMillis,
};

/// A conversation as a page opens it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversation {
    pub ticket: TicketId,
    /// On which side the asking user is.
    pub side: Side,
    /// The last messages, oldest first; at most [`super::PAGE`].
    pub messages: Vec<Message>,
    pub has_older: bool,
    pub marks: Marks,
    /// The requester's name.
    pub requester_name: String,
    /// The assignee's name, for the requester to know who answers.
    pub assignee_name: Option<String>,
    /// The requester has a user who may sign in: without one nobody would read.
    pub linked: bool,
    pub status: Status,
    /// The version of the ticket, for "Reabrir".
    pub version: i64,
    pub merged_into: Option<TicketId>,
    pub protocol: String,
    pub subject: String,
    pub may_write: bool,
    /// A key for the form, which also works before the page's program runs.
    pub form_key: ClientKey,
    /// The server's clock: "hoje" means the same on both sides.
    pub now: UtcMillis,
}

/// One conversation with unread messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreadChat {
    pub ticket: TicketId,
    pub subject: String,
    /// The requester's name.
    pub requester_name: String,
    pub count: i64,
    /// When the other side wrote first without an answer.
    pub since: UtcMillis,
    pub assigned_to_me: bool,
}

/// What one user has not read: for the team, conversations of one's own tickets and of those without an assignee; for a
/// requester, one's own tickets.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Unread {
    /// The longest waiting first; at most [`UNREAD_MAX`].
    pub chats: Vec<UnreadChat>,
}

/// Conversations named in one [`Unread`].
pub const UNREAD_MAX: u32 = 100;
