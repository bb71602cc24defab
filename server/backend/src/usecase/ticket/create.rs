//! Opening a ticket: the form "Novo atendimento" (seed 004, item 1).

use domain::{
    access::{Action, Resource},
    error::{AppError, ErrorCode},
    form::{at_most, clean},
    ids::TicketId,
    money::Money,
    ticket::{
        command::{TEXT_MAX, check_subject},
        wire::NewTicket,
    },
};
use serde::{Deserialize, Serialize};

use super::opening::{Opening, open};
use crate::{
    Desk,
    store::drafts,
    usecase::{Begun, Caller, KeyedWork, UnitOfWork, file},
};

/// The draft that the form keeps while it is being filled; it ends when the ticket is opened.
pub const DRAFT: &str = "ticket.new";

/// What the form is told: number and protocol.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Created {
    pub id: TicketId,
    pub protocol: String,
}

impl Created {
    /// The refusal of a form that comes again with something else in it.
    pub(super) fn already(self) -> ErrorCode {
        ErrorCode::AlreadyOpened { id: self.id.get() }
    }
}

/// Opens a ticket with the status open; its protocol is shown to the caller.
///
/// # Errors
/// A refusal with its field, or `Forbidden`. The same key twice opens one ticket;
/// `AlreadyOpened` when something else is in it by then.
pub async fn create(desk: &Desk, caller: &Caller, form: NewTicket) -> Result<Created, AppError> {
    let requester = form.requester.ok_or_else(|| AppError::on("requester", ErrorCode::Required))?;
    caller.may(Action::Write, Resource::Ticket { requester: Some(requester) })?;
    let form = if caller.may(Action::Write, Resource::TicketInternals).is_ok() { form } else { of_requester(form) };
    let service = form.service.ok_or_else(|| AppError::on("service", ErrorCode::Required))?;
    let (subject, description) = (clean(&form.subject), clean(&form.description));
    check_subject(&subject)?;
    at_most("description", &description, TEXT_MAX)?;
    let typed_value = match form.value.trim() {
        "" => None,
        typed => Some(Money::parse(typed).map_err(|error| AppError::on("value", ErrorCode::Money(error)))?),
    };

    let asked = (
        (requester, service, form.accountant, form.assignee),
        (&subject, &description, form.value.trim(), &form.files),
    );
    let begun = KeyedWork::begin_form(desk, caller, &form.key, "create_ticket", &asked, Created::already).await?;
    let mut work = match begun {
        Begun::Fresh(work) => work,
        Begun::Answered(created) => {
            // Saved between the lost answer and now.
            let mut work = UnitOfWork::begin(desk, caller).await?;
            drafts::delete(work.tx(), caller.actor.id, DRAFT).await?;
            work.commit().await?;
            return Ok(created);
        }
    };
    let opening = Opening {
        requester,
        service,
        accountant: form.accountant,
        assignee: form.assignee,
        subject: subject.clone(),
        description: description.clone(),
        value: typed_value,
    };
    let (ticket, protocol) = open(&mut work, opening).await?;
    let now = work.now();
    file::attach_all(work.tx(), caller, &form.files, ticket.id, None, now).await?;
    drafts::delete(work.tx(), caller.actor.id, DRAFT).await?;
    let created = Created { id: ticket.id, protocol };
    work.finish(&created).await?;
    Ok(created)
}

/// Requesters say what they need; who works on it and what it costs is the team's decision.
fn of_requester(form: NewTicket) -> NewTicket {
    NewTicket { accountant: None, assignee: None, value: String::new(), ..form }
}
