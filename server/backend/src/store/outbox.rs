//! The outbox: mails that are due, on their way, or done.
//!
//! A mail is written in the transaction of the change that causes it. Whoever sends it claims it first, by one conditional
//! update, so two processes never send the same mail at once. `attempts` grows with each claim and tells claims apart.
//!
//! States: `queued` no attempt ended yet · `handing` a mail server has asked for the text, and nothing is known after that ·
//! `sent` a mail server took it · `written` a file took it · `unanswered` a mail server had the text and did not say whether
//! it took it; nobody but a person sends it again · `failed` the last attempt failed; with a `due_at` it will be tried again,
//! without one it was given up. `failure` holds the JSON of [`MailFailure`], or nothing.

mod sending;

use domain::{
    email::Email,
    ids::{OutboxId, PersonId, TicketId},
    settings::Company,
    ticket::wire::{MailFailure, MailFate, MailOutcome},
    time::UtcMillis,
};

#[cfg(test)]
pub(super) use self::sending::DUE;
pub use self::sending::{
    claim, claim_again, due, mark_failed, mark_handing, mark_sent, mark_unanswered, mark_written, supersede,
};
use crate::{
    db::{Conn, Tx},
    error::StoreError,
    maybe_row, row, rows, run, scalar,
    store::settings,
    token,
};

/// A mail as stored.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct MailRow {
    id: i64,
    ticket_id: Option<i64>,
    pub to_address: String,
    pub subject: String,
    pub body: String,
    /// Without angle brackets.
    pub message_id: String,
    pub state: String,
    /// Claims so far, this one included.
    pub attempts: i64,
    pub due_at: Option<i64>,
    claimed_until: i64,
    failure: String,
    /// It counts towards the daily budget of its address.
    pub budgeted: bool,
    created_at: i64,
    done_at: Option<i64>,
}

impl MailRow {
    pub const fn id(&self) -> OutboxId {
        OutboxId::new(self.id)
    }

    /// The ticket it is about; `None` for mails of the desk itself.
    pub fn ticket(&self) -> Option<TicketId> {
        self.ticket_id.map(TicketId::new)
    }

    pub const fn created_at(&self) -> UtcMillis {
        UtcMillis::from_millis(self.created_at)
    }

    /// Why the last attempt failed.
    pub fn failure(&self) -> Option<MailFailure> {
        serde_json::from_str(&self.failure).ok()
    }

    /// It left the desk; it is never sent again.
    pub fn is_done(&self) -> bool {
        matches!(self.state.as_str(), "sent" | "written")
    }

    /// Whoever was giving its text to a mail server did not come back to say what became of it.
    pub fn fell_silent(&self, now: UtcMillis) -> bool {
        self.state == "handing" && self.claimed_until < now.millis()
    }

    /// What the screens are told about it.
    pub fn outcome(&self) -> MailOutcome {
        let to = self.to_address.clone();
        match (self.state.as_str(), self.failure()) {
            ("sent", _) => {
                MailOutcome::Sent { to, at: UtcMillis::from_millis(self.done_at.unwrap_or(self.created_at)) }
            }
            ("written", _) => MailOutcome::Written { to },
            ("unanswered", _) => MailOutcome::Unanswered { to },
            ("failed", Some(reason)) => MailOutcome::Failed { mail: Some(self.id()), to, reason },
            _ => MailOutcome::Queued { mail: self.id(), to },
        }
    }
}

/// Puts a mail into the outbox, due at once. The caller owns the transaction of the change behind it, and marks the ticket
/// as `queued` there.
pub async fn enqueue(
    tx: &mut Tx,
    ticket: Option<TicketId>,
    to: &str,
    subject: &str,
    body: &str,
    now: UtcMillis,
) -> Result<OutboxId, StoreError> {
    // The left side is unique by itself. The right side is the sender's domain, as filters for unwanted mail expect; it is
    // fixed here, so that it stays the same at every attempt.
    let company: Company = settings::load(tx).await?;
    let sender = Email::parse(&company.email);
    let domain = sender.as_ref().map_or("balcao.invalid", Email::domain);
    let message_id = format!("{}@{domain}", token::fresh());
    let id = scalar!(
        tx,
        i64,
        "insert into outbox (ticket_id, to_address, subject, body, message_id, state, due_at, created_at)
         values ($1, $2, $3, $4, $5, 'queued', $6, $6)
         returning id",
        ticket.map(TicketId::get),
        to,
        subject,
        body,
        message_id.as_str(),
        now.millis()
    )?;
    Ok(OutboxId::new(id))
}

