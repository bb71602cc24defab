//! Reads for whoever watches over the process.

use crate::{db::Conn, error::StoreError, rows, scalar};

/// Each job with the time of its last success.
///
/// # Errors
/// The database fails, or has no tables yet.
pub async fn last_successes(conn: &mut Conn) -> Result<Vec<(String, Option<i64>)>, StoreError> {
    rows!(conn, (String, Option<i64>), "select name, last_success_at from jobs order by name")
}

/// Mails that wait for an attempt; counted in the index of those that do.
///
/// # Errors
/// The database fails.
pub async fn mails_queued(conn: &mut Conn) -> Result<i64, StoreError> {
    scalar!(conn, i64, "select count(*) from outbox where due_at is not null")
}
