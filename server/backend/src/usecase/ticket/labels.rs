//! Names behind ids, at the moment of a change: history copies texts, so that a later rename does not rewrite it.

use domain::{
    error::{AppError, ErrorCode},
    ids::{TicketId, UserId},
    settings::Company,
    ticket::{Event, Field, FieldValue, Ticket, wire::HistoryKind},
    time::UtcMillis,
};

use crate::{
    db::{Conn, Tx},
    error::StoreError,
    maybe_row, row,
    store::{
        settings,
        tickets::{
            history,
            links::{self, LinkKind},
        },
    },
};

/// What the mail about a ticket needs to know of others.
#[derive(Debug, sqlx::FromRow)]
pub struct MailFacts {
    pub protocol: String,
    pub requester_name: String,
    pub requester_email: Option<String>,
}

/// Reads them.
pub async fn mail_facts(conn: &mut Conn, id: TicketId) -> Result<MailFacts, StoreError> {
    row!(
        conn,
        MailFacts,
        "select t.protocol, p.name as requester_name, p.email as requester_email
         from tickets t
         join people p on p.id = t.requester_id
         where t.id = $1",
        id.get()
    )
}

/// The text of a field's content as the screens show it; a status stays a code, which each language names itself.
async fn label(conn: &mut Conn, value: &FieldValue, company: &Company) -> Result<String, StoreError> {
    Ok(match value {
        FieldValue::Empty => String::new(),
        FieldValue::Text(text) => text.clone(),
        FieldValue::Status(status) => status.code().to_owned(),
        FieldValue::Money(money) => money.formatted_currency(),
        FieldValue::Instant(at) => at.format_date_time(company.zone),
        FieldValue::Person(id) => name_of(conn, "select name from people where id = $1", id.get()).await?,
        FieldValue::Service(id) => name_of(conn, "select name from services where id = $1", id.get()).await?,
        FieldValue::Accountant(id) => name_of(conn, "select label from accountants where id = $1", id.get()).await?,
        FieldValue::User(id) => name_of(conn, "select name from users where id = $1", id.get()).await?,
    })
}

async fn name_of(conn: &mut Conn, sql: &'static str, id: i64) -> Result<String, StoreError> {
    Ok(maybe_row!(conn, (String,), sql, id)?.map(|(name,)| name).unwrap_or_default())
}

/// Writes one history line for each event.
pub async fn write_history(
    tx: &mut Tx,
    events: &[Event],
    ticket: &Ticket,
    actor: Option<(UserId, &str)>,
    at: UtcMillis,
) -> Result<(), StoreError> {
    let company: Company = settings::load(tx).await?;
    for event in events {
        let (kind, field, before, after, note) = match event {
            Event::StatusChanged { from, to, reason } => (
                HistoryKind::Changed,
                Some(Field::Status),
                FieldValue::Status(*from),
                FieldValue::Status(*to),
                reason.as_str(),
            ),
            Event::FieldChanged { field, before, after } => {
                (HistoryKind::Changed, Some(*field), before.clone(), after.clone(), "")
            }
            Event::Moved { from, to, note } => (
                HistoryKind::Moved,
                Some(Field::Assignee),
                from.map_or(FieldValue::Empty, FieldValue::User),
                FieldValue::User(*to),
                note.as_str(),
            ),
            Event::Notified => {
                let who = ticket.assignee.map_or(FieldValue::Empty, FieldValue::User);
                (HistoryKind::Notified, None, FieldValue::Empty, who, "")
            }
            Event::NoteAdded { text } => (HistoryKind::Note, None, FieldValue::Empty, FieldValue::Empty, text.as_str()),
            Event::MergedInto { into } => {
                (HistoryKind::Merged, None, FieldValue::Empty, FieldValue::Text(format!("#{into}")), "")
            }
            Event::Linked { other } => {
                links::insert(tx, ticket.id, *other, LinkKind::Linked, at).await?;
                (HistoryKind::Linked, None, FieldValue::Empty, FieldValue::Text(format!("#{other}")), "")
            }
            Event::Unlinked { other } => {
                links::delete(tx, ticket.id, *other).await?;
                (HistoryKind::Unlinked, None, FieldValue::Text(format!("#{other}")), FieldValue::Empty, "")
            }
            Event::SplitInto { into } => {
                links::insert(tx, ticket.id, *into, LinkKind::Split, at).await?;
                let into = FieldValue::Text(format!("#{into}"));
                (HistoryKind::Linked, Some(Field::Split), FieldValue::Empty, into, "")
            }
            Event::SplitFrom { from } => {
                let from = FieldValue::Text(format!("#{from}"));
                (HistoryKind::Linked, Some(Field::Split), from, FieldValue::Empty, "")
            }
        };
        let before = label(tx, &before, &company).await?;
        let after = label(tx, &after, &company).await?;
        let line = history::NewLine { ticket: ticket.id, at, actor, kind, field, before: &before, after: &after, note };
        history::append(tx, &line).await?;
    }
    Ok(())
}

