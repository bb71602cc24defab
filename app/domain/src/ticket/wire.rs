//! Tickets as they travel between server and screens: list rows, the page of one ticket, the forms.
//!
//! Only data; rules are beside it. Names are resolved by the server in the same query, so a screen never asks per row.

mod bulk;
mod mail;
mod ties;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    ids::{AccountantId, ClientKey, FileId, PersonId, ServiceId, TicketId, UserId},
    money::Money,
    ticket::{Field, MailMark, SortKey, Status, TicketFilter, TicketQuery},
    time::UtcMillis,
    view::ViewTab,
};

pub use self::{
    bulk::{BULK_MAX, BulkAct, BulkChange, BulkResult},
    mail::{MailFailure, MailFate, MailOutcome},
    ties::{LinkedTicket, SplitTicket, Tie},
};

/// One row of the grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketRow {
    pub id: TicketId,
    pub version: i64,
    pub status: Status,
    pub subject: String,
    pub requester: PersonId,
    pub requester_name: String,
    /// Where a change of status is announced; `None` when the requester has no address.
    pub requester_email: Option<String>,
    /// The requester has a user linked to the chat, so "Mensagem" is possible.
    pub chat_linked: bool,
    /// Messages of the requester that nobody of the team has read.
    pub unread: i64,
    pub assignee: Option<UserId>,
    pub assignee_name: Option<String>,
    pub service_name: String,
    pub value: Money,
    pub opened_at: UtcMillis,
    pub updated_at: UtcMillis,
    pub due_at: Option<UtcMillis>,
    pub is_new: bool,
    pub notified: bool,
    pub late: bool,
    pub mail: MailMark,
    pub merged_into: Option<TicketId>,
}

impl TicketRow {
    /// The value the row is ordered by, as in a [`crate::ticket::Cursor`].
    pub fn sort_value(&self, sort: SortKey) -> i64 {
        match sort {
            SortKey::Opened => self.opened_at.millis(),
            SortKey::Updated => self.updated_at.millis(),
            SortKey::Due => self.due_at.map_or(i64::MAX, UtcMillis::millis),
            SortKey::Value => self.value.cents(),
        }
    }
}

/// One page of the grid with everything around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketPage {
    pub query: TicketQuery,
    pub rows: Vec<TicketRow>,
    /// Position of the first row, from 1; 0 when there is none.
    pub start: u64,
    pub has_previous: bool,
    pub has_next: bool,
    /// Count and sum of the whole filter, when a view keeps them.
    pub total: Option<(i64, Money)>,
    pub views: Vec<ViewTab<TicketFilter>>,
    /// Names behind the ids in the filter, for its chips: `user.7`, `service.3`, `person.12`.
    pub names: BTreeMap<String, String>,
    /// The server's clock when the rows were read: "hoje" means the same on both sides.
    pub now: UtcMillis,
}

/// Everything the page of one ticket shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketDetails {
    pub row: TicketRow,
    pub protocol: String,
    pub description: String,
    pub requester_document: Option<String>,
    pub service: ServiceId,
    pub service_price: Money,
    pub accountant: Option<AccountantId>,
    pub accountant_label: Option<String>,
    pub accountant_name: String,
    pub accountant_crc: Option<String>,
    pub opened_by: Option<String>,
    /// Newest first; at most [`HISTORY_PAGE`] lines.
    pub history: Vec<HistoryLine>,
    pub has_more_history: bool,
    pub links: Vec<LinkedTicket>,
    pub last_mail: Option<MailOutcome>,
    /// Files of the ticket and its chat.
    pub file_count: i64,
    pub now: UtcMillis,
}

/// History lines on one page.
pub const HISTORY_PAGE: u32 = 200;

coded! {
    /// What a line of the history tells.
    pub enum HistoryKind {
        Opened = "opened",
        Changed = "changed",
        Moved = "moved",
        Notified = "notified",
        Note = "note",
        Mail = "mail",
        Merged = "merged",
        Linked = "linked",
        Unlinked = "unlinked",
    }
}

/// One line of "Histórico", with the texts of that moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryLine {
    pub id: i64,
    pub at: UtcMillis,
    /// `None` when the desk itself did it.
    pub actor_name: Option<String>,
    pub kind: HistoryKind,
    pub field: Option<Field>,
    /// A status code for the field status, otherwise the text as it was shown.
    pub before: String,
    pub after: String,
    pub note: String,
}

/// The form "Novo atendimento".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewTicket {
    pub key: ClientKey,
    pub requester: Option<PersonId>,
    pub service: Option<ServiceId>,
    pub accountant: Option<AccountantId>,
    pub assignee: Option<UserId>,
    pub subject: String,
    pub description: String,
    /// As typed: `1.234,56`; empty takes the service's price.
    pub value: String,
    /// Files uploaded before; they become the ticket's.
    #[serde(default)]
    pub files: Vec<FileId>,
}

/// The form "Editar". Everything as typed; the server parses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditTicket {
    pub key: ClientKey,
    pub id: TicketId,
    /// The version the form was filled from.
    pub version: i64,
    pub requester: PersonId,
    pub service: ServiceId,
    pub accountant: Option<AccountantId>,
    pub subject: String,
    pub description: String,
    pub value: String,
    /// `yyyy-mm-ddThh:mm` or `dd/mm/aaaa hh:mm` in the company's zone; empty = no term.
    pub due: String,
}

/// A change of status, one ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeStatus {
    pub key: ClientKey,
    pub id: TicketId,
    pub version: i64,
    pub to: Status,
    pub reason: String,
}

/// The two messages after a change of status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusChanged {
    pub row: TicketRow,
    pub from: Status,
    /// `None` when the status was the same already: nothing happened, no mail.
    pub mail: Option<MailOutcome>,
    pub at: UtcMillis,
}

/// "Notificar" was pressed: the row, and what became of the mail to the assignee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminded {
    pub row: TicketRow,
    pub mail: Option<MailOutcome>,
}

/// A hand-over, "Movimentar".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveTicket {
    pub key: ClientKey,
    pub id: TicketId,
    pub version: i64,
    pub to: Option<UserId>,
    pub note: String,
}

/// Choices of the ticket forms and filters.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TicketChoices {
    pub services: Vec<ServiceChoice>,
    pub accountants: Vec<AccountantChoice>,
    pub users: Vec<UserChoice>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceChoice {
    pub id: ServiceId,
    pub name: String,
    pub price: Money,
    pub active: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountantChoice {
    pub id: AccountantId,
    pub label: String,
    /// "Nome" of the form: the accountant's office.
    pub name: String,
    pub active: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserChoice {
    pub id: UserId,
    pub name: String,
    pub active: bool,
}

/// A ticket for tests of the rules: open, new, assigned, worth R$ 35,00.
#[cfg(test)]
pub(crate) fn sample_ticket() -> crate::ticket::Ticket {
    crate::ticket::Ticket {
        id: TicketId::new(48_217),
        version: 1,
        status: Status::Open,
        requester: PersonId::new(1),
        service: ServiceId::new(1),
        accountant: None,
        accountant_name: String::new(),
        assignee: Some(UserId::new(2)),
        subject: "Segunda via".to_owned(),
        description: String::new(),
        value: Money::from_cents(3_500).unwrap(),
        opened_at: UtcMillis::from_millis(1_700_000_000_000),
        updated_at: UtcMillis::from_millis(1_700_000_000_000),
        due_at: None,
        touched: false,
        notified_at: None,
        merged_into: None,
        mail: MailMark::None,
        late: false,
    }
}
