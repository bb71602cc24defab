//! Changing the status of a ticket, with its two messages (seed 004).

use domain::{
    access::{Action, Resource},
    error::AppError,
    ticket::{
        Command,
        wire::{ChangeStatus, StatusChanged},
    },
};

use super::{
    execute::{Execute, execute, fate_of_mail},
    list::row_of,
};
use crate::{Desk, usecase::Caller};

/// Changes the status and tells what became of the mail.
///
/// # Errors
/// A refusal of the rule, `Stale`, `NotFound` or `Forbidden`. A failing mail is not an error: the status stays changed.
pub async fn change_status(desk: &Desk, caller: &Caller, form: ChangeStatus) -> Result<StatusChanged, AppError> {
    caller.may(Action::Write, Resource::TicketInternals)?;
    let command = Command::ChangeStatus { to: form.to, reason: form.reason };
    let request = Execute { key: &form.key, kind: "change_status", id: form.id, version: Some(form.version), command };
    let done = execute(desk, caller, request).await?;
    let mail = fate_of_mail(desk, &done).await?;
    let row = row_of(desk, caller, done.id).await?;
    Ok(StatusChanged { at: row.updated_at, row, from: done.from, mail })
}
