//! Drafts: what somebody is writing, kept per user and record until it is sent or discarded.

use domain::{
    error::{AppError, ErrorCode},
    form::at_most,
    ids::UserId,
    ticket::command::TEXT_MAX,
    time::UtcMillis,
};

use crate::{Desk, store::drafts, usecase::Caller};

/// Longest name of a record, in characters.
const RECORD_MAX: usize = 80;

/// Keeps a draft, replacing the one before. Everybody has only their own: `author` is whose page it was typed on.
///
/// # Errors
/// `Forbidden` for what somebody else typed, `TooLong`, or the database fails.
pub async fn save(
    desk: &Desk,
    caller: &Caller,
    author: UserId,
    record: &str,
    body: &str,
) -> Result<UtcMillis, AppError> {
    own(caller, author)?;
    at_most("record", record, RECORD_MAX)?;
    at_most("body", body, TEXT_MAX * 2)?;
    // PostgreSQL refuses NUL; a draft is otherwise kept to the letter.
    let (record, body) = (record.replace('\0', ""), body.replace('\0', ""));
    let now = desk.clock().now();
    let mut tx = desk.db().begin().await?;
    drafts::put(&mut tx, caller.actor.id, &record, &body, now.millis()).await?;
    tx.commit().await?;
    Ok(now)
}

/// A page that was left open may send after somebody else signed in on it.
fn own(caller: &Caller, author: UserId) -> Result<(), AppError> {
    if caller.actor.id == author { Ok(()) } else { Err(ErrorCode::Forbidden.into()) }
}

/// The draft of a record and when it was saved.
pub async fn load(desk: &Desk, caller: &Caller, record: &str) -> Result<Option<(String, UtcMillis)>, AppError> {
    let found = drafts::find(&mut desk.db().conn().await?, caller.actor.id, record).await?;
    Ok(found.map(|(body, at)| (body, UtcMillis::from_millis(at))))
}

/// Throws a draft away.
///
/// # Errors
/// `Forbidden` from a page of somebody else, or the database fails.
pub async fn discard(desk: &Desk, caller: &Caller, author: UserId, record: &str) -> Result<(), AppError> {
    own(caller, author)?;
    let mut tx = desk.db().begin().await?;
    drafts::delete(&mut tx, caller.actor.id, record).await?;
    Ok(tx.commit().await?)
}
