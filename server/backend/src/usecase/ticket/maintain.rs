//! What jobs do to tickets: marking the late ones, and counting everything again to compare with the kept counts.

use std::collections::{BTreeMap, BTreeSet};

use domain::{error::AppError, ids::TicketId, ticket::view};

use crate::{
    Desk, dialect, live,
    store::{counters, tickets},
};

/// Tickets in one transaction of a job: short enough not to hold up the agents.
const BATCH: i64 = 500;

/// Marks the tickets that fell due; gives their number. Runs every half minute and catches up after a stop.
///
/// # Errors
/// The database fails; what was marked before stays marked.
pub async fn mark_late(desk: &Desk) -> Result<usize, AppError> {
    let mut total = 0;
    loop {
        let mut tx = desk.db().begin().await?;
        let marked = tickets::mark_late(&mut tx, desk.clock().now(), BATCH).await?;
        tx.commit().await?;
        for (id, version) in &marked {
            desk.hub().publish(live::Event::TicketChanged { id: *id, version: *version });
            desk.hub().publish(live::Event::CountsChanged);
        }
        total += marked.len();
        if marked.is_empty() {
            return Ok(total);
        }
    }
}

/// Counts all tickets anew, repairs counters that differ and gives their names. Finding one is a defect worth a log line.
///
/// # Errors
/// The database fails; then nothing was repaired.
pub async fn recount(desk: &Desk) -> Result<Vec<String>, AppError> {
    let mut tx = desk.db().begin().await?;
    // A change between two batches would be taken for an error.
    dialect::hold_tickets(&mut tx).await?;
    let saved = tickets::views::countable(&mut tx).await?;
    let mut counted: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    let mut after = TicketId::new(0);
    loop {
        let batch = tickets::batch_after(&mut tx, after, BATCH).await?;
        let Some(last) = batch.last() else { break };
        after = last.id;
        for ticket in &batch {
            for name in view::memberships(ticket, &saved) {
                let entry = counted.entry(name).or_default();
                entry.0 += 1;
                entry.1 += ticket.value.cents();
            }
        }
    }
    let kept = counters::with_prefix(&mut tx, "tickets.").await?;
    let shown: BTreeSet<String> = saved.iter().map(|(id, _)| view::saved_view_counter(*id)).collect();
    for name in kept.keys() {
        if name.starts_with(view::SAVED_VIEW_COUNTERS) && !shown.contains(name) {
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
        desk.hub().publish(live::Event::CountsChanged);
    }
    Ok(repaired)
}
