//! Tickets: storing, loading for the rules, and the sum of everything that must move with a change.
//!
//! Lists are in [`list`], the page of one ticket in [`details`], history lines in [`history`]. A ticket is only ever saved
//! through [`save`], which writes version, counters and search text together.

pub mod choices;
pub mod details;
pub mod history;
pub mod links;
pub mod list;
#[cfg(test)]
mod tests;
mod views;

use domain::{
    ids::{AccountantId, PersonId, ServiceId, TicketId, UserId},
    money::Money,
    search,
    ticket::{MailMark, Status, Ticket},
    time::UtcMillis,
};

use crate::{
    db::{Conn, Tx},
    dialect,
    error::StoreError,
    maybe_row, row, rows, run, scalar,
    store::counters,
    text_index::{self, TextTable},
};

/// How "no term" is stored, so that the order by term needs no special case.
pub const NO_DUE: i64 = i64::MAX;

/// The columns of a ticket that the rules need.
#[derive(Debug, Clone, sqlx::FromRow)]
struct TicketRecord {
    id: i64,
    version: i64,
    #[sqlx(try_from = "String")]
    status: Status,
    requester_id: i64,
    service_id: i64,
    accountant_id: Option<i64>,
    accountant_name: String,
    assignee_id: Option<i64>,
    subject: String,
    description: String,
    value_cents: i64,
    opened_at: i64,
    updated_at: i64,
    due_at: i64,
    touched: bool,
    notified_at: Option<i64>,
    merged_into: Option<i64>,
    #[sqlx(try_from = "String")]
    mail: MailMark,
    late: bool,
}

impl TryFrom<TicketRecord> for Ticket {
    type Error = StoreError;

    fn try_from(record: TicketRecord) -> Result<Self, StoreError> {
        Ok(Self {
            id: TicketId::new(record.id),
            version: record.version,
            status: record.status,
            requester: PersonId::new(record.requester_id),
            service: ServiceId::new(record.service_id),
            accountant: record.accountant_id.map(AccountantId::new),
            accountant_name: record.accountant_name,
            assignee: record.assignee_id.map(UserId::new),
            subject: record.subject,
            description: record.description,
            value: Money::from_cents(record.value_cents).map_err(StoreError::corrupt)?,
            opened_at: UtcMillis::from_millis(record.opened_at),
            updated_at: UtcMillis::from_millis(record.updated_at),
            due_at: due_from_stored(record.due_at),
            touched: record.touched,
            notified_at: record.notified_at.map(UtcMillis::from_millis),
            merged_into: record.merged_into.map(TicketId::new),
            mail: record.mail,
            late: record.late,
        })
    }
}

/// A stored term as a value.
pub fn due_from_stored(due_at: i64) -> Option<UtcMillis> {
    (due_at != NO_DUE).then(|| UtcMillis::from_millis(due_at))
}

/// One ticket for the rules.
///
/// # Errors
/// The database fails. `None` when there is no such ticket.
pub async fn find(conn: &mut Conn, id: TicketId) -> Result<Option<Ticket>, StoreError> {
    let found = maybe_row!(
        conn,
        TicketRecord,
        "select id, version, status, requester_id, service_id, accountant_id, accountant_name, assignee_id, subject,
                description, value_cents, opened_at, updated_at, due_at, touched, notified_at, merged_into, mail, late
         from tickets
         where id = $1",
        id.get()
    )?;
    found.map(Ticket::try_from).transpose()
}

/// One ticket for a change: its row stays locked until the transaction ends (SQLite has one writer anyway). After
/// [`dialect::write_tickets`].
///
/// # Errors
/// The database fails. `None` when there is no such ticket.
pub async fn find_for_update(tx: &mut Tx, id: TicketId) -> Result<Option<Ticket>, StoreError> {
    dialect::lock_ticket(tx, id.get()).await?;
    find(tx, id).await
}

