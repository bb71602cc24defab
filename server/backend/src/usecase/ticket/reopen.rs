//! Reopening a closed ticket: the option "Reabrir" (seed 004).

use domain::{
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
/// `AlreadyOpen`, `Stale`, `NotFound` or `Forbidden`.
pub async fn reopen(
    desk: &Desk,
    caller: &Caller,
    key: &ClientKey,
    id: TicketId,
    version: i64,
) -> Result<StatusChanged, AppError> {
    let request = Execute { key, kind: "reopen", id, version: Some(version), command: Command::Reopen };
    let done = execute(desk, caller, request).await?;
    let mail = fate_of_mail(desk, &done).await?;
    let row = row_of(desk, caller, done.id).await?;
    Ok(StatusChanged { at: row.updated_at, row, from: done.from, mail })
}
