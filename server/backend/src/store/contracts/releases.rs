//! Releases: one row each, one active for a contract at most (a unique index keeps it so).

use chrono::NaiveDate;
use domain::{
    access::Actor,
    contract::{
        Given, ReleaseState,
        wire::{ReleaseRow, SUMMARY_LINES},
    },
    ids::{ContractId, ReleaseId},
    time::UtcMillis,
};

use crate::{
    db::{Conn, Tx},
    error::StoreError,
    maybe_row, rows, run, scalar,
};

/// What is stored of a new one.
#[derive(Debug, Clone, Copy)]
pub struct NewRelease<'a> {
    pub contract: ContractId,
    pub protocol: &'a str,
    pub at: UtcMillis,
    pub until: UtcMillis,
    pub days: u32,
    pub by: &'a Actor,
    pub note: &'a str,
    pub override_reason: &'a str,
    /// From when the renew interval counted until now: taking a mistake back goes back to it.
    pub interval_before: Option<UtcMillis>,
}

/// Stores a release in the state active.
///
/// # Errors
/// One is active already (unique), or the database fails.
pub async fn insert(tx: &mut Tx, new: NewRelease<'_>) -> Result<ReleaseId, StoreError> {
    let id = scalar!(
        tx,
        i64,
        "insert into releases (contract_id, protocol, at, until, days, by_id, by_name, note, override_reason,
                               interval_before, state)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'active')
         returning id",
        new.contract.get(),
        new.protocol,
        new.at.millis(),
        new.until.millis(),
        i64::from(new.days),
        new.by.id.get(),
        new.by.name.as_str(),
        new.note,
        new.override_reason,
        new.interval_before.map(UtcMillis::millis)
    )?;
    Ok(ReleaseId::new(id))
}

/// What taking a release back depends on.
///
/// # Errors
/// The database fails. `None` when there is no such release.
pub async fn given(conn: &mut Conn, id: ReleaseId) -> Result<Option<Given>, StoreError> {
    let found: Option<(i64, Option<i64>)> =
        maybe_row!(conn, (i64, Option<i64>), "select at, interval_before from releases where id = $1", id.get())?;
    Ok(found.map(|(at, before)| Given {
        at: UtcMillis::from_millis(at),
        interval_before: before.map(UtcMillis::from_millis),
    }))
}

/// Ends an active one; `false` when it had ended already.
pub async fn end(
    tx: &mut Tx,
    id: ReleaseId,
    state: ReleaseState,
    now: UtcMillis,
    by: &str,
) -> Result<bool, StoreError> {
    let done = run!(
        tx,
        "update releases set state = $2, ended_at = $3, ended_by = $4 where id = $1 and state = 'active'",
        id.get(),
        state.code(),
        now.millis(),
        by
    )?;
    Ok(done == 1)
}

/// The name of the counter of releases given on a day; not among those of the views, which a page reads together.
fn given_counter(day: NaiveDate) -> String {
    format!("releases.given.{day}")
}

/// Counts one more release of a day and gives how many there are now. Others who release wait for this transaction to end.
pub async fn count_given(tx: &mut Tx, day: NaiveDate) -> Result<i64, StoreError> {
    scalar!(
        tx,
        i64,
        "insert into counters (name, count) values ($1, 1)
         on conflict (name) do update set count = counters.count + 1
         returning count",
        given_counter(day)
    )
}

/// Releases given on a day.
pub async fn given_on(conn: &mut Conn, day: NaiveDate) -> Result<u32, StoreError> {
    let count: i64 =
        scalar!(conn, i64, "select coalesce(max(count), 0) from counters where name = $1", given_counter(day))?;
    Ok(u32::try_from(count).unwrap_or_default())
}

#[derive(Debug, sqlx::FromRow)]
struct ReleaseRecord {
    id: i64,
    protocol: String,
    at: i64,
    until: i64,
    days: i64,
    by_name: String,
    note: String,
    override_reason: String,
    #[sqlx(try_from = "String")]
    state: ReleaseState,
    ended_at: Option<i64>,
    interval_before: Option<i64>,
}

/// The last releases of contract `$1`, at most `$2`.
pub(super) const LAST: &str = "select id, protocol, at, until, days, by_name, note, override_reason, state, ended_at,
       interval_before
from releases
where contract_id = $1
order by id desc
limit $2";

/// The newest releases, newest first.
pub async fn last(conn: &mut Conn, contract: ContractId) -> Result<Vec<ReleaseRow>, StoreError> {
    let found = rows!(conn, ReleaseRecord, LAST, contract.get(), i64::from(SUMMARY_LINES))?;
    let row = |record: ReleaseRecord| {
        Ok(ReleaseRow {
            id: ReleaseId::new(record.id),
            protocol: record.protocol,
            at: UtcMillis::from_millis(record.at),
            until: UtcMillis::from_millis(record.until),
            days: u32::try_from(record.days).map_err(StoreError::corrupt)?,
            by: record.by_name,
            note: record.note,
            override_reason: record.override_reason,
            state: record.state,
            ended_at: record.ended_at.map(UtcMillis::from_millis),
            interval_before: record.interval_before.map(UtcMillis::from_millis),
        })
    };
    found.into_iter().map(row).collect()
}
