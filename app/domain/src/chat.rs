//! The conversation of a ticket: between its requester and the team, one a ticket, named by the ticket's number.
//!
//! Each conversation numbers its messages from 1 without gaps ([`Message::seq`]); a client resumes from the last number it
//! has. How far each side received and read is one pair of numbers a side ([`Marks`]), whoever of the team it was. Messages
//! are plain text; [`link`] finds the addresses in them, [`canned`] holds the prepared answers.

pub mod canned;
pub mod link;
pub mod wire;

use serde::{Deserialize, Serialize};

use crate::{
    error::{AppError, ErrorCode},
    file::wire::FileRow,
    form::at_most,
    ids::UserId,
    time::UtcMillis,
};

/// Longest message, in characters.
pub const MESSAGE_MAX: usize = 4_000;
/// Messages on one page of the history, and in one frame of a resumed conversation.
pub const PAGE: u32 = 50;
/// How long a requester may be away before an unread answer goes out by mail, in minutes.
pub const MAIL_AFTER_MINUTES: i64 = 5;

coded! {
    /// Who speaks: the team, or the person the ticket is for.
    pub enum Side {
        Staff = "staff",
        Requester = "requester",
    }
}

impl Side {
    pub const fn other(self) -> Self {
        match self {
            Self::Staff => Self::Requester,
            Self::Requester => Self::Staff,
        }
    }
}

/// One message as everybody sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Its number in the conversation, from 1, without gaps.
    pub seq: i64,
    pub author: UserId,
    /// The author's name when it was written.
    pub name: String,
    pub side: Side,
    /// Plain text, never HTML.
    pub text: String,
    pub at: UtcMillis,
    /// The client's key: the tab that sent it recognises its own message.
    pub key: String,
    /// The files that it brings; those that were removed are gone from here too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileRow>,
}

/// How far one side is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SideMarks {
    /// Every message up to this number reached a screen of this side.
    pub received: i64,
    /// Every message up to this number was read by this side.
    pub read: i64,
}

/// How far both sides are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Marks {
    pub staff: SideMarks,
    pub requester: SideMarks,
}

impl Marks {
    pub const fn of(&self, side: Side) -> SideMarks {
        match side {
            Side::Staff => self.staff,
            Side::Requester => self.requester,
        }
    }

    /// The greater number of each: marks never go back, whatever order they arrive in.
    pub fn merged(self, other: Self) -> Self {
        let side = |one: SideMarks, two: SideMarks| SideMarks {
            received: one.received.max(two.received),
            read: one.read.max(two.read),
        };
        Self { staff: side(self.staff, other.staff), requester: side(self.requester, other.requester) }
    }
}

/// What became of one's own message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// Stored by the desk.
    Sent,
    /// On a screen of the other side.
    Delivered,
    Read,
}

/// The fate of the message `seq` of `side`.
pub fn delivery(seq: i64, side: Side, marks: &Marks) -> Delivery {
    let other = marks.of(side.other());
    if other.read >= seq {
        Delivery::Read
    } else if other.received >= seq {
        Delivery::Delivered
    } else {
        Delivery::Sent
    }
}

/// The text of a message that may be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageText(String);

impl MessageText {
    /// Reads a typed message: white space around it, carriage returns and control characters go (a database refuses some,
    /// and none can be seen).
    ///
    /// # Errors
    /// On `text`: nothing is left, or more than [`MESSAGE_MAX`] characters.
    pub fn parse(typed: &str) -> Result<Self, AppError> {
        let text = Self::beside_files(typed)?;
        if text.0.is_empty() {
            return Err(AppError::on("text", ErrorCode::Required));
        }
        Ok(text)
    }

    /// The same for a message that brings files: it may have no words.
    ///
    /// # Errors
    /// On `text`: more than [`MESSAGE_MAX`] characters.
    pub fn beside_files(typed: &str) -> Result<Self, AppError> {
        // Two bytes of UTF-8 and more may be one character, so only far too long a text is refused unread.
        if typed.len() > MESSAGE_MAX * 8 {
            return Err(AppError::on("text", too_long()));
        }
        let lines = typed.replace("\r\n", "\n").replace('\r', "\n");
        let clean: String = lines.chars().filter(|c| *c == '\n' || *c == '\t' || !c.is_control()).collect();
        let text = clean.trim();
        at_most("text", text, MESSAGE_MAX)?;
        Ok(Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn too_long() -> ErrorCode {
    ErrorCode::TooLong { max: u32::try_from(MESSAGE_MAX).unwrap_or(u32::MAX) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cleaned_and_measured() {
        assert_eq!(
            MessageText::parse("  Bom dia\r\nSegue\u{0} o boleto \n").unwrap().as_str(),
            "Bom dia\nSegue o boleto"
        );
        assert_eq!(MessageText::parse(" \n\u{7}").unwrap_err(), AppError::on("text", ErrorCode::Required));
        assert_eq!(MessageText::beside_files(" ").unwrap().as_str(), "");
        assert!(MessageText::parse(&"é".repeat(MESSAGE_MAX)).is_ok());
        for length in [MESSAGE_MAX + 1, MESSAGE_MAX * 20] {
            assert_eq!(MessageText::parse(&"é".repeat(length)).unwrap_err(), AppError::on("text", too_long()));
        }
    }

    #[test]
    fn marks_tell_the_fate_and_never_go_back() {
        let marks = Marks { requester: SideMarks { received: 7, read: 5 }, ..Marks::default() };
        assert_eq!(delivery(5, Side::Staff, &marks), Delivery::Read);
        assert_eq!(delivery(6, Side::Staff, &marks), Delivery::Delivered);
        assert_eq!(delivery(8, Side::Staff, &marks), Delivery::Sent);
        assert_eq!(delivery(1, Side::Requester, &marks), Delivery::Sent);
        let older = Marks { requester: SideMarks { received: 9, read: 2 }, ..Marks::default() };
        assert_eq!(marks.merged(older).requester, SideMarks { received: 9, read: 5 });
    }

    #[test]
    fn codes_read_back() {
        for side in [Side::Staff, Side::Requester] {
            assert_eq!(Side::from_code(side.code()), Some(side));
            assert_eq!(serde_json::to_string(&side).unwrap(), format!("\"{}\"", side.code()));
            assert_eq!(side.other().other(), side);
        }
    }
}
