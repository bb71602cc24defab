//! Payments: an invoice is paid, and when nothing overdue is left the block for unpaid invoices ends, a release with it.

use domain::{
    access::{Action, Resource},
    contract::{
        Contract, ContractSettings, ReleaseState,
        wire::{InvoicePaid, LineKind, PayInvoice},
    },
    error::{AppError, ErrorCode},
    settings::Company,
    time::UtcMillis,
};

use super::record::{Author, Change, Outlet, publish};
use crate::{
    Desk,
    db::Tx,
    dialect,
    error::StoreError,
    store::{
        commands,
        contracts::{self, invoices, releases},
        counters, settings,
    },
    usecase::Caller,
};

/// Records the payment of an open invoice. The same key twice has one effect.
///
/// # Errors
/// `Forbidden`, `NotFound`, or `NotAvailable` when the invoice is open no more.
pub async fn pay(desk: &Desk, caller: &Caller, form: PayInvoice) -> Result<InvoicePaid, AppError> {
    caller.may(Action::Write, Resource::Contracts)?;
    let now = desk.clock().now();
    let actor = &caller.actor;
    let mut tx = desk.db().begin().await?;
    if let Some(answer) = commands::claim(&mut tx, actor.id, &form.key, "pay_invoice", now.millis()).await? {
        return Ok(answer);
    }
    dialect::write_contracts(&mut tx).await?;
    let before = contracts::find_for_update(&mut tx, form.contract).await?.ok_or(ErrorCode::NotFound)?;
    let invoice = invoices::find(&mut tx, form.contract, form.invoice).await?.ok_or(ErrorCode::NotFound)?;
    if !invoices::pay(&mut tx, form.invoice, now).await? {
        return Err(ErrorCode::NotAvailable.into());
    }
    let outlet = Outlet::find(&mut tx).await?;
    let author = Author::User(caller);
    let paid = Change {
        author,
        at: now,
        kind: LineKind::Paid,
        before: &before,
        after: &before,
        texts: ("", &invoice.number),
        note: "",
        protocol: None,
    };
    paid.record(&mut tx, outlet).await?;
    // A payment of what was not due yet says nothing about the block. One of a bill of R$ 0,00 may: what is owed is asked.
    let company: Company = settings::load(&mut tx).await?;
    let settled = if invoice.is_past_due(now.local_date(company.zone)) {
        settle(&mut tx, author, &before, outlet, now).await?
    } else {
        None
    };
    if let Some(after) = &settled {
        counters::follow(&mut tx, &[(Some(&before), after)]).await?;
    }
    let answer = InvoicePaid { settled: settled.is_some() };
    commands::answer(&mut tx, actor.id, &form.key, &answer).await?;
    tx.commit().await?;
    publish(desk, settled.as_ref().unwrap_or(&before));
    Ok(answer)
}

/// After an overdue invoice was paid or cancelled: ends the block if nothing is owed any more, in cents. Gives the contract when it
/// changed. The contract is locked; its counters are the caller's, who may settle many.
pub(in crate::usecase) async fn settle(
    tx: &mut Tx,
    author: Author<'_>,
    before: &Contract,
    outlet: Outlet,
    now: UtcMillis,
) -> Result<Option<Contract>, StoreError> {
    let company: Company = settings::load(tx).await?;
    if invoices::owed_cents(tx, before.id, now.local_date(company.zone)).await? > 0 {
        return Ok(None);
    }
    let params: ContractSettings = settings::load(tx).await?;
    let Some(after) = before.settle(params.wait_after_payment()) else { return Ok(None) };
    if let Some(running) = before.running {
        let by = match author {
            Author::User(caller) => caller.actor.name.as_str(),
            Author::Importer(actor) => actor.name.as_str(),
            Author::Desk => "",
        };
        releases::end(tx, running.id, ReleaseState::Settled, now, by).await?;
    }
    let Some(after) = contracts::update(tx, before, &after, now).await? else { return Ok(None) };
    let change = Change {
        author,
        at: now,
        kind: LineKind::Settled,
        before,
        after: &after,
        texts: (before.access.code(), after.access.code()),
        note: "",
        protocol: None,
    };
    change.record(tx, outlet).await?;
    Ok(Some(after))
}
