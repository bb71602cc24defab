//! Internal notes: what the team tells each other about a ticket. Requesters never see them.

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

/// Adds a note. It needs no version: notes never conflict.
///
/// # Errors
/// `Required`, `TooLong`, `NotFound` or `Forbidden`.
pub async fn add_note(
    desk: &Desk,
    caller: &Caller,
    key: &ClientKey,
    id: TicketId,
    text: String,
) -> Result<TicketRow, AppError> {
    caller.may(Action::Write, Resource::TicketInternals)?;
    let request = Execute { key, kind: "add_note", id, version: None, command: Command::AddNote { text } };
    let done = execute(desk, caller, request).await?;
    row_of(desk, caller, done.id).await
}