/// Copies what a ticket keeps from others after an edit: "Nome" comes from the accountant.
pub async fn refresh_copies(tx: &mut Tx, ticket: &mut Ticket, events: &[Event]) -> Result<(), StoreError> {
    if events.iter().any(|event| matches!(event, Event::FieldChanged { field: Field::Accountant, .. })) {
        ticket.accountant_name = match ticket.accountant {
            Some(id) => name_of(tx, "select office_name from accountants where id = $1", id.get()).await?,
            None => String::new(),
        };
    }
    Ok(())
}

/// Leaves out ties that are there already, and the untying of what is not tied: nothing would happen.
pub async fn drop_idle_ties(conn: &mut Conn, id: TicketId, events: &mut Vec<Event>) -> Result<(), StoreError> {
    let mut kept = Vec::with_capacity(events.len());
    for event in events.drain(..) {
        let idle = match &event {
            Event::Linked { other } => links::exists(conn, id, *other).await?,
            Event::Unlinked { other } => !links::exists(conn, id, *other).await?,
            _ => false,
        };
        if !idle {
            kept.push(event);
        }
    }
    *events = kept;
    Ok(())
}

/// Refuses an assignee who is not an active member of the team.
///
/// # Errors
/// `NotAvailable` on `assignee`, or the database fails.
pub async fn require_assignee(conn: &mut Conn, id: UserId) -> Result<(), AppError> {
    let sql = "select id from users where id = $1 and active and role not in ('viewer', 'requester')";
    require(conn, sql, id.get(), "assignee", ErrorCode::NotAvailable).await
}

/// Refuses a ticket number that does not exist.
///
/// # Errors
/// `NotFound` on `field`, or the database fails.
pub async fn require_ticket(conn: &mut Conn, id: TicketId, field: &'static str) -> Result<(), AppError> {
    require(conn, "select id from tickets where id = $1", id.get(), field, ErrorCode::NotFound).await
}

/// Refuses a choice that is not offered: unknown, or deactivated since the form was opened.
///
/// # Errors
/// `NotAvailable` on the field, or the database fails.
pub async fn require_choice(conn: &mut Conn, after: &FieldValue) -> Result<(), AppError> {
    let missing = ErrorCode::NotAvailable;
    match after {
        FieldValue::Person(id) => {
            require(conn, "select id from people where id = $1 and active", id.get(), "requester", missing).await
        }
        FieldValue::Service(id) => {
            require(conn, "select id from services where id = $1 and active", id.get(), "service", missing).await
        }
        FieldValue::Accountant(id) => {
            require(conn, "select id from accountants where id = $1 and active", id.get(), "accountant", missing).await
        }
        _ => Ok(()),
    }
}

async fn require(
    conn: &mut Conn,
    sql: &'static str,
    id: i64,
    field: &'static str,
    missing: ErrorCode,
) -> Result<(), AppError> {
    match maybe_row!(conn, (i64,), sql, id)? {
        Some(_) => Ok(()),
        None => Err(AppError::on(field, missing)),
    }
}
