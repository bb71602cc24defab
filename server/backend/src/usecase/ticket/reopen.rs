//! Reopening a closed ticket: the option "Reabrir" (seed 004).

use domain::{
    access::{Action, Resource},
    error::AppError,
    ids::{ClientKey, TicketId},
    ticket::{Command, wire::StatusChanged},
};

use super::{
    execute::{Execute, execute, fate_of_mail},
    list::row_of,
};
use crate::{Desk, usecase::Caller};

/// Sets the status to reopened, with mail and both messages.
///
/// # Errors
/// `AlreadyOpen`, `Stale`, `NotFound` or `Forbidden`; requesters have `portal::reopen`.
pub async fn reopen(
    desk: &Desk,
    caller: &Caller,
    key: &ClientKey,
    id: TicketId,
    version: i64,
) -> Result<StatusChanged, AppError> {
    caller.may(Action::Write, Resource::TicketInternals)?;
    let request = Execute { key, kind: "reopen", id, version: Some(version), command: Command::Reopen };
    let done = execute(desk, caller, request).await?;
    let mail = fate_of_mail(desk, &done).await?;
    let row = row_of(desk, caller, done.id).await?;
    Ok(StatusChanged { at: row.updated_at, row, from: done.from, mail })
}

/// The same without a word about the mail, which waits in the queue: for those who may not know of it.
///
/// # Errors
/// As [`reopen`].
pub async fn reopen_quietly(
    desk: &Desk,
    caller: &Caller,
    key: &ClientKey,
    id: TicketId,
    version: i64,
) -> Result<(), AppError> {
    let request = Execute { key, kind: "reopen", id, version: Some(version), command: Command::Reopen };
    let done = execute(desk, caller, request).await?;
    if done.mail.is_some() {
        desk.mail_waits().notify_one();
    }
    Ok(())
}
