//! Tying tickets that belong together, and untying them.

use domain::{
    access::{Action, Resource},
    error::AppError,
    ids::{ClientKey, TicketId},
    ticket::Command,
};

use super::execute::{Execute, execute};
use crate::{Desk, usecase::Caller};

/// Ties two tickets.
///
/// # Errors
/// `SameTicket`, `NotFound` or `Forbidden`.
pub async fn link(
    desk: &Desk,
    caller: &Caller,
    key: &ClientKey,
    id: TicketId,
    other: TicketId,
) -> Result<(), AppError> {
    caller.may(Action::Write, Resource::TicketInternals)?;
    let command = Command::Link { other };
    execute(desk, caller, Execute { key, kind: "link", id, version: None, command }).await?;
    Ok(())
}

/// Unties two tickets.
///
/// # Errors
/// `NotFound` or `Forbidden`.
pub async fn unlink(
    desk: &Desk,
    caller: &Caller,
    key: &ClientKey,
    id: TicketId,
    other: TicketId,
) -> Result<(), AppError> {
    caller.may(Action::Write, Resource::TicketInternals)?;
    let command = Command::Unlink { other };
    execute(desk, caller, Execute { key, kind: "unlink", id, version: None, command }).await?;
    Ok(())
}
