//! Frames of the socket at `/ws`: JSON texts, one object each, with the field `t` as the name. This page is enough to write
//! another client.
//!
//! **Opening.** `GET /ws` with the session cookie and an `Origin` of the desk. The server's first frame is `hello` with the
//! version of this protocol. The client's first frame is `hello` too, with the number of the user for whom it speaks; until then
//! every other frame is answered with `error` and has no effect. When the session is another user's, the answer is
//! `another_user`, which names them, and close code 4409: the browser's cookie is somebody else's by now, and what waits here
//! waits for its author. A client that cannot live with another version may say its own: one that is not [`PROTOCOL_VERSION`] is
//! answered with `error` and close code 4406.
//!
//! **Topics.** A client subscribes to what it wants to hear; `refused` when its user may not. `ticket_opened`,
//! `ticket_changed` and `counts_changed` name what changed, the content is read through the ordinary server functions. The server looks at session
//! and rights again every minute and whenever they change.
//!
//! **A conversation** (`chat`, named by its ticket) is carried whole. Its messages are numbered from 1 without gaps. A client
//! subscribes with `since`, the last number it has, and gets everything after it as `messages`, then each new one as
//! `message`, in order, each once. If a number is missing all the same, or `resync` comes (frames were lost because the client
//! read too slowly), it subscribes again with the last number it has.
//!
//! **Sending.** `send` carries a key of the client. `ack` comes after the message is stored for good, with its number. Without
//! an `ack` the client sends the same frame again, on the next connection too: the same key is stored once and acknowledged
//! again. One message at a time keeps one's own order. `not_sent` says why not: after `too_fast` and `unavailable` the same
//! frame may be sent again later, anything else is final.
//!
//! **Marks.** `received` and `read` say up to which number; `marks` tells both sides' numbers to everybody. `typing` is passed
//! on and means the next five seconds. `presence` lists who is there: those who have the conversation or its ticket open, and
//! its requester wherever in the portal. `unread` (topic `inbox`) is the number of messages of the other side in one
//! conversation.
//!
//! **Limits.** Text frames of at most [`MAX_FRAME`] bytes; [`MAX_TOPICS`] topics; about ten messages and forty frames a
//! second, more for a moment. A text that is no frame is answered with `error`, at the tenth the socket is closed.
//!
//! **Close codes.** 1001 nothing was heard for 60 s · 1003 a binary frame · 1008 a rule was broken again and again, or the user
//! has too many sockets · 1009 too large a frame · 1012 the server restarts · 4401 the session ended · 4406 another version ·
//! 4409 the session is another user's. After any of them but 4401, 4406 and 4409 a client connects again, with growing waits.

use serde::{Deserialize, Serialize};

use crate::{
    chat::{Marks, Message, Side},
    error::AppError,
    ids::{ClientKey, ContractId, FileId, TicketId, UserId},
    time::UtcMillis,
};

/// The version of this protocol, sent in `hello`. A page that knows another one says that it
/// has to be loaded anew.
pub const PROTOCOL_VERSION: u32 = 4;
/// Largest frame in bytes, both ways.
pub const MAX_FRAME: usize = 64 * 1024;
/// Topics that one socket may listen to.
pub const MAX_TOPICS: usize = 64;
/// How long one `typing` lasts, in milliseconds.
pub const TYPING_MILLIS: u64 = 5_000;

/// What a client can listen to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "topic", content = "id")]
pub enum Topic {
    /// Every change of any ticket; for staff.
    Tickets,
    /// One ticket, with who else has it open.
    Ticket(TicketId),
    /// The conversation of one ticket.
    Chat(TicketId),
    /// Unread counts of all conversations that concern the user.
    Inbox,
    /// Every change of any contract; for staff.
    Contracts,
}

/// Client to server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "t")]
pub enum ClientFrame {
    /// First frame on every connection: for whom the client speaks.
    Hello {
        #[serde(default)]
        user: Option<UserId>,
        /// Which protocol it speaks; may be left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        version: Option<u32>,
    },
    Subscribe {
        to: Topic,
        /// Of a conversation: the last number that the client has. Without it only new messages come. One that no message
        /// has yet counts as the number of the last message.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<i64>,
    },
    Unsubscribe {
        from: Topic,
    },
    Ping,
    /// A message for a conversation.
    Send {
        id: TicketId,
        key: ClientKey,
        text: String,
        /// Files that the user has sent before (`POST /api/files`) and that wait; with one, `text` may be empty.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<FileId>,
    },
    /// Every message up to `seq` is on this screen.
    Received {
        id: TicketId,
        seq: i64,
    },
    /// Every message up to `seq` was read; so it was received too.
    Read {
        id: TicketId,
        seq: i64,
    },
    /// The user is writing.
    Typing {
        id: TicketId,
    },
}

/// Somebody who has a conversation open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Present {
    pub user: UserId,
    pub name: String,
    pub side: Side,
}

/// What was wrong with a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// The text is not a frame of this protocol.
    NotAFrame,
    /// The frame is larger than [`MAX_FRAME`].
    TooLarge,
    /// The client speaks another version.
    Version,
    /// The client did not say `hello` before.
    NoHello,
    /// More than [`MAX_TOPICS`].
    TooManyTopics,
    /// More frames than anybody needs; slow down.
    TooFast,
}

