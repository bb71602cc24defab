//! Frames of the socket at `/ws`: JSON texts, one object each, with the field `t` as the name.
//!
//! The client opens the socket with its session cookie, subscribes to topics and receives what changed by id and version; it
//! then asks the ordinary server functions for the content. So a lost or doubled frame costs nothing: the next one, a
//! `resync`, or a reconnect repairs it. Close codes: 1012 the server restarts, 4401 the session ended, 1008 a rule of this
//! protocol was broken.

use serde::{Deserialize, Serialize};

use crate::ids::{ContractId, TicketId};

/// The version of this protocol, sent in `hello`. A client that knows an older one reloads the page.
pub const PROTOCOL_VERSION: u32 = 1;
/// Largest frame in bytes, both ways.
pub const MAX_FRAME: usize = 64 * 1024;

/// What a client can listen to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "topic", content = "id")]
pub enum Topic {
    /// Every change of any ticket; for staff.
    Tickets,
    /// One ticket, with who else has it open.
    Ticket(TicketId),
    /// Every change of any contract; for staff.
    Contracts,
}

/// Client to server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "t")]
pub enum ClientFrame {
    Subscribe { to: Topic },
    Unsubscribe { from: Topic },
    Ping,
}

/// Server to client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "t")]
pub enum ServerFrame {
    /// First frame on every connection.
    Hello {
        version: u32,
    },
    /// A ticket was created or changed.
    TicketChanged {
        id: TicketId,
        version: i64,
    },
    /// A contract was blocked, released or otherwise changed.
    ContractChanged {
        id: ContractId,
        version: i64,
    },
    /// Many contracts changed at once: read again the rows on the screen, and the counts.
    ContractsChanged,
    /// Kept counts of views moved; ask for them again when convenient.
    CountsChanged,
    /// Who has the ticket open now, without the asking user; names in order of arrival.
    Viewers {
        id: TicketId,
        names: Vec<String>,
    },
    /// Frames may have been lost: read again what is on the screen.
    Resync,
    /// The subscription was refused.
    Refused {
        topic: Topic,
    },
    Pong,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_the_documented_texts() {
        let subscribe = ClientFrame::Subscribe { to: Topic::Ticket(TicketId::new(7)) };
        assert_eq!(serde_json::to_string(&subscribe).unwrap(), r#"{"t":"subscribe","to":{"topic":"ticket","id":7}}"#);
        let changed = ServerFrame::TicketChanged { id: TicketId::new(7), version: 3 };
        assert_eq!(serde_json::to_string(&changed).unwrap(), r#"{"t":"ticket_changed","id":7,"version":3}"#);
        assert!(serde_json::from_str::<ClientFrame>(r#"{"t":"format_disk"}"#).is_err());
    }
}
