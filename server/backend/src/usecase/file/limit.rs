//! How many files somebody may send.

use domain::{
    access::Role,
    error::{AppError, ErrorCode},
    file::{DAILY_MAX, PENDING_MAX},
    ids::TicketId,
    time::UtcMillis,
};

use crate::{db::Conn, store::files, usecase::Caller};

/// Refuses one more waiting file when too many wait already.
///
/// # Errors
/// `TooManyFiles`, or the database fails.
pub(super) async fn refuse_heap(conn: &mut Conn, caller: &Caller) -> Result<(), AppError> {
    if files::count_pending(conn, caller.actor.id).await? >= PENDING_MAX.into() {
        return Err(ErrorCode::TooManyFiles { max: PENDING_MAX }.into());
    }
    Ok(())
}

/// Refuses `more` files of a requester for a ticket that got enough within a day; the team has no such limit.
///
/// # Errors
/// `FilesADay`, or the database fails.
pub(super) async fn refuse_flood(
    conn: &mut Conn,
    caller: &Caller,
    ticket: TicketId,
    more: usize,
    now: UtcMillis,
) -> Result<(), AppError> {
    if caller.actor.role != Role::Requester {
        return Ok(());
    }
    let sent = files::count_since(conn, caller.actor.id, ticket, now.plus_days(-1)).await?;
    if sent.saturating_add(i64::try_from(more).unwrap_or(i64::MAX)) > DAILY_MAX.into() {
        return Err(ErrorCode::FilesADay { max: DAILY_MAX }.into());
    }
    Ok(())
}
