//! What nobody wants any more: files that waited a day, bytes of removed files, bytes without a row.

use std::collections::BTreeSet;

use domain::error::AppError;

use crate::{Desk, store::files};

/// How long a file waits for its ticket: a form left open over night is still whole in the morning.
const WAITS_HOURS: i64 = 24;
/// How long the bytes of a removed file stay: somebody may have removed the wrong one.
const KEPT_DAYS: i64 = 7;
/// Rows looked at in one go.
const BATCH: i64 = 500;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Swept {
    /// Files nobody came for.
    pub given_up: u64,
    /// Removed files whose bytes are gone now.
    pub removed: u64,
    /// Bytes that no row knew.
    pub orphans: u64,
}

/// Sweeps. Runs every night and goes on where it was stopped.
///
/// # Errors
/// The database or the storage fails; what was swept before stays swept.
pub async fn sweep(desk: &Desk) -> Result<Swept, AppError> {
    let mut swept = Swept::default();
    let now = desk.clock().now();
    let long_ago = now.plus_hours(-WAITS_HOURS);
    let mut tx = desk.db().begin().await?;
    swept.given_up = files::give_up_pending(&mut tx, long_ago, now.plus_days(-KEPT_DAYS)).await?;
    tx.commit().await?;
    loop {
        let batch = files::to_sweep(&mut desk.db().conn().await?, now.plus_days(-KEPT_DAYS), BATCH).await?;
        if batch.is_empty() {
            break;
        }
        for (id, storage_name) in batch {
            // The bytes first: a row that says they are there, when they are not, is tried again.
            desk.files().delete(&storage_name).await?;
            let mut tx = desk.db().begin().await?;
            files::mark_swept(&mut tx, id).await?;
            tx.commit().await?;
            swept.removed += 1;
        }
    }
    swept.orphans = orphans(desk, long_ago).await?;
    desk.files().sweep_unfinished(long_ago).await?;
    if swept != Swept::default() {
        tracing::info!(?swept, "files were swept");
    }
    Ok(swept)
}

/// Deletes bytes without a row: their upload was refused or its process killed at the last moment.
async fn orphans(desk: &Desk, before: domain::time::UtcMillis) -> Result<u64, AppError> {
    let mut unknown: BTreeSet<String> = desk.files().names_before(before).await?.into_iter().collect();
    let mut after = 0;
    while !unknown.is_empty() {
        let known = files::storage_names(&mut desk.db().conn().await?, after, BATCH).await?;
        let Some((last, _)) = known.last() else { break };
        after = *last;
        for (_, name) in known {
            unknown.remove(&name);
        }
    }
    let mut swept = 0;
    for name in unknown {
        desk.files().delete(&name).await?;
        swept += 1;
    }
    Ok(swept)
}
