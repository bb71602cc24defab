//! Payments: an invoice is paid, and when nothing overdue is left the block for unpaid invoices ends, a release with it.

use domain::{
    access::{Action, Resource},
    contract::{
        Contract, ContractSettings,
        wire::{InvoicePaid, PayInvoice},
    },
    error::{AppError, ErrorCode},
    settings::Company,
    time::UtcMillis,
};

use super::record::{Author, Recorder, publish};
use crate::{
    Desk,
    db::Tx,
    dialect,
    error::StoreError,
    store::{
        contracts::{self, invoices},
        counters, settings,
    },
    usecase::{Begun, Caller, KeyedWork},
};

/// Records the payment of an open invoice. The same key twice has one effect.
///
/// # Errors
/// `Forbidden`, `NotFound`, or `NotAvailable` when the invoice is open no more.
pub async fn pay(desk: &Desk, caller: &Caller, form: PayInvoice) -> Result<InvoicePaid, AppError> {
    caller.may(Action::Write, Resource::Contracts)?;
    let mut work = match KeyedWork::begin(desk, caller, &form.key, "pay_invoice").await? {
        Begun::Fresh(work) => work,
        Begun::Answered(answer) => return Ok(answer),
    };
    let now = work.now();
    let tx = work.tx();
    dialect::write_contracts(tx).await?;
    let before = contracts::find_for_update(tx, form.contract).await?.ok_or(ErrorCode::NotFound)?;
    let invoice = invoices::find(tx, form.contract, form.invoice).await?.ok_or(ErrorCode::NotFound)?;
    if !invoices::pay(tx, form.invoice, now).await? {
        return Err(ErrorCode::NotAvailable.into());
    }
    let recorder = Recorder::new(tx, Author::User(caller), now).await?;
    recorder.record(tx, &before, &before.pay(&invoice.number)).await?;
    // A payment of what was not due yet says nothing about the block. One of a bill of R$ 0,00 may: what is owed is asked.
    let company: Company = settings::load(tx).await?;
    let past_due = invoice.is_past_due(now.local_date(company.zone));
    let settled = if past_due { settle(tx, recorder, &before, now).await? } else { None };
    if let Some(after) = &settled {
        counters::follow(tx, &[(Some(&before), after)]).await?;
    }
    publish(&mut work, settled.as_ref().unwrap_or(&before));
    let answer = InvoicePaid { settled: settled.is_some() };
    work.finish(&answer).await?;
    Ok(answer)
}

/// After an overdue invoice was paid or cancelled: ends the block if nothing is owed any more, in cents. Gives the contract when it
/// changed. The contract is locked; its counters are the caller's, who may settle many.
pub(in crate::usecase) async fn settle(
    tx: &mut Tx,
    recorder: Recorder<'_>,
    before: &Contract,
    now: UtcMillis,
) -> Result<Option<Contract>, StoreError> {
    let company: Company = settings::load(tx).await?;
    if invoices::owed_cents(tx, before.id, now.local_date(company.zone)).await? > 0 {
        return Ok(None);
    }
    let params: ContractSettings = settings::load(tx).await?;
    match before.settle(params.wait_after_payment()) {
        Some(change) => recorder.store(tx, before, change).await,
        None => Ok(None),
    }
}
