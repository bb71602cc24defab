//! Handing a ticket over to another assignee: the option "Movimentar" (seed 004).

use domain::{
    access::{Action, Resource},
    error::{AppError, ErrorCode},
    ticket::{
        Command,
        wire::{MoveTicket, TicketRow},
    },
};

use super::{
    execute::{Execute, execute},
    list::row_of,
};
use crate::{Desk, usecase::Caller};

/// Gives the ticket to another assignee, with the note that explains it.
///
/// # Errors
/// `Required` without an assignee, `NoteRequired`, `SameAssignee`, `NotAvailable`, `Stale`, `NotFound` or `Forbidden`.
pub async fn hand_over(desk: &Desk, caller: &Caller, form: MoveTicket) -> Result<TicketRow, AppError> {
    caller.may(Action::Write, Resource::TicketInternals)?;
    let to = form.to.ok_or_else(|| AppError::on("assignee", ErrorCode::Required))?;
    let command = Command::Move { to, note: form.note };
    let request = Execute { key: &form.key, kind: "hand_over", id: form.id, version: Some(form.version), command };
    let done = execute(desk, caller, request).await?;
    row_of(desk, caller, done.id).await
}
