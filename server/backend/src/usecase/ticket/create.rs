//! Opening a ticket: the form "Novo atendimento" (seed 004, item 1).

use domain::{
    access::{Action, Resource},
    business_time::{Holidays, add_working_minutes},
    error::{AppError, ErrorCode},
    form::clean,
    ids::TicketId,
    money::Money,
    settings::{Company, HoursSettings},
    ticket::{
        MailMark, Status, Ticket,
        command::{TEXT_MAX, at_most, check_subject},
        wire::{HistoryKind, NewTicket},
    },
};
use serde::{Deserialize, Serialize};

use super::{
    execute::publish,
    labels::{require_assignee, require_choice},
};
use crate::{
    Desk,
    db::Tx,
    maybe_row, row,
    store::{
        audit, commands, drafts, holidays, protocols, settings,
        tickets::{self, NewTicketRow, history},
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
/// A refusal with its field, or `Forbidden`. The same key twice opens one ticket.
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
    if let Some(answer) = commands::claim(&mut tx, caller.actor.id, &form.key, "create_ticket", now.millis()).await? {
        return Ok(answer);
    }
    for choice in [
        Some(domain::ticket::FieldValue::Person(requester)),
        Some(domain::ticket::FieldValue::Service(service)),
        form.accountant.map(domain::ticket::FieldValue::Accountant),
    ]
    .into_iter()
    .flatten()
    {
        require_choice(&mut tx, &choice).await?;
    }
    if let Some(assignee) = form.assignee {
        require_assignee(&mut tx, assignee).await?;
    }
    let facts = facts(&mut tx, &form).await?;
    let company: Company = settings::load(&mut tx).await?;
    let due_at = match facts.due_minutes {
        Some(minutes) => {
            let hours: HoursSettings = settings::load(&mut tx).await?;
            let holidays: Holidays = holidays::all(&mut tx).await?.into_iter().map(|holiday| holiday.day).collect();
            add_working_minutes(now, minutes, &hours.hours, &holidays, company.zone)
        }
        None => None,
    };
    let ticket = Ticket {
        id: TicketId::new(0),
        version: 1,
        status: Status::Open,
        requester,
        service,
        accountant: form.accountant,
        accountant_name: facts.accountant_name,
        assignee: form.assignee,
        subject,
        description,
        value: typed_value.unwrap_or(facts.price),
        opened_at: now,
        updated_at: now,
        due_at,
        touched: false,
        notified_at: None,
        merged_into: None,
        mail: MailMark::None,
        late: false,
    };
    let protocol = protocols::next(&mut tx, now.local_date(company.zone)).await?.to_string();
    let new =
        NewTicketRow { protocol: &protocol, opened_by: Some(caller.actor.id), requester_name: &facts.requester_name };
    let ticket = tickets::insert(&mut tx, &ticket, new).await?;
    let line = history::NewLine {
        ticket: ticket.id,
        at: now,
        actor: Some((caller.actor.id, &caller.actor.name)),
        kind: HistoryKind::Opened,
        field: None,
        before: "",
        after: &protocol,
        note: "",
    };
    history::append(&mut tx, &line).await?;
    file::attach_all(&mut tx, caller, &form.files, ticket.id, None, now).await?;
    let after = serde_json::to_string(&ticket).map_err(crate::error::StoreError::corrupt)?;
    let entry = audit::AuditEntry::new(now, audit::Author::User(&caller.actor), "created", "ticket")
        .about(ticket.id.get())
        .from_address(&caller.address)
        .after(&after);
    audit::append(&mut tx, &entry).await?;
    drafts::delete(&mut tx, caller.actor.id, DRAFT).await?;
    let created = Created { id: ticket.id, protocol };
    commands::answer(&mut tx, caller.actor.id, &form.key, &created).await?;
    tx.commit().await?;
    publish(desk, created.id, 1);
    Ok(created)
}

/// Requesters say what they need; who works on it and what it costs is the team's decision.
fn of_requester(form: NewTicket) -> NewTicket {
    NewTicket { accountant: None, assignee: None, value: String::new(), ..form }
}

/// What a new ticket takes from the records it points to.
struct Facts {
    requester_name: String,
    price: Money,
    due_minutes: Option<u32>,
    accountant_name: String,
}

async fn facts(tx: &mut Tx, form: &NewTicket) -> Result<Facts, AppError> {
    let requester = form.requester.map_or(0, domain::ids::PersonId::get);
    let service = form.service.map_or(0, domain::ids::ServiceId::get);
    let (requester_name,): (String,) = row!(tx, (String,), "select name from people where id = $1", requester)?;
    let (price, due): (i64, Option<i64>) =
        row!(tx, (i64, Option<i64>), "select price_cents, due_minutes from services where id = $1", service)?;
    let accountant_name = match form.accountant {
        Some(id) => maybe_row!(tx, (String,), "select office_name from accountants where id = $1", id.get())?
            .map(|(name,)| name)
            .unwrap_or_default(),
        None => String::new(),
    };
    Ok(Facts {
        requester_name,
        price: Money::from_cents(price).map_err(crate::error::StoreError::corrupt)?,
        due_minutes: due.and_then(|minutes| u32::try_from(minutes).ok()),
        accountant_name,
    })
}
