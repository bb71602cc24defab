//! The outbox of events for other systems: written with their change, claimed before they are sent, logged at each attempt.
//!
//! States: `kept` there was nobody to tell · `queued` no attempt ended yet · `delivered` the receiver took it · `failed` the
//! last attempt failed; with a `due_at` it will be tried again, without one it was given up.

use domain::{
    ids::{ContractId, EventId},
    time::UtcMillis,
    webhook::{Attempt, EventKind, EventRow, EventState},
};

use crate::{
    db::{Conn, Tx},
    error::StoreError,
    maybe_row, rows, run, scalar,
};

/// Events that the log of the settings shows.
const LOGGED: i64 = 50;

/// Stores an event, due at once when there is somebody to tell.
pub async fn insert(
    tx: &mut Tx,
    key: &str,
    contract: Option<ContractId>,
    kind: EventKind,
    body: &str,
    told: bool,
    now: UtcMillis,
) -> Result<EventId, StoreError> {
    let state = if told { EventState::Queued } else { EventState::Kept };
    let id = scalar!(
        tx,
        i64,
        "insert into contract_events (event_key, contract_id, kind, body, state, due_at, at)
         values ($1, $2, $3, $4, $5, $6, $7)
         returning id",
        key,
        contract.map(ContractId::get),
        kind.code(),
        body,
        state.code(),
        told.then_some(now.millis()),
        now.millis()
    )?;
    Ok(EventId::new(id))
}

/// An event to send.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Claimed {
    id: i64,
    pub event_key: String,
    pub body: String,
    /// Claims so far, this one included.
    pub attempts: i64,
}

impl Claimed {
    pub const fn id(&self) -> EventId {
        EventId::new(self.id)
    }
}

/// Takes a due event to send it, and nobody else gets it before `until`.
pub async fn claim(tx: &mut Tx, id: EventId, now: UtcMillis, until: UtcMillis) -> Result<Option<Claimed>, StoreError> {
    maybe_row!(
        tx,
        Claimed,
        "update contract_events
         set claimed_until = $3, attempts = attempts + 1
         where id = $1 and due_at <= $2 and claimed_until < $2
         returning id, event_key, body, attempts",
        id.get(),
        now.millis(),
        until.millis()
    )
}

/// Makes an event due again: somebody pressed "Reenviar". `false` when there is none.
pub async fn make_due(tx: &mut Tx, id: EventId, now: UtcMillis) -> Result<bool, StoreError> {
    let done = run!(
        tx,
        "update contract_events set state = 'queued', due_at = $2 where id = $1 and claimed_until < $2",
        id.get(),
        now.millis()
    )?;
    Ok(done == 1)
}

/// Sending was switched on: what was kept since `since` is due now, in the order in which it happened; what is older than
/// that is kept, also what was due before. Gives the number of events that are due now.
pub async fn queue_kept(tx: &mut Tx, since: UtcMillis, now: UtcMillis) -> Result<u64, StoreError> {
    run!(
        tx,
        "update contract_events set state = 'kept', due_at = null
         where due_at is not null and at < $1 and state in ('queued', 'failed')",
        since.millis()
    )?;
    run!(
        tx,
        "update contract_events set state = 'queued', due_at = $2 where state = 'kept' and at >= $1",
        since.millis(),
        now.millis()
    )
}

/// Events due at `$1` that nobody has, at most `$2`.
pub(super) const DUE: &str = "select id
from contract_events
where due_at <= $1 and claimed_until < $1
order by due_at, id
limit $2";

/// Events that are due and that nobody has, the longest waiting first.
pub async fn due(conn: &mut Conn, now: UtcMillis, limit: i64) -> Result<Vec<EventId>, StoreError> {
    let found: Vec<(i64,)> = rows!(conn, (i64,), DUE, now.millis(), limit)?;
    Ok(found.into_iter().map(|(id,)| EventId::new(id)).collect())
}

/// Records an attempt in the log and what it makes of the event; `next` is when it is tried again, `None` gives up.
pub async fn record(
    tx: &mut Tx,
    event: &Claimed,
    attempt: &Attempt,
    next: Option<UtcMillis>,
    now: UtcMillis,
    millis: i64,
) -> Result<(), StoreError> {
    let state = if matches!(attempt, Attempt::Accepted { .. }) { EventState::Delivered } else { EventState::Failed };
    let text = serde_json::to_string(attempt).map_err(StoreError::corrupt)?;
    run!(
        tx,
        "insert into event_attempts (event_id, at, outcome, millis) values ($1, $2, $3, $4)",
        event.id,
        now.millis(),
        text.as_str(),
        millis
    )?;
    // An older claim that comes back late leaves the newer one alone.
    run!(
        tx,
        "update contract_events
         set state = $3, due_at = $4, claimed_until = 0, last_attempt = $5, last_at = $6
         where id = $1 and attempts = $2",
        event.id,
        event.attempts,
        state.code(),
        next.map(UtcMillis::millis),
        text.as_str(),
        now.millis()
    )?;
    Ok(())
}

#[derive(Debug, sqlx::FromRow)]
struct EventRecord {
    id: i64,
    contract_id: Option<i64>,
    #[sqlx(try_from = "String")]
    kind: EventKind,
    #[sqlx(try_from = "String")]
    state: EventState,
    attempts: i64,
    due_at: Option<i64>,
    last_attempt: String,
    last_at: Option<i64>,
    at: i64,
}

/// The last events, newest first.
pub async fn last(conn: &mut Conn) -> Result<Vec<EventRow>, StoreError> {
    let found = rows!(
        conn,
        EventRecord,
        "select id, contract_id, kind, state, attempts, due_at, last_attempt, last_at, at
         from contract_events
         order by id desc
         limit $1",
        LOGGED
    )?;
    let row = |record: EventRecord| {
        Ok(EventRow {
            id: EventId::new(record.id),
            kind: record.kind,
            contract: record.contract_id.map(ContractId::new),
            at: UtcMillis::from_millis(record.at),
            state: record.state,
            attempts: u32::try_from(record.attempts).unwrap_or_default(),
            last: serde_json::from_str(&record.last_attempt).ok(),
            last_at: record.last_at.map(UtcMillis::from_millis),
            due_at: record.due_at.map(UtcMillis::from_millis),
        })
    };
    found.into_iter().map(row).collect()
}

/// The attempts of one event, oldest first: what each met.
pub async fn attempts(conn: &mut Conn, id: EventId) -> Result<Vec<Attempt>, StoreError> {
    let found: Vec<(String,)> =
        rows!(conn, (String,), "select outcome from event_attempts where event_id = $1 order by id", id.get())?;
    found.iter().map(|(text,)| serde_json::from_str(text).map_err(StoreError::corrupt)).collect()
}
