//! The background jobs' own record: when each started, when it last succeeded, and what was wrong.

use crate::{
    db::{Conn, Tx},
    error::StoreError,
    maybe_row, rows, run,
};

/// What is known about one job. Instants are UTC milliseconds.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct JobRow {
    pub name: String,
    pub last_started_at: Option<i64>,
    pub last_success_at: Option<i64>,
    /// Empty when the last run succeeded.
    pub last_error: String,
}

/// Takes the next run of a job for this process: `false` when a run was started after `not_since` already, here or on
/// another process.
pub async fn start(tx: &mut Tx, name: &str, now: i64, not_since: i64) -> Result<bool, StoreError> {
    let taken = run!(
        tx,
        "insert into jobs (name, last_started_at) values ($1, $2)
         on conflict (name) do update set last_started_at = excluded.last_started_at
         where jobs.last_started_at is null or jobs.last_started_at <= $3",
        name,
        now,
        not_since
    )?;
    Ok(taken == 1)
}

/// Records a run that succeeded.
pub async fn succeed(tx: &mut Tx, name: &str, now: i64) -> Result<(), StoreError> {
    run!(tx, "update jobs set last_success_at = $2, last_error = '' where name = $1", name, now)?;
    Ok(())
}

/// Records what stopped a run; the last success stays.
pub async fn fail(tx: &mut Tx, name: &str, error: &str) -> Result<(), StoreError> {
    run!(tx, "update jobs set last_error = $2 where name = $1", name, error)?;
    Ok(())
}

/// When a job was last started, in UTC milliseconds.
pub async fn last_started(conn: &mut Conn, name: &str) -> Result<Option<i64>, StoreError> {
    let found: Option<(Option<i64>,)> =
        maybe_row!(conn, (Option<i64>,), "select last_started_at from jobs where name = $1", name)?;
    Ok(found.and_then(|(started,)| started))
}

/// All jobs that ever ran.
pub async fn all(conn: &mut Conn) -> Result<Vec<JobRow>, StoreError> {
    rows!(conn, JobRow, "select name, last_started_at, last_success_at, last_error from jobs order by name")
}
