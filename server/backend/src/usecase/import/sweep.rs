//! Files of imports that ended long ago. They hold the data of whole customer bases, and nobody corrects a list of last
//! month any more; the import's record stays.

use std::io::ErrorKind;

use domain::error::AppError;

use super::folder;
use crate::{Desk, error::StoreError, store::imports};

/// How long the file of a done, cancelled or failed import stays.
const KEPT_DAYS: i64 = 30;
/// Imports looked at in one go.
const BATCH: i64 = 200;

/// Deletes the files; gives their number. Runs every night and goes on where it was stopped.
///
/// # Errors
/// The database fails. A file that cannot be deleted is tried again the next night.
pub async fn sweep(desk: &Desk) -> Result<u64, AppError> {
    let before = desk.clock().now().plus_days(-KEPT_DAYS);
    let (mut swept, mut after) = (0, 0);
    loop {
        let batch = imports::to_sweep(&mut desk.db().conn().await?, before, after, BATCH).await?;
        let Some((last, _)) = batch.last() else { return Ok(swept) };
        after = *last;
        for (id, storage_name) in batch {
            match tokio::fs::remove_file(folder(desk).join(&storage_name)).await {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    tracing::warn!(%error, import = id, "the file of an old import could not be deleted");
                    continue;
                }
                _ => {}
            }
            let marked: Result<(), StoreError> = async {
                let mut tx = desk.db().begin().await?;
                imports::mark_swept(&mut tx, id).await?;
                tx.commit().await
            }
            .await;
            marked?;
            swept += 1;
        }
    }
}
