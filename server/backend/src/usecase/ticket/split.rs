//! Splitting a ticket: a part of it goes on in a new one, for the same requester, and both point to each other.

use domain::{
    access::{Action, Resource},
    error::{AppError, ErrorCode},
    form::clean,
    ticket::{Event, Ticket, wire::SplitTicket},
};
use serde_json::json;

use super::{
    create::Created,
    execute::{load_for_change, publish},
    labels::write_history,
    opening::{Opening, open},
};
use crate::{
    Desk, dialect,
    store::tickets,
    usecase::{Begun, Caller, KeyedWork},
};

/// Names the command in the table of answered keys, and the audit row of the ticket that was split.
const KIND: &str = "split";

/// Opens the new ticket and ties it to the one it came out of. Messages stay where they are: the order of a chat is a promise.
///
/// # Errors
/// A refusal with its field, `Merged`, `Stale`, `NotFound` or `Forbidden`. The same key twice opens one ticket;
/// `AlreadyOpened` when something else is in it by then.
pub async fn split(desk: &Desk, caller: &Caller, form: SplitTicket) -> Result<Created, AppError> {
    caller.may(Action::Write, Resource::TicketInternals)?;
    let service = form.service.ok_or_else(|| AppError::on("service", ErrorCode::Required))?;
    let asked = (form.id, service, clean(&form.subject), clean(&form.description));
    let begun = KeyedWork::begin_form(desk, caller, &form.key, KIND, &asked, Created::already).await?;
    let mut work = match begun {
        Begun::Fresh(work) => work,
        Begun::Answered(created) => return Ok(created),
    };
    dialect::write_tickets(work.tx()).await?;
    let before = load_for_change(work.tx(), caller, form.id, Some(form.version)).await?;
    let texts = before.split_off(&form.subject, &form.description)?;
    let opening = Opening {
        requester: before.requester,
        service,
        accountant: before.accountant,
        assignee: before.assignee,
        subject: texts.subject,
        description: texts.description,
        value: None,
    };
    publish(&mut work, before.id, before.version);
    let (new, protocol) = open(&mut work, opening).await?;
    let now = work.now();
    tickets::touch(work.tx(), before.id, now).await?;
    let after = Ticket { updated_at: now, ..before.clone() };
    let actor = Some((caller.actor.id, caller.actor.name.as_str()));
    write_history(work.tx(), &[Event::SplitInto { into: new.id }], &after, actor, now).await?;
    write_history(work.tx(), &[Event::SplitFrom { from: before.id }], &new, actor, now).await?;
    work.audit(KIND, "ticket", Some(before.id.get()), &(), &json!({ "split_into": new.id })).await?;
    let created = Created { id: new.id, protocol };
    work.finish(&created).await?;
    Ok(created)
}
