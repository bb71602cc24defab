//! What jobs do to tickets: marking the late ones.

use domain::error::AppError;

use crate::{Desk, live, store::tickets};

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
