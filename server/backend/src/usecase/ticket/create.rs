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

use super::opening::{Opening, announce, open};
use crate::{
    Desk,
    store::{
        commands::{self, Claim},
        drafts,
    },
    usecase::{Caller, file},
};

/// The draft that the form keeps while it is being filled; it ends when the ticket is opened.
pub const DRAFT: &str = "ticket.new";

/// What the form is told: number and protocol.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Created {
    pub id: TicketId,
    pub protocol: String,
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

    let now = desk.clock().now();
    let mut tx = desk.db().begin().await?;
    let asked = (
        (requester, service, form.accountant, form.assignee),
        (&subject, &description, form.value.trim(), &form.files),
    );
    match commands::claim_form(&mut tx, caller.actor.id, &form.key, "create_ticket", now.millis(), &asked).await? {
        Claim::Fresh => {}
        Claim::Again(created) => {
            // Saved between the lost answer and now.
            drafts::delete(&mut tx, caller.actor.id, DRAFT).await?;
            tx.commit().await?;
            return Ok(created);
        }
        Claim::Changed(Created { id, .. }) => return Err(ErrorCode::AlreadyOpened { id: id.get() }.into()),
    }
    let opening = Opening {
        requester,
        service,
        accountant: form.accountant,
        assignee: form.assignee,
        subject: subject.clone(),
        description: description.clone(),
        value: typed_value,
    };
    let (ticket, protocol) = open(&mut tx, caller, opening, now).await?;
    file::attach_all(&mut tx, caller, &form.files, ticket.id, None, now).await?;
    drafts::delete(&mut tx, caller.actor.id, DRAFT).await?;
    let created = Created { id: ticket.id, protocol };
    commands::answer_form(&mut tx, caller.actor.id, &form.key, &created, &asked).await?;
    tx.commit().await?;
    announce(desk, created.id);
    Ok(created)
}

/// Requesters say what they need; who works on it and what it costs is the team's decision.
fn of_requester(form: NewTicket) -> NewTicket {
    NewTicket { accountant: None, assignee: None, value: String::new(), ..form }
}
