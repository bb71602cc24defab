//! Reminding the assignee of a new ticket, once: the option "Notificar" (seed 004).

use domain::{
    access::{Action, Resource},
    error::AppError,
    ids::{ClientKey, TicketId},
    ticket::{Command, wire::TicketRow},
};

use super::{
    execute::{Execute, execute},
    list::row_of,
};
use crate::{Desk, usecase::Caller};

/// Reminds the assignee.
///
/// # Errors
/// `NotNew` after the first edit or movement, `NoAssignee`, `AlreadyNotified`, `Stale`, `NotFound` or `Forbidden`.
pub async fn notify(
    desk: &Desk,
    caller: &Caller,
    key: &ClientKey,
    id: TicketId,
    version: i64,
) -> Result<TicketRow, AppError> {
    caller.may(Action::Write, Resource::TicketInternals)?;
    let request = Execute { key, kind: "notify", id, version: Some(version), command: Command::Notify };
    let done = execute(desk, caller, request).await?;
    row_of(desk, caller, done.id).await
}
