//! Giving waiting files to the ticket or the message that was saved, in its transaction.

use domain::{
    error::{AppError, ErrorCode},
    file::AT_ONCE_MAX,
    ids::{FileId, TicketId},
    time::UtcMillis,
};

use super::upload::added;
use crate::{
    db::Tx,
    store::{files, tickets::history},
    usecase::Caller,
};

/// Attaches the caller's own waiting files to the ticket, each with a line of its history.
///
/// # Errors
/// On `files`: `TooManyFiles`, or `NotAvailable` when one is gone, attached already or somebody else's; the caller's
/// transaction must then not be committed.
pub async fn attach_all(
    tx: &mut Tx,
    caller: &Caller,
    ids: &[FileId],
    ticket: TicketId,
    now: UtcMillis,
) -> Result<(), AppError> {
    for name in take(tx, caller, ids, ticket, None).await? {
        history::append(tx, &added(caller, ticket, &name, now)).await?;
    }
    Ok(())
}

/// Attaches the caller's own waiting files to a message of the ticket's chat; the message itself tells of them.
///
/// # Errors
/// As [`attach_all`].
pub async fn attach_to_message(
    tx: &mut Tx,
    caller: &Caller,
    ids: &[FileId],
    ticket: TicketId,
    message: i64,
) -> Result<(), AppError> {
    take(tx, caller, ids, ticket, Some(message)).await.map(drop)
}

async fn take(
    tx: &mut Tx,
    caller: &Caller,
    ids: &[FileId],
    ticket: TicketId,
    message: Option<i64>,
) -> Result<Vec<String>, AppError> {
    if ids.len() > AT_ONCE_MAX {
        let max = u32::try_from(AT_ONCE_MAX).unwrap_or(u32::MAX);
        return Err(AppError::on("files", ErrorCode::TooManyFiles { max }));
    }
    let mut names = Vec::with_capacity(ids.len());
    for id in ids {
        let name = files::attach(tx, *id, caller.actor.id, ticket, message).await?;
        names.push(name.ok_or_else(|| AppError::on("files", ErrorCode::NotAvailable))?);
    }
    Ok(names)
}
