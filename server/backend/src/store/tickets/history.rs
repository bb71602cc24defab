//! The history of a ticket: one line a change, with the texts of that moment. Append-only.

use domain::{
    ids::{TicketId, UserId},
    ticket::{
        Field,
        wire::{HISTORY_PAGE, HistoryKind, HistoryLine},
    },
    time::UtcMillis,
};

use crate::{
    db::{Conn, Tx},
    error::StoreError,
    rows, run,
};

/// A line to write.
#[derive(Debug, Clone)]
pub struct NewLine<'a> {
    pub ticket: TicketId,
    pub at: UtcMillis,
    /// Who did it; `None` = the desk itself.
    pub actor: Option<(UserId, &'a str)>,
    pub kind: HistoryKind,
    pub field: Option<Field>,
    pub before: &'a str,
    pub after: &'a str,
    pub note: &'a str,
}

/// Writes a line.
pub async fn append(tx: &mut Tx, line: &NewLine<'_>) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into ticket_history (ticket_id, at, actor_id, actor_name, kind, field, before, after, note)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        line.ticket.get(),
        line.at.millis(),
        line.actor.map(|(id, _)| id.get()),
        line.actor.map(|(_, name)| name),
        line.kind.code(),
        line.field.map(Field::code),
        line.before,
        line.after,
        line.note
    )?;
    Ok(())
}

#[derive(Debug, sqlx::FromRow)]
struct LineRecord {
    id: i64,
    at: i64,
    actor_name: Option<String>,
    #[sqlx(try_from = "String")]
    kind: HistoryKind,
    field: Option<String>,
    before: String,
    after: String,
    note: String,
}

impl TryFrom<LineRecord> for HistoryLine {
    type Error = StoreError;

    fn try_from(record: LineRecord) -> Result<Self, StoreError> {
        Ok(Self {
            id: record.id,
            at: UtcMillis::from_millis(record.at),
            actor_name: record.actor_name,
            kind: record.kind,
            field: record.field.as_deref().and_then(Field::from_code),
            before: record.before,
            after: record.after,
            note: record.note,
        })
    }
}

/// The lines of ticket `$1` before line `$2`, at most `$3`.
pub(super) const PAGE: &str = "select id, at, actor_name, kind, field, before, after, note
from ticket_history
where ticket_id = $1 and id < $2
order by id desc
limit $3";

/// The lines before `before` (all when `None`), newest first, at most [`HISTORY_PAGE`], and whether there are older ones.
pub async fn page(
    conn: &mut Conn,
    ticket: TicketId,
    before: Option<i64>,
) -> Result<(Vec<HistoryLine>, bool), StoreError> {
    let most = i64::from(HISTORY_PAGE) + 1;
    let found = rows!(conn, LineRecord, PAGE, ticket.get(), before.unwrap_or(i64::MAX), most)?;
    let size = usize::try_from(HISTORY_PAGE).unwrap_or(usize::MAX);
    let more = found.len() > size;
    let lines = found.into_iter().take(size).map(HistoryLine::try_from).collect::<Result<_, _>>()?;
    Ok((lines, more))
}
