//! Counting all records of a list anew, to compare with the kept counts.

use std::collections::BTreeSet;

use domain::{
    error::AppError,
    view::{self, CounterMoves},
};

use super::Told;
use crate::{
    Desk, dialect,
    store::{counters, views},
};

/// Records that are read at once.
const BATCH: i64 = 1_000;

/// Counts anew, repairs counters that differ and gives their names. Finding one is a defect worth a log line.
///
/// # Errors
/// Nothing was repaired then.
pub async fn recount<T: Told>(desk: &Desk) -> Result<Vec<String>, AppError> {
    let mut tx = desk.db().begin().await?;
    // A change between two batches would be taken for an error.
    dialect::hold(&mut tx, T::LIST).await?;
    let saved = views::countable::<T>(&mut tx).await?;
    let mut counted = CounterMoves::new();
    let mut batch = T::behind(&mut tx, None, BATCH).await?;
    while let Some(last) = batch.last() {
        for record in &batch {
            view::add_moves(&mut counted, None, Some(record), &saved);
        }
        batch = T::behind(&mut tx, Some(last), BATCH).await?;
    }
    let kept = counters::with_prefix(&mut tx, &view::counters::<T>()).await?;
    let shown: BTreeSet<String> = saved.iter().map(|(id, _)| view::saved_view_counter::<T>(*id)).collect();
    let of_views = view::saved_view_counters::<T>();
    for name in kept.keys() {
        if name.starts_with(&of_views) && !shown.contains(name) {
            // A change that was on its way while the view was taken away.
            counters::delete(&mut tx, name).await?;
        } else {
            counted.entry(name.clone()).or_default();
        }
    }
    let mut repaired = Vec::new();
    for (name, (count, cents)) in counted {
        if kept.get(&name).copied().unwrap_or_default() != (count, cents) {
            counters::set(&mut tx, &name, count, cents).await?;
            repaired.push(name);
        }
    }
    tx.commit().await?;
    if !repaired.is_empty() {
        tracing::warn!(counters = ?repaired, "kept counts were wrong and were repaired");
        desk.hub().publish(T::MOVED);
    }
    Ok(repaired)
}
