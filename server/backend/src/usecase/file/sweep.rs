//! What nobody wants any more: files that waited a day, bytes of removed files, bytes without a row.

use std::pin::pin;

use domain::{error::AppError, time::UtcMillis};
use futures::StreamExt;

use super::marker::{Census, is_ours};
use crate::{Desk, error::StoreError, store::files};

/// How long a file waits for its ticket: a form left open over night is still whole in the morning.
const WAITS_HOURS: i64 = 24;
/// How long the bytes of a removed file stay: somebody may have removed the wrong one.
const KEPT_DAYS: i64 = 7;
/// Rows looked at in one go.
const BATCH: i64 = 500;
/// Names of the storage looked at in one go.
const CHUNK: usize = 500;

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

/// Deletes bytes without a row: their upload was refused or its process killed at the last moment. Looks twice, some
/// hundreds of names at a time: nothing is deleted before all are counted.
async fn orphans(desk: &Desk, before: UtcMillis) -> Result<u64, AppError> {
    let mut census = Census::default();
    let mut listed = pin!(desk.files().names()?.chunks(CHUNK));
    while let Some(part) = listed.next().await {
        let part = part.into_iter().collect::<Result<Vec<_>, _>>()?;
        let unknown = unknown_of(desk, part.iter().map(|(name, _)| name.clone()).collect()).await?;
        census.unknown += count(unknown.len());
        census.known += count(part.len() - unknown.len());
    }
    if !is_ours(desk, census).await? {
        return Ok(0);
    }
    let mut swept = 0;
    let mut listed = pin!(desk.files().names()?.chunks(CHUNK));
    while let Some(part) = listed.next().await {
        let part = part.into_iter().collect::<Result<Vec<_>, _>>()?;
        let old = part.into_iter().filter(|(_, written)| *written < before).map(|(name, _)| name).collect();
        for name in unknown_of(desk, old).await? {
            desk.files().delete(&name).await?;
            swept += 1;
        }
    }
    Ok(swept)
}

/// Those names that no row has.
async fn unknown_of(desk: &Desk, mut names: Vec<String>) -> Result<Vec<String>, StoreError> {
    let known = files::known_names(&mut desk.db().conn().await?, &names).await?;
    names.retain(|name| !known.contains(name));
    Ok(names)
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
