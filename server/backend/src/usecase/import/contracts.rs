//! Rows of contracts and of invoices become records: created or changed by their number, with history and events. A list says
//! what the billing system holds, so it may block and unblock; what it makes of a contract is `domain::contract::import`.

use std::collections::HashMap;

use domain::{
    access::Actor,
    contract::{
        AccessStatus, Contract,
        import::{ContractLine, InvoiceLine},
        wire::LineKind,
    },
    document::Document,
    ids::{ImportId, PersonId},
    person::{
        PersonDraft, PersonKind,
        import::{FaultReason, RowFault, Target},
    },
    time::UtcMillis,
};

use crate::{
    db::Tx,
    dialect,
    error::StoreError,
    store::{
        contracts::{
            self,
            invoices::{self, Put, Typed},
            plans, settlements,
        },
        counters, people, settings,
    },
    usecase::contract::{Author, Recorder},
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
    let recorder = Recorder::new(tx, Author::Importer(actor), now).await?;
    let mut written = Written::default();
    let mut sides = Vec::with_capacity(lines.len());
    for line in lines {
        let person = holder(tx, &mut known, line, now).await?;
        match contracts::find_for_update(tx, line.number).await? {
            None => {
                let plan = plans::named(tx, line.plan.as_deref().unwrap_or(NO_PLAN), now).await?;
                let contract = line.opened(person, plan, now, zone);
                contracts::insert(tx, &contract, now).await?;
                let created = contract.change_to(LineKind::Created, contract.clone(), None, "");
                recorder.record_quietly(tx, &created).await?;
                if contract.access != AccessStatus::Active {
                    // Other systems have to be told of this block as of any other.
                    let open = Contract { access: AccessStatus::Active, ..contract.clone() };
                    let blocked = open.change_to(LineKind::Blocked, contract.clone(), None, "");
                    recorder.record(tx, &open, &blocked).await?;
                }
                sides.push((None, contract));
                written.created += 1;
            }
            Some(before) => {
                let plan = match &line.plan {
                    Some(name) => plans::named(tx, name, now).await?,
                    None => before.plan,
                };
                let change = line.change(&before, person, plan, now, zone);
                written.updated += 1;
                if change.after != before {
                    // The row is locked, so the version is the one that was read.
                    let after = recorder.store(tx, &before, change).await?;
                    let after = after.ok_or_else(|| StoreError::corrupt("a locked contract changed"))?;
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
    let recorder = Recorder::new(tx, Author::Importer(actor), now).await?;
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
                    recorder.record(tx, &contract, &contract.pay(&invoice.number)).await?;
                }
                if overdue_ended {
                    settlements::note(tx, invoice.contract, import).await?;
                }
            }
        }
    }
    Ok(written)
}
