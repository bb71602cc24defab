//! Counting all contracts anew, as the nightly job does with tickets.

use std::collections::BTreeSet;

use domain::{contract::view, error::AppError, ids::ContractId, ticket::view::CounterMoves};

use crate::{
    Desk, dialect, live,
    store::{
        contracts::{self, views},
        counters,
    },
};

const BATCH: i64 = 2_000;

/// Counts anew, repairs counters that differ and gives their names. Finding one is a defect worth a log line.
///
/// # Errors
/// The database fails; then nothing was repaired.
pub async fn recount(desk: &Desk) -> Result<Vec<String>, AppError> {
    let mut tx = desk.db().begin().await?;
    // A change between two batches would be taken for an error.
    dialect::hold_contracts(&mut tx).await?;
    let saved = views::countable(&mut tx).await?;
    let mut counted = CounterMoves::new();
    let mut after = ContractId::new(0);
    loop {
        let batch = contracts::batch_after(&mut tx, after, BATCH).await?;
        let Some(last) = batch.last() else { break };
        after = last.id;
        for contract in &batch {
            view::add_moves(&mut counted, None, Some(contract), &saved);
        }
    }
    let kept = counters::with_prefix(&mut tx, view::PREFIX).await?;
    let names: BTreeSet<&String> = kept.keys().chain(counted.keys()).collect();
    let mut repaired = Vec::new();
    for name in names {
        let (count, cents) = counted.get(name).copied().unwrap_or_default();
        if kept.get(name).copied().unwrap_or_default() != (count, cents) {
            counters::set(&mut tx, name, count, cents).await?;
            repaired.push(name.clone());
        }
    }
    tx.commit().await?;
    if !repaired.is_empty() {
        tracing::warn!(counters = ?repaired, "kept counts were wrong and were repaired");
        desk.hub().publish(live::Event::ContractsChanged);
    }
    Ok(repaired)
}
