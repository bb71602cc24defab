//! Rows of contracts and of invoices become records: created or changed by their number, with history and events.
//!
//! A list says what the billing system holds, so it may block and unblock. A release over a block for money stays while the
//! list repeats that block; it ends when the list says that the contract is active, blocked by hand or switched off.

use std::collections::HashMap;

use domain::{
    access::Actor,
    contract::{
        AccessStatus, Contract, ContractStatus, ReleaseChoice, ReleaseState,
        import::{ContractLine, InvoiceLine},
        wire::LineKind,
    },
    document::Document,
    ids::{ImportId, PersonId},
    money::Money,
    person::{
        PersonDraft, PersonKind,
        import::{FaultReason, RowFault, Target},
    },
    time::UtcMillis,
    zone::Zone,
};

use crate::{
    db::Tx,
    dialect,
    error::StoreError,
    store::{
        contracts::{
            self,
            invoices::{self, Put, Typed},
            plans, releases, settlements,
        },
        counters, people, settings,
    },
    usecase::contract::{Author, Change, Outlet},
};

/// The plan of rows that name none.
const NO_PLAN: &str = "Sem plano";

/// What became of a portion.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub created: u64,
    pub updated: u64,
    /// Faults that only the database could tell, by line.
    pub late: Vec<(u64, RowFault)>,
}

/// Stores a portion of contracts.
pub(super) async fn write_contracts(
    tx: &mut Tx,
    mut lines: Vec<&ContractLine>,
    actor: &Actor,
    now: UtcMillis,
) -> Result<Written, StoreError> {
    dialect::write_contracts(tx).await?;
    // Whoever locks several contracts does so in the order of their numbers, so that nobody waits in a circle.
    lines.sort_by_key(|line| line.number);
    let documents: Vec<&str> = lines.iter().map(|line| line.document.as_str()).collect();
    let mut known = people::by_documents(tx, &documents).await?;
    let zone = settings::load::<domain::settings::Company>(tx).await?.zone;
    let outlet = Outlet::find(tx).await?;
    let mut written = Written::default();
    let mut sides = Vec::with_capacity(lines.len());
    for line in lines {
        let person = holder(tx, &mut known, line, now).await?;
        match contracts::find_for_update(tx, line.number).await? {
            None => {
                let plan = plans::named(tx, line.plan.as_deref().unwrap_or(NO_PLAN), now).await?;
                let contract = merged(&blank(line, person, plan), line, now, zone);
                contracts::insert(tx, &contract, now).await?;
                record(tx, actor, outlet, LineKind::Created, &contract, &contract, now).await?;
                if contract.access != AccessStatus::Active {
                    // Other systems have to be told of this block as of any other.
                    let open = Contract { access: AccessStatus::Active, ..contract.clone() };
                    record(tx, actor, outlet, LineKind::Blocked, &open, &contract, now).await?;
                }
                sides.push((None, contract));
                written.created += 1;
            }
            Some(before) => {
                let mut wanted = merged(&Contract { person, ..before.clone() }, line, now, zone);
                if let Some(name) = &line.plan {
                    wanted.plan = plans::named(tx, name, now).await?;
                }
                written.updated += 1;
                if wanted != before {
                    let after = change(tx, actor, outlet, &before, &wanted, now).await?;
                    sides.push((Some(before), after));
                }
            }
        }
    }
    let changes: Vec<_> = sides.iter().map(|(before, after)| (before.as_ref(), after)).collect();
    counters::follow(tx, &changes).await?;
    Ok(written)
}

/// The person with the row's document; made of the row when there is none.
async fn holder(
    tx: &mut Tx,
    known: &mut HashMap<String, PersonId>,
    line: &ContractLine,
    now: UtcMillis,
) -> Result<PersonId, StoreError> {
    if let Some(id) = known.get(line.document.as_str()) {
        return Ok(*id);
    }
    let draft = PersonDraft {
        kind: PersonKind::of_document(&line.document),
        name: line.name.clone(),
        social_name: String::new(),
        document: Some(line.document.clone()),
        email: None,
        state: line.state,
        city: line.city.clone().unwrap_or_default(),
        zone: None,
        note: String::new(),
        phones: Vec::new(),
    };
    let id = people::insert(tx, &draft, now).await?;
    known.insert(Document::as_str(&line.document).to_owned(), id);
    Ok(id)
}

fn blank(line: &ContractLine, person: PersonId, plan: domain::ids::PlanId) -> Contract {
    Contract {
        id: line.number,
        version: 1,
        person,
        plan,
        value: Money::ZERO,
        status: ContractStatus::Active,
        access: AccessStatus::Active,
        blocked_at: None,
        state: None,
        city: String::new(),
        choice: ReleaseChoice::Follow,
        restriction: String::new(),
        running: None,
        last_release: None,
        interval_from: None,
    }
}

