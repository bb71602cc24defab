//! Tickets: what a ticket is, what may be done to it, and what follows.
//!
//! [`Ticket::apply`] turns a command into events or a refusal; [`Ticket::evolve`] applies an event. Both are pure: the
//! backend loads a ticket, applies, stores the events as history and the evolved ticket, in one transaction.
//! Lists and filters are in `ticket::filter`, the built-in views in `ticket::view`. Source: seed 004.

pub mod command;
pub mod event;
pub mod filter;
pub mod view;
pub mod wire;

use serde::{Deserialize, Serialize};

use self::wire::MailFate;
pub use self::{
    command::{Command, Edit, Rules},
    event::{Event, Field, FieldValue},
    filter::{AssigneeFilter, Cursor, SortKey, TicketFilter, TicketQuery},
    view::BuiltInView,
};
pub use crate::status::ticket as status;
pub use crate::status::ticket::Status;
use crate::{
    ids::{AccountantId, PersonId, ServiceId, TicketId, UserId},
    money::Money,
    time::UtcMillis,
};

coded! {
    /// What became of the last mail about this ticket.
    #[derive(Default)]
    pub enum MailMark {
        /// No mail was due yet.
        #[default]
        None = "none",
        Queued = "queued",
        Sent = "sent",
        /// It became a file: no mail server is configured.
        Written = "written",
        /// A mail server had it and did not say whether it took it.
        Unanswered = "unanswered",
        Failed = "failed",
    }
}

impl From<MailFate> for MailMark {
    fn from(fate: MailFate) -> Self {
        match fate {
            MailFate::Sent => Self::Sent,
            MailFate::Written => Self::Written,
            MailFate::Unanswered => Self::Unanswered,
            MailFate::Failed(_) => Self::Failed,
        }
    }
}

/// A ticket as the rules see it. Names of people, services and users are looked up by whoever shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// Also the number on screen and in the address.
    pub id: TicketId,
    /// Grows by one with each stored change; a save on an older one is refused.
    pub version: i64,
    pub status: Status,
    pub requester: PersonId,
    pub service: ServiceId,
    pub accountant: Option<AccountantId>,
    /// "Nome": copied from the accountant when it was chosen (seed 004, item D).
    pub accountant_name: String,
    pub assignee: Option<UserId>,
    pub subject: String,
    pub description: String,
    pub value: Money,
    pub opened_at: UtcMillis,
    pub updated_at: UtcMillis,
    /// End of the service's term in business hours; `None` when the service has none.
    pub due_at: Option<UtcMillis>,
    /// Edited, moved or its status changed at least once: no longer "novo, sem movimentação".
    pub touched: bool,
    /// When the assignee was reminded of the new ticket; this happens once.
    pub notified_at: Option<UtcMillis>,
    pub merged_into: Option<TicketId>,
    pub mail: MailMark,
    /// Open and past its due time. Stored, so that the view's count can be kept; a job marks it within a minute.
    pub late: bool,
}

impl Ticket {
    /// New = open, and nobody edited or moved it since it was opened.
    pub const fn is_new(&self) -> bool {
        !self.touched && self.status.is_open()
    }

    /// Whether the ticket is late at `now`, whatever the stored mark says.
    pub fn late_at(&self, now: UtcMillis) -> bool {
        self.status.is_open() && self.due_at.is_some_and(|due| due < now)
    }
}
