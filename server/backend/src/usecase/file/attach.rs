//! Giving waiting files to the ticket or message that was saved, in its transaction.

use domain::{
    error::{AppError, ErrorCode},
    file::{AT_ONCE_MAX, wire::FileRow},
    ids::{FileId, MessageId, TicketId},
    time::UtcMillis,
};

use super::{limit::refuse_flood, upload::added};
use crate::{
    db::Tx,
    store::{files, tickets::history},
    usecase::Caller,
};

/// Attaches the caller's own waiting files to the ticket, each with a line of its history, or to a message of its chat.
///
/// # Errors
/// On `files`: `TooManyFiles`, `FilesADay`, or `NotAvailable` when one is gone, attached already or somebody else's; the caller's
/// transaction must then not be committed.
pub async fn attach_all(
    tx: &mut Tx,
    caller: &Caller,
    ids: &[FileId],
    ticket: TicketId,
    message: Option<MessageId>,
    now: UtcMillis,
) -> Result<Vec<FileRow>, AppError> {
    if ids.len() > AT_ONCE_MAX {
        let max = u32::try_from(AT_ONCE_MAX).unwrap_or(u32::MAX);
        return Err(AppError::on("files", ErrorCode::TooManyFiles { max }));
    }
    if !ids.is_empty() {
        let on_files = |error: AppError| match error.code {
            ErrorCode::FilesADay { .. } => AppError::on("files", error.code),
            _ => error,
        };
        refuse_flood(tx, caller, ticket, ids.len(), now).await.map_err(on_files)?;
    }
    let mut attached = Vec::with_capacity(ids.len());
    for id in ids {
        let file = files::attach(tx, *id, caller.actor.id, ticket, message).await?;
        let file = file.ok_or_else(|| AppError::on("files", ErrorCode::NotAvailable))?;
        // A message tells of its files itself.
        if message.is_none() {
            history::append(tx, &added(caller, ticket, &file.name, now)).await?;
        }
        attached.push(file);
    }
    Ok(attached)
}
