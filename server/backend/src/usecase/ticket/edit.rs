//! Editing the registration of a ticket: the option "Editar" (seed 004).

use domain::{
    access::{Action, Resource},
    error::{AppError, ErrorCode},
    money::Money,
    settings::Company,
    ticket::{
        Command, Edit,
        wire::{EditTicket, TicketRow},
    },
    time::{UtcMillis, parse_date_time},
    zone::Zone,
};

use super::{
    execute::{Execute, execute},
    list::row_of,
};
use crate::{Desk, store::settings, usecase::Caller};

/// Saves the form. The requester is not told: only changes of status are announced.
///
/// # Errors
/// A refusal with its field, `Stale`, `NotFound` or `Forbidden`.
pub async fn edit(desk: &Desk, caller: &Caller, form: EditTicket) -> Result<TicketRow, AppError> {
    caller.may(Action::Write, Resource::TicketInternals)?;
    let value = Money::parse(&form.value).map_err(|error| AppError::on("value", ErrorCode::Money(error)))?;
    let company: Company = settings::load(&mut desk.db().conn().await?).await?;
    let edit = Edit {
        requester: form.requester,
        service: form.service,
        accountant: form.accountant,
        subject: form.subject.trim().to_owned(),
        description: form.description.trim().to_owned(),
        value,
        due_at: parse_due(&form.due, company.zone)?,
    };
    let command = Command::Edit(Box::new(edit));
    let request = Execute { key: &form.key, kind: "edit", id: form.id, version: Some(form.version), command };
    let done = execute(desk, caller, request).await?;
    row_of(desk, caller, done.id).await
}

/// A typed term: empty, `dd/mm/aaaa hh:mm`, or the form of a date-time input.
fn parse_due(typed: &str, zone: Zone) -> Result<Option<UtcMillis>, AppError> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    parse_date_time(typed.trim())
        .map(|local| Some(UtcMillis::of_local(local, zone)))
        .map_err(|_| AppError::on("due", ErrorCode::BadDate))
}
