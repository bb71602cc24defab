//! Tickets that belong together: linked and split pairs, and tickets merged into another.

use domain::{
    ids::TicketId,
    ticket::{
        Status,
        wire::{LinkedTicket, Tie},
    },
    time::UtcMillis,
};

use crate::{
    db::{Conn, Tx},
    error::StoreError,
    maybe_row, rows, run,
};

/// How two tickets came to belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// Somebody said so.
    Linked,
    /// The one with the greater number was split off the other.
    Split,
}

impl LinkKind {
    const fn code(self) -> &'static str {
        match self {
            Self::Linked => "linked",
            Self::Split => "split",
        }
    }
}

/// Ties two tickets; `false` when they were tied already.
pub async fn insert(
    tx: &mut Tx,
    one: TicketId,
    other: TicketId,
    kind: LinkKind,
    now: UtcMillis,
) -> Result<bool, StoreError> {
    let (low, high) = if one < other { (one, other) } else { (other, one) };
    let done = run!(
        tx,
        "insert into ticket_links (ticket_id, other_id, kind, created_at) values ($1, $2, $3, $4)
         on conflict (ticket_id, other_id) do nothing",
        low.get(),
        high.get(),
        kind.code(),
        now.millis()
    )?;
    Ok(done == 1)
}

/// Unties two tickets; `false` when they were not tied.
pub async fn delete(tx: &mut Tx, one: TicketId, other: TicketId) -> Result<bool, StoreError> {
    let (low, high) = if one < other { (one, other) } else { (other, one) };
    let done = run!(tx, "delete from ticket_links where ticket_id = $1 and other_id = $2", low.get(), high.get())?;
    Ok(done == 1)
}

/// Whether two tickets are tied.
pub async fn exists(conn: &mut Conn, one: TicketId, other: TicketId) -> Result<bool, StoreError> {
    let (low, high) = if one < other { (one, other) } else { (other, one) };
    let found = maybe_row!(
        conn,
        (i64,),
        "select other_id from ticket_links where ticket_id = $1 and other_id = $2",
        low.get(),
        high.get()
    )?;
    Ok(found.is_some())
}

/// Everything tied to `ticket`: linked ones, both sides of a split, and those merged into it; at most 100.
pub async fn of(conn: &mut Conn, ticket: TicketId) -> Result<Vec<LinkedTicket>, StoreError> {
    let found: Vec<(i64, String, String, String)> = rows!(
        conn,
        (i64, String, String, String),
        "select t.id, t.subject, t.status, case l.kind when 'split' then 'split_into' else 'linked' end as tie
         from ticket_links l
         join tickets t on t.id = l.other_id
         where l.ticket_id = $1
         union all
         select t.id, t.subject, t.status, case l.kind when 'split' then 'split_from' else 'linked' end
         from ticket_links l
         join tickets t on t.id = l.ticket_id
         where l.other_id = $1
         union all
         select t.id, t.subject, t.status, 'merged'
         from tickets t
         where t.merged_into = $1
         limit 100",
        ticket.get()
    )?;
    found
        .into_iter()
        .map(|(id, subject, status, tie)| {
            let status = Status::from_code(&status).ok_or_else(|| StoreError::corrupt(&status))?;
            let tie = Tie::from_code(&tie).ok_or_else(|| StoreError::corrupt(&tie))?;
            Ok(LinkedTicket { id: TicketId::new(id), subject, status, tie })
        })
        .collect()
}