/// Takes a mail out of the daily budget of its address: it neither uses it nor is stopped by it.
pub async fn spare_budget(tx: &mut Tx, id: OutboxId) -> Result<(), StoreError> {
    run!(tx, "update outbox set budgeted = false where id = $1", id.get())?;
    Ok(())
}

/// One mail.
pub async fn find(conn: &mut Conn, id: OutboxId) -> Result<Option<MailRow>, StoreError> {
    maybe_row!(
        conn,
        MailRow,
        "select id, ticket_id, to_address, subject, body, message_id, state, attempts, due_at, claimed_until, failure, budgeted, created_at, done_at
         from outbox
         where id = $1",
        id.get()
    )
}

/// The last mail about a ticket, whose fate is the mark in the list.
pub async fn last_of_ticket(conn: &mut Conn, ticket: TicketId) -> Result<Option<MailRow>, StoreError> {
    maybe_row!(
        conn,
        MailRow,
        "select id, ticket_id, to_address, subject, body, message_id, state, attempts, due_at, claimed_until, failure, budgeted, created_at, done_at
         from outbox
         where ticket_id = $1
         order by id desc
         limit 1",
        ticket.get()
    )
}

/// Mails to an address that were made since then and left the desk, may have left it, or are leaving it now; the mail
/// `except` and those outside the budget aside.
pub async fn count_to(
    conn: &mut Conn,
    address: &str,
    since: UtcMillis,
    now: UtcMillis,
    except: OutboxId,
) -> Result<i64, StoreError> {
    scalar!(
        conn,
        i64,
        "select count(*)
         from outbox
         where to_address = $1 and created_at >= $2 and id <> $4 and budgeted = true
           and (state in ('handing', 'sent', 'written', 'unanswered') or (due_at is not null and claimed_until > $3))",
        address,
        since.millis(),
        now.millis(),
        except.get()
    )
}

/// The failed last mails of tickets, the ticket that changed last first: what the board shows and "Reenviar" acts on.
pub async fn failed(conn: &mut Conn, limit: i64) -> Result<Vec<MailRow>, StoreError> {
    rows!(
        conn,
        MailRow,
        "select o.id, o.ticket_id, o.to_address, o.subject, o.body, o.message_id, o.state, o.attempts, o.due_at,
                o.claimed_until, o.failure, o.budgeted, o.created_at, o.done_at
         from tickets t
         join outbox o on o.id = (select max(last.id) from outbox last where last.ticket_id = t.id)
         where t.mail = 'failed'
         order by t.updated_at desc, t.id desc
         limit $1",
        limit
    )
}

/// Mails that wait for an attempt, and when the longest waiting one was due: for the self-check and the metrics.
pub async fn backlog(conn: &mut Conn) -> Result<(i64, Option<UtcMillis>), StoreError> {
    let (count, oldest): (i64, Option<i64>) =
        row!(conn, (i64, Option<i64>), "select count(*), min(due_at) from outbox where due_at is not null")?;
    Ok((count, oldest.map(UtcMillis::from_millis)))
}

/// Where mails about a ticket go.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Contact {
    requester_id: i64,
    /// The requester's present address.
    pub email: Option<String>,
    /// The ticket's version.
    pub version: i64,
}

impl Contact {
    pub const fn requester(&self) -> PersonId {
        PersonId::new(self.requester_id)
    }
}

/// The requester of a ticket, with the present address; `None` when there is no such ticket.
pub async fn contact(conn: &mut Conn, ticket: TicketId) -> Result<Option<Contact>, StoreError> {
    maybe_row!(
        conn,
        Contact,
        "select t.requester_id, p.email, t.version
         from tickets t
         join people p on p.id = t.requester_id
         where t.id = $1",
        ticket.get()
    )
}

/// Adds the line of a mail to a ticket's history: what happened, as [`MailFate::code`] puts it, and the address.
pub async fn add_history(
    tx: &mut Tx,
    ticket: TicketId,
    now: UtcMillis,
    fate: MailFate,
    address: &str,
) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into ticket_history (ticket_id, at, kind, after, note) values ($1, $2, 'mail', $3, $4)",
        ticket.get(),
        now.millis(),
        fate.code(),
        address
    )?;
    Ok(())
}

#[cfg(test)]
mod tests;
