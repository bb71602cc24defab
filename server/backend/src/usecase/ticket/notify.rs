//! Reminding the assignee of a new ticket, once: the option "Notificar" (seed 004).

use domain::{
    access::{Action, Resource},
    error::AppError,
    ids::{ClientKey, TicketId},
    ticket::{Command, wire::Reminded},
};

use super::{
    execute::{Execute, execute, fate_of_mail},
    list::row_of,
};
use crate::{Desk, usecase::Caller};

/// Reminds the assignee by mail, in their language, and tells what became of it.
///
/// # Errors
/// `NotNew` after the first edit or movement, `NoAssignee`, `AlreadyNotified`, `Stale`, `NotFound` or `Forbidden`.
pub async fn notify(
    desk: &Desk,
    caller: &Caller,
    key: &ClientKey,
    id: TicketId,
    version: i64,
) -> Result<Reminded, AppError> {
    caller.may(Action::Write, Resource::TicketInternals)?;
    let request = Execute { key, kind: "notify", id, version: Some(version), command: Command::Notify };
    let done = execute(desk, caller, request).await?;
    let mail = fate_of_mail(desk, &done).await?;
    Ok(Reminded { row: row_of(desk, caller, done.id).await?, mail })
}