/// The contract as the row says; empty cells leave what is there.
fn merged(contract: &Contract, line: &ContractLine, now: UtcMillis, zone: Zone) -> Contract {
    let access = line.access.unwrap_or(contract.access);
    let since = line.blocked_on.map(|day| UtcMillis::start_of_day(day, zone));
    let blocked_at = match (access, since) {
        (AccessStatus::Active, _) => None,
        (_, Some(since)) => Some(since),
        (_, None) if access == contract.access => contract.blocked_at,
        (_, None) => Some(now),
    };
    let releasable = matches!(access, AccessStatus::Automatic | AccessStatus::Overdue);
    let running = contract.running.filter(|_| access == contract.access || releasable);
    let choice = line.choice.unwrap_or(contract.choice);
    let restriction = match (choice, &line.restriction) {
        (ReleaseChoice::Deny, Some(text)) => text.clone(),
        (ReleaseChoice::Deny, None) => contract.restriction.clone(),
        _ => String::new(),
    };
    Contract {
        value: line.value.unwrap_or(contract.value),
        status: line.status.unwrap_or(contract.status),
        access,
        blocked_at,
        state: line.state.or(contract.state),
        city: line.city.clone().unwrap_or_else(|| contract.city.clone()),
        choice,
        restriction,
        running,
        ..contract.clone()
    }
}

async fn change(
    tx: &mut Tx,
    actor: &Actor,
    outlet: Outlet,
    before: &Contract,
    wanted: &Contract,
    now: UtcMillis,
) -> Result<Contract, StoreError> {
    if let (Some(over), None) = (before.running, wanted.running) {
        let state = if wanted.access == AccessStatus::Active { ReleaseState::Settled } else { ReleaseState::Revoked };
        releases::end(tx, over.id, state, now, &actor.name).await?;
    }
    // The row is locked, so the version is the one that was read.
    let after = contracts::update(tx, before, wanted, now).await?;
    let after = after.ok_or_else(|| StoreError::corrupt("a locked contract changed"))?;
    let kind = match (before.access, after.access) {
        (was, is) if was == is => LineKind::Imported,
        (_, AccessStatus::Active) => LineKind::Unblocked,
        _ => LineKind::Blocked,
    };
    record(tx, actor, outlet, kind, before, &after, now).await?;
    Ok(after)
}

async fn record(
    tx: &mut Tx,
    actor: &Actor,
    outlet: Outlet,
    kind: LineKind,
    before: &Contract,
    after: &Contract,
    now: UtcMillis,
) -> Result<(), StoreError> {
    let change = Change {
        author: Author::Importer(actor),
        at: now,
        kind,
        before,
        after,
        texts: (before.access.code(), after.access.code()),
        note: "",
        protocol: None,
    };
    if kind == LineKind::Created { change.record_quietly(tx, outlet).await } else { change.record(tx, outlet).await }
}

/// Stores a portion of invoices; those of unknown contracts stay out, and those that are another contract's already.
pub(super) async fn write_invoices(
    tx: &mut Tx,
    import: ImportId,
    mut lines: Vec<(u64, &InvoiceLine)>,
    actor: &Actor,
    now: UtcMillis,
) -> Result<Written, StoreError> {
    dialect::write_contracts(tx).await?;
    lines.sort_by_key(|(line, invoice)| (invoice.contract, *line));
    let today = now.local_date(settings::load::<domain::settings::Company>(tx).await?.zone);
    let outlet = Outlet::find(tx).await?;
    let mut written = Written::default();
    for (line, invoice) in lines {
        let Some(contract) = contracts::find_for_update(tx, invoice.contract).await? else {
            let fault = RowFault { field: Some(Target::Number), reason: FaultReason::UnknownContract };
            written.late.push((line, fault));
            continue;
        };
        let typed = Typed {
            number: &invoice.number,
            contract: invoice.contract,
            due_on: invoice.due_on,
            amount: invoice.amount,
            status: invoice.status,
        };
        match invoices::put(tx, typed, today, now).await? {
            Put::Created => written.created += 1,
            Put::OfAnother => {
                let fault = RowFault { field: Some(Target::Invoice), reason: FaultReason::InvoiceOfAnother };
                written.late.push((line, fault));
            }
            Put::Updated { paid_now, overdue_ended } => {
                written.updated += 1;
                if paid_now {
                    paid(actor, &contract, &invoice.number, now).record(tx, outlet).await?;
                }
                if overdue_ended {
                    settlements::note(tx, invoice.contract, import).await?;
                }
            }
        }
    }
    Ok(written)
}

const fn paid<'a>(actor: &'a Actor, contract: &'a Contract, invoice: &'a str, now: UtcMillis) -> Change<'a> {
    Change {
        author: Author::Importer(actor),
        at: now,
        kind: LineKind::Paid,
        before: contract,
        after: contract,
        texts: ("", invoice),
        note: "",
        protocol: None,
    }
}
