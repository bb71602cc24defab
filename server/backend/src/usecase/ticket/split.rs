//! Splitting a ticket: a part of it goes on in a new one, for the same requester, and both point to each other.

use domain::{
    access::{Action, Resource},
    error::{AppError, ErrorCode},
    form::clean,
    ticket::{Event, Ticket, wire::SplitTicket},
};

use super::{
    create::Created,
    execute::{load_for_change, publish},
    labels::write_history,
    opening::{Opening, announce, open},
};
use crate::{
    Desk, dialect,
    store::{
        audit::{self, AuditEntry, Author},
        commands::{self, Claim},
        tickets,
    },
    usecase::Caller,
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
    let now = desk.clock().now();
    let mut tx = desk.db().begin().await?;
    let asked = (form.id, service, clean(&form.subject), clean(&form.description));
    match commands::claim_form(&mut tx, caller.actor.id, &form.key, KIND, now.millis(), &asked).await? {
        Claim::Fresh => {}
        Claim::Again(created) => return Ok(created),
        Claim::Changed(Created { id, .. }) => return Err(ErrorCode::AlreadyOpened { id: id.get() }.into()),
    }
    dialect::write_tickets(&mut tx).await?;
    let before = load_for_change(&mut tx, caller, form.id, Some(form.version)).await?;
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
    let (new, protocol) = open(&mut tx, caller, opening, now).await?;
    tickets::touch(&mut tx, before.id, now).await?;
    let after = Ticket { updated_at: now, ..before.clone() };
    let actor = Some((caller.actor.id, caller.actor.name.as_str()));
    write_history(&mut tx, &[Event::SplitInto { into: new.id }], &after, actor, now).await?;
    write_history(&mut tx, &[Event::SplitFrom { from: before.id }], &new, actor, now).await?;
    let into = format!(r#"{{"split_into":{}}}"#, new.id);
    let entry = AuditEntry::new(now, Author::User(&caller.actor), KIND, "ticket")
        .about(before.id.get())
        .from_address(&caller.address)
        .after(&into);
    audit::append(&mut tx, &entry).await?;
    let created = Created { id: new.id, protocol };
    commands::answer_form(&mut tx, caller.actor.id, &form.key, &created, &asked).await?;
    tx.commit().await?;
    publish(desk, before.id, before.version);
    announce(desk, created.id);
    Ok(created)
}
