//! The end of releases by their time: the block comes back, once, whatever happens to the process meanwhile.
//!
//! Some hundreds in a transaction, which holds the release, the contract, its counters, history and event together: a killed
//! process leaves whole ones or none. What was missed while the desk stood still is caught up at the next run, in constant
//! memory, however many end at once.

use domain::{
    contract::{Contract, Running},
    error::AppError,
    time::UtcMillis,
};

use super::record::{Author, Recorder};
use crate::{
    Desk,
    db::Tx,
    dialect,
    error::StoreError,
    live,
    store::{
        contracts::{self, ending},
        counters,
    },
};

/// Releases in one transaction: short enough not to hold up the agents.
const BATCH: i64 = 250;
/// More changes than this at once are told as one: screens read their rows again.
const TOLD_SINGLY: usize = 20;

/// Ends all releases whose time is over; gives their number. Runs every half minute and catches up after a stop.
///
/// # Errors
/// The database fails; what was ended before stays ended.
pub async fn expire_due(desk: &Desk) -> Result<usize, AppError> {
    let mut total = 0;
    loop {
        let mut tx = desk.db().begin().await?;
        let (seen, ended) = batch(desk, &mut tx).await?;
        if seen == 0 {
            ending::forget_ends(&mut tx).await?;
        }
        tx.commit().await?;
        tell(desk, &ended);
        total += ended.len();
        if seen == 0 {
            return Ok(total);
        }
    }
}

/// Ends the next few; how many were looked at, and the contracts as they are now. Nothing is told before the commit.
pub(super) async fn batch(desk: &Desk, tx: &mut Tx) -> Result<(usize, Vec<Contract>), AppError> {
    let now = desk.clock().now();
    dialect::write_contracts(tx).await?;
    let ids = ending::over(tx, now, BATCH).await?;
    if ids.is_empty() {
        return Ok((0, Vec::new()));
    }
    let recorder = Recorder::new(tx, Author::Desk, now).await?;
    let mut ended: Vec<(Contract, Contract)> = Vec::with_capacity(ids.len());
    for id in &ids {
        let Some(before) = contracts::find_for_update(tx, *id).await? else { continue };
        // Somebody may have ended it between the look and the lock.
        let Some(over) = before.running.filter(|running| running.until < now) else { continue };
        if let Some(after) = expire(tx, recorder, &before, over, now).await? {
            ended.push((before, after));
        }
    }
    let changes: Vec<_> = ended.iter().map(|(before, after)| (Some(before), after)).collect();
    counters::follow(tx, &changes).await?;
    Ok((ids.len(), ended.into_iter().map(|(_, after)| after).collect()))
}

/// Ends one release by its time, with its line; `None` when somebody was faster.
pub(super) async fn expire(
    tx: &mut Tx,
    recorder: Recorder<'_>,
    before: &Contract,
    over: Running,
    now: UtcMillis,
) -> Result<Option<Contract>, StoreError> {
    if !ending::expire(tx, before, over.id, now).await? {
        return Ok(None);
    }
    let mut change = before.expire();
    change.after.version += 1;
    recorder.record_quietly(tx, &change).await?;
    Ok(Some(change.after))
}

fn tell(desk: &Desk, ended: &[Contract]) {
    if ended.is_empty() {
        return;
    }
    if ended.len() > TOLD_SINGLY {
        desk.hub().publish(live::Event::ContractsChanged);
    } else {
        for contract in ended {
            desk.hub().publish(live::Event::ContractChanged { id: contract.id, version: contract.version });
        }
    }
    desk.events_wait().notify_one();
}