/// The tickets after `after` in the order of their numbers, for jobs that walk through all of them.
pub async fn batch_after(conn: &mut Conn, after: TicketId, limit: i64) -> Result<Vec<Ticket>, StoreError> {
    let found = rows!(
        conn,
        TicketRecord,
        "select id, version, status, requester_id, service_id, accountant_id, accountant_name, assignee_id, subject,
                description, value_cents, opened_at, updated_at, due_at, touched, notified_at, merged_into, mail, late
         from tickets
         where id > $1
         order by id
         limit $2",
        after.get(),
        limit
    )?;
    found.into_iter().map(Ticket::try_from).collect()
}

/// What is stored beside a new ticket's own fields.
#[derive(Debug, Clone, Copy)]
pub struct NewTicketRow<'a> {
    pub protocol: &'a str,
    pub opened_by: Option<UserId>,
    pub requester_name: &'a str,
}

/// Stores a new ticket with counters and search text. The id of `ticket` is ignored; the real one is given back.
pub async fn insert(tx: &mut Tx, ticket: &Ticket, new: NewTicketRow<'_>) -> Result<Ticket, StoreError> {
    let id = scalar!(
        tx,
        i64,
        "insert into tickets (protocol, status, is_open, requester_id, service_id, accountant_id, accountant_name,
                              assignee_id, subject, description, value_cents, opened_at, updated_at, due_at, touched,
                              notified_at, mail, late, opened_by, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, 1)
         returning id",
        new.protocol,
        ticket.status.code(),
        ticket.status.is_open(),
        ticket.requester.get(),
        ticket.service.get(),
        ticket.accountant.map(AccountantId::get),
        ticket.accountant_name.as_str(),
        ticket.assignee.map(UserId::get),
        ticket.subject.as_str(),
        ticket.description.as_str(),
        ticket.value.cents(),
        ticket.opened_at.millis(),
        ticket.updated_at.millis(),
        ticket.due_at.map_or(NO_DUE, UtcMillis::millis),
        ticket.touched,
        ticket.notified_at.map(UtcMillis::millis),
        ticket.mail.code(),
        ticket.late,
        new.opened_by.map(UserId::get)
    )?;
    let stored = Ticket { id: TicketId::new(id), version: 1, ..ticket.clone() };
    counters::follow(tx, &[(None, &stored)]).await?;
    let body = search_body(id, new.protocol, &stored.subject, new.requester_name);
    text_index::put(tx, TextTable::Tickets, id, &body).await?;
    Ok(stored)
}

/// Stores the change from `before` to `after`, moves the counters and raises the version by one.
///
/// # Errors
/// The database fails, or the stored version is no longer `before.version` (then `Ok(None)`: somebody was faster).
pub async fn save(tx: &mut Tx, before: &Ticket, after: &Ticket) -> Result<Option<Ticket>, StoreError> {
    let version = before.version + 1;
    let changed = run!(
        tx,
        "update tickets
         set version = $3, status = $4, is_open = $5, requester_id = $6, service_id = $7, accountant_id = $8,
             accountant_name = $9, assignee_id = $10, subject = $11, description = $12, value_cents = $13,
             updated_at = $14, due_at = $15, touched = $16, notified_at = $17, merged_into = $18, mail = $19, late = $20
         where id = $1 and version = $2",
        after.id.get(),
        before.version,
        version,
        after.status.code(),
        after.status.is_open(),
        after.requester.get(),
        after.service.get(),
        after.accountant.map(AccountantId::get),
        after.accountant_name.as_str(),
        after.assignee.map(UserId::get),
        after.subject.as_str(),
        after.description.as_str(),
        after.value.cents(),
        after.updated_at.millis(),
        after.due_at.map_or(NO_DUE, UtcMillis::millis),
        after.touched,
        after.notified_at.map(UtcMillis::millis),
        after.merged_into.map(TicketId::get),
        after.mail.code(),
        after.late
    )?;
    if changed == 0 {
        return Ok(None);
    }
    counters::follow(tx, &[(Some(before), after)]).await?;
    if before.subject != after.subject || before.requester != after.requester {
        refresh_search_text(tx, after.id).await?;
    }
    Ok(Some(Ticket { version, ..after.clone() }))
}

