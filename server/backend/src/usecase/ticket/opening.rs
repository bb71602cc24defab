//! What every new ticket goes through, from the form "Novo atendimento" or split off another one: what it points to is still
//! offered, it takes the service's price and term, gets its protocol, and is told in history and audit.

use domain::{
    business_time::{Holidays, add_working_minutes},
    error::AppError,
    ids::{AccountantId, PersonId, ServiceId, TicketId, UserId},
    money::Money,
    settings::{Company, HoursSettings},
    ticket::{FieldValue, MailMark, Status, Ticket, wire::HistoryKind},
};

use super::labels::{require_assignee, require_choice};
use crate::{
    db::Tx,
    error::StoreError,
    live, maybe_row, row,
    store::{
        holidays, protocols, settings,
        tickets::{self, NewTicketRow, history},
    },
    usecase::UnitOfWork,
};

/// A new ticket, authorised and its texts checked.
#[derive(Debug)]
pub struct Opening {
    pub requester: PersonId,
    pub service: ServiceId,
    pub accountant: Option<AccountantId>,
    pub assignee: Option<UserId>,
    pub subject: String,
    pub description: String,
    /// `None` takes the service's price.
    pub value: Option<Money>,
}

/// Stores it with the status open; gives it with its protocol.
///
/// # Errors
/// `NotAvailable` on what is no longer offered, or the database fails.
pub(super) async fn open(work: &mut UnitOfWork<'_>, opening: Opening) -> Result<(Ticket, String), AppError> {
    let (now, actor) = (work.now(), work.actor());
    let tx = work.tx();
    for choice in [
        Some(FieldValue::Person(opening.requester)),
        Some(FieldValue::Service(opening.service)),
        opening.accountant.map(FieldValue::Accountant),
    ]
    .into_iter()
    .flatten()
    {
        require_choice(tx, &choice).await?;
    }
    if let Some(assignee) = opening.assignee {
        require_assignee(tx, assignee).await?;
    }
    let facts = facts(tx, &opening).await?;
    let company: Company = settings::load(tx).await?;
    let due_at = match facts.due_minutes {
        Some(minutes) => {
            let hours: HoursSettings = settings::load(tx).await?;
            let holidays: Holidays = holidays::all(tx).await?.into_iter().map(|holiday| holiday.day).collect();
            add_working_minutes(now, minutes, &hours.hours, &holidays, company.zone)
        }
        None => None,
    };
    let ticket = Ticket {
        id: TicketId::new(0),
        version: 1,
        status: Status::Open,
        requester: opening.requester,
        service: opening.service,
        accountant: opening.accountant,
        accountant_name: facts.accountant_name,
        assignee: opening.assignee,
        subject: opening.subject,
        description: opening.description,
        value: opening.value.unwrap_or(facts.price),
        opened_at: now,
        updated_at: now,
        due_at,
        touched: false,
        notified_at: None,
        merged_into: None,
        mail: MailMark::None,
        late: false,
    };
    let protocol = protocols::next(tx, now.local_date(company.zone)).await?.to_string();
    let new = NewTicketRow { protocol: &protocol, opened_by: Some(actor.id), requester_name: &facts.requester_name };
    let ticket = tickets::insert(tx, &ticket, new).await?;
    let line = history::NewLine {
        ticket: ticket.id,
        at: now,
        actor: Some((actor.id, &actor.name)),
        kind: HistoryKind::Opened,
        field: None,
        before: "",
        after: &protocol,
        note: "",
    };
    history::append(tx, &line).await?;
    work.audit("created", "ticket", Some(ticket.id.get()), &(), &ticket).await?;
    work.publish(live::Event::TicketOpened { id: ticket.id });
    work.publish(live::Event::CountsChanged);
    Ok((ticket, protocol))
}

/// What a new ticket takes from the records it points to.
struct Facts {
    requester_name: String,
    price: Money,
    due_minutes: Option<u32>,
    accountant_name: String,
}

async fn facts(tx: &mut Tx, opening: &Opening) -> Result<Facts, AppError> {
    let (requester_name,): (String,) =
        row!(tx, (String,), "select name from people where id = $1", opening.requester.get())?;
    let (price, due): (i64, Option<i64>) = row!(
        tx,
        (i64, Option<i64>),
        "select price_cents, due_minutes from services where id = $1",
        opening.service.get()
    )?;
    let accountant_name = match opening.accountant {
        Some(id) => maybe_row!(tx, (String,), "select office_name from accountants where id = $1", id.get())?
            .map(|(name,)| name)
            .unwrap_or_default(),
        None => String::new(),
    };
    Ok(Facts {
        requester_name,
        price: Money::from_cents(price).map_err(StoreError::corrupt)?,
        due_minutes: due.and_then(|minutes| u32::try_from(minutes).ok()),
        accountant_name,
    })
}