/// Server to client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "t")]
pub enum ServerFrame {
    /// First frame on every connection.
    Hello {
        version: u32,
    },
    /// The session is another user's than the client speaks for; the socket is closed.
    AnotherUser {
        name: String,
    },
    /// There is a new ticket.
    TicketOpened {
        id: TicketId,
    },
    /// A ticket was changed.
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
    /// The subscription was refused, or taken away.
    Refused {
        topic: Topic,
    },
    Pong,
    /// What a subscription with `since` missed, oldest first; more follow until it ends.
    Messages {
        id: TicketId,
        list: Vec<Message>,
    },
    /// A new message.
    Message {
        id: TicketId,
        message: Message,
    },
    /// The message with this key is stored.
    Ack {
        id: TicketId,
        key: ClientKey,
        seq: i64,
        at: UtcMillis,
    },
    /// The message with this key is not stored.
    NotSent {
        id: TicketId,
        key: ClientKey,
        error: AppError,
    },
    Marks {
        id: TicketId,
        marks: Marks,
    },
    Typing {
        id: TicketId,
        user: UserId,
        name: String,
        side: Side,
    },
    /// Everybody who has the conversation or its ticket open, the asking user too, and its requester while in the portal; at
    /// most two dozen of each.
    Presence {
        id: TicketId,
        people: Vec<Present>,
    },
    /// How many messages of the other side are unread in one conversation.
    Unread {
        id: TicketId,
        count: i64,
        /// The ticket's assignee: whom of the team it concerns most.
        assignee: Option<UserId>,
    },
    Error {
        problem: Problem,
    },
}

impl ClientFrame {
    /// What no JSON decoder knows: numbers are those of records and messages.
    ///
    /// # Errors
    /// [`Problem::NotAFrame`] or [`Problem::Version`].
    pub fn check(&self) -> Result<(), Problem> {
        let topic = |topic: &Topic| match topic {
            Topic::Ticket(id) | Topic::Chat(id) => id.get() > 0,
            Topic::Tickets | Topic::Inbox | Topic::Contracts => true,
        };
        let good = match self {
            Self::Hello { version: Some(version), .. } if *version != PROTOCOL_VERSION => return Err(Problem::Version),
            Self::Hello { .. } | Self::Ping => true,
            Self::Subscribe { to, since } => topic(to) && since.is_none_or(|since| since >= 0),
            Self::Unsubscribe { from } => topic(from),
            Self::Send { id, .. } | Self::Typing { id } => id.get() > 0,
            Self::Received { id, seq } | Self::Read { id, seq } => id.get() > 0 && *seq >= 0,
        };
        if good { Ok(()) } else { Err(Problem::NotAFrame) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEVEN: TicketId = TicketId::new(7);

    #[test]
    fn frames_are_the_documented_texts() {
        for (frame, text) in [
            (ClientFrame::Hello { user: Some(UserId::new(3)), version: None }, r#"{"t":"hello","user":3}"#),
            (
                ClientFrame::Subscribe { to: Topic::Ticket(SEVEN), since: None },
                r#"{"t":"subscribe","to":{"topic":"ticket","id":7}}"#,
            ),
            (
                ClientFrame::Subscribe { to: Topic::Chat(SEVEN), since: Some(12) },
                r#"{"t":"subscribe","to":{"topic":"chat","id":7},"since":12}"#,
            ),
            (
                ClientFrame::Send {
                    id: SEVEN,
                    key: ClientKey::parse("0123456789abcdef").unwrap(),
                    text: "Olá".to_owned(),
                    files: Vec::new(),
                },
                r#"{"t":"send","id":7,"key":"0123456789abcdef","text":"Olá"}"#,
            ),
            (ClientFrame::Read { id: SEVEN, seq: 3 }, r#"{"t":"read","id":7,"seq":3}"#),
            (ClientFrame::Subscribe { to: Topic::Inbox, since: None }, r#"{"t":"subscribe","to":{"topic":"inbox"}}"#),
        ] {
            assert_eq!(serde_json::to_string(&frame).unwrap(), text);
            assert_eq!(serde_json::from_str::<ClientFrame>(text).unwrap(), frame);
            assert_eq!(frame.check(), Ok(()));
        }
        let changed = ServerFrame::TicketChanged { id: SEVEN, version: 3 };
        assert_eq!(serde_json::to_string(&changed).unwrap(), r#"{"t":"ticket_changed","id":7,"version":3}"#);
        let another = ServerFrame::AnotherUser { name: "Bianca Toledo".to_owned() };
        assert_eq!(serde_json::to_string(&another).unwrap(), r#"{"t":"another_user","name":"Bianca Toledo"}"#);
        let error = ServerFrame::Error { problem: Problem::NotAFrame };
        assert_eq!(serde_json::to_string(&error).unwrap(), r#"{"t":"error","problem":"not_a_frame"}"#);
    }

    #[test]
    fn what_is_no_frame_is_refused() {
        for text in [
            "",
            "null",
            "[]",
            r#"{"t":"format_disk"}"#,
            r#"{"t":"send","id":7,"key":"short","text":"x"}"#,
            r#"{"t":"read","id":7}"#,
            r#"{"t":"subscribe","to":{"topic":"chat"}}"#,
        ] {
            assert!(serde_json::from_str::<ClientFrame>(text).is_err(), "{text}");
        }
        assert_eq!(ClientFrame::Hello { user: None, version: Some(99) }.check(), Err(Problem::Version));
        assert_eq!(ClientFrame::Read { id: SEVEN, seq: -1 }.check(), Err(Problem::NotAFrame));
        assert_eq!(ClientFrame::Typing { id: TicketId::new(0) }.check(), Err(Problem::NotAFrame));
    }
}