/// Moves the time of the last activity and nothing else: no version, since nobody's form can conflict with it.
pub async fn touch(tx: &mut Tx, id: TicketId, now: UtcMillis) -> Result<(), StoreError> {
    run!(tx, "update tickets set updated_at = $2 where id = $1", id.get(), now.millis())?;
    Ok(())
}

/// Sets what became of the last mail. Not a change of the ticket: version and time stay.
pub async fn set_mail_mark(tx: &mut Tx, id: TicketId, mark: MailMark) -> Result<(), StoreError> {
    dialect::write_tickets(tx).await?;
    let Some(before) = find_for_update(tx, id).await? else { return Ok(()) };
    let after = Ticket { mail: mark, ..before.clone() };
    run!(tx, "update tickets set mail = $2 where id = $1", id.get(), mark.code())?;
    counters::follow(tx, &[(Some(&before), &after)]).await
}

/// The tickets that fell due before `$1`, at most `$2`.
const FALLEN_DUE: &str = "select id
from tickets
where is_open = true and late = false and due_at < $1
order by due_at, id
limit $2";

/// Marks as late what fell due before `now`, at most `limit` tickets; gives their ids and versions.
pub async fn mark_late(tx: &mut Tx, now: UtcMillis, limit: i64) -> Result<Vec<(TicketId, i64)>, StoreError> {
    dialect::write_tickets(tx).await?;
    let due: Vec<(i64,)> = rows!(tx, (i64,), FALLEN_DUE, now.millis(), limit)?;
    // Whoever locks several tickets does so in the order of their numbers, so that nobody waits in a circle.
    let mut ids: Vec<i64> = due.into_iter().map(|(id,)| id).collect();
    ids.sort_unstable();
    let mut marked = Vec::with_capacity(ids.len());
    for id in ids {
        let Some(before) = find_for_update(tx, TicketId::new(id)).await? else { continue };
        if before.late || !before.late_at(now) {
            continue;
        }
        run!(tx, "update tickets set late = true where id = $1", id)?;
        let after = Ticket { late: true, ..before.clone() };
        marked.push((before, after));
    }
    let changes: Vec<_> = marked.iter().map(|(before, after)| (Some(before), after)).collect();
    counters::follow(tx, &changes).await?;
    Ok(marked.iter().map(|(_, ticket)| (ticket.id, ticket.version)).collect())
}

/// Writes the search text of one ticket anew from what is stored.
pub async fn refresh_search_text(tx: &mut Tx, id: TicketId) -> Result<(), StoreError> {
    let (protocol, subject, requester): (String, String, String) = row!(
        tx,
        (String, String, String),
        "select t.protocol, t.subject, p.name
         from tickets t
         join people p on p.id = t.requester_id
         where t.id = $1",
        id.get()
    )?;
    let body = search_body(id.get(), &protocol, &subject, &requester);
    text_index::put(tx, TextTable::Tickets, id.get(), &body).await
}

/// Writes the search texts of all tickets of a person anew, after the person got another name.
pub async fn refresh_search_texts_of(tx: &mut Tx, person: PersonId) -> Result<(), StoreError> {
    let ids: Vec<(i64,)> =
        rows!(tx, (i64,), "select id from tickets where requester_id = $1 order by updated_at, id", person.get())?;
    for (id,) in ids {
        refresh_search_text(tx, TicketId::new(id)).await?;
    }
    Ok(())
}

/// What a ticket is found by.
pub fn search_body(id: i64, protocol: &str, subject: &str, requester: &str) -> String {
    search::fold(&format!("#{id} {protocol} {subject} {requester}"))
}
