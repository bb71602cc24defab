//! The end of an import of invoices: contracts whose overdue invoices it paid or cancelled are looked at, once all rows are
//! stored. Earlier, a later row with another overdue invoice would come too late for a block that had ended already.

use domain::{access::Actor, ids::ImportId};

use crate::{
    Desk, dialect,
    error::StoreError,
    live,
    store::{
        contracts::{self, settlements},
        counters,
    },
    usecase::contract::{Author, Recorder, settle},
};

/// Contracts in one transaction.
const BATCH: i64 = 250;

/// Settles the next few; `false` when none was left. What was settled is forgotten in the same transaction, so a killed
/// process continues where it ended.
///
/// # Errors
/// The database fails; then nothing of this batch was settled.
pub(super) async fn settle_some(desk: &Desk, id: ImportId, actor: &Actor) -> Result<bool, StoreError> {
    let now = desk.clock().now();
    let mut tx = desk.db().begin().await?;
    dialect::write_contracts(&mut tx).await?;
    let due = settlements::due(&mut tx, id, BATCH).await?;
    if due.is_empty() {
        return Ok(false);
    }
    let recorder = Recorder::new(&mut tx, Author::Importer(actor), now).await?;
    let mut sides = Vec::new();
    for contract in due {
        if let Some(before) = contracts::find_for_update(&mut tx, contract).await?
            && let Some(after) = settle(&mut tx, recorder, &before, now).await?
        {
            sides.push((before, after));
        }
        settlements::forget(&mut tx, contract).await?;
    }
    let changes: Vec<_> = sides.iter().map(|(before, after)| (Some(before), after)).collect();
    counters::follow(&mut tx, &changes).await?;
    tx.commit().await?;
    desk.hub().publish(live::Event::ContractsChanged);
    desk.events_wait().notify_one();
    Ok(true)
}
