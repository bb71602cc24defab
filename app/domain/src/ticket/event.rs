//! What happened to a ticket: the events that become its history, field by field.
//!
//! An event names records by id; whoever stores it writes the names of that moment beside it, so that a later rename does
//! not rewrite history.

use crate::{
    ids::{AccountantId, PersonId, ServiceId, TicketId, UserId},
    money::Money,
    ticket::Status,
    time::UtcMillis,
};

coded! {
    /// A field of a ticket that the history can name.
    pub enum Field {
        Status = "status",
        Requester = "requester",
        Service = "service",
        Accountant = "accountant",
        Assignee = "assignee",
        Subject = "subject",
        Description = "description",
        Value = "value",
        Due = "due",
        /// A file was added or removed; the history alone uses it.
        File = "file",
        /// Another ticket was split off, or this one was; the history alone uses it.
        Split = "split",
    }
}

/// The content of a field before or after a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldValue {
    Empty,
    Text(String),
    Status(Status),
    Money(Money),
    Instant(UtcMillis),
    Person(PersonId),
    Service(ServiceId),
    Accountant(AccountantId),
    User(UserId),
}

/// One thing that happened. The order of a list of events is the order in which they took effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The status changed; the requester is told by mail.
    StatusChanged { from: Status, to: Status, reason: String },
    /// One field was edited.
    FieldChanged { field: Field, before: FieldValue, after: FieldValue },
    /// Handed over to another assignee, with the note that explains it.
    Moved { from: Option<UserId>, to: UserId, note: String },
    /// The assignee was reminded of a new ticket.
    Notified,
    /// An internal note, never visible to requesters. It does not count as a movement.
    NoteAdded { text: String },
    /// This ticket now lives on in another one.
    MergedInto { into: TicketId },
    /// Two tickets belong together.
    Linked { other: TicketId },
    /// The link was taken away.
    Unlinked { other: TicketId },
    /// A part of this ticket goes on in a new one; the two belong together.
    SplitInto { into: TicketId },
    /// This ticket is new and came out of another one.
    SplitFrom { from: TicketId },
}

impl Event {
    /// It stands beside the ticket's own fields: a note or a tie. Such an event moves the time of the last activity but no
    /// version, since nobody's half-filled form can conflict with it.
    pub const fn is_aside(&self) -> bool {
        matches!(
            self,
            Self::NoteAdded { .. }
                | Self::Linked { .. }
                | Self::Unlinked { .. }
                | Self::SplitInto { .. }
                | Self::SplitFrom { .. }
        )
    }

    /// The other ticket whose page shows this event too.
    pub const fn other(&self) -> Option<TicketId> {
        match self {
            Self::MergedInto { into: other }
            | Self::Linked { other }
            | Self::Unlinked { other }
            | Self::SplitInto { into: other }
            | Self::SplitFrom { from: other } => Some(*other),
            _ => None,
        }
    }
}
