//! Continuing what a stopped process left running.

use domain::{error::AppError, person::import::ImportState};

use super::{read, run};
use crate::{Desk, store::imports};

/// Continues all unfinished imports in the background; gives their number. For the start of the desk.
pub async fn resume_all(desk: &Desk) -> Result<usize, AppError> {
    let left = imports::running(&mut desk.db().conn().await?).await?;
    for (id, state) in &left {
        tracing::info!(import = id.get(), state = state.code(), "an import continues");
        if *state == ImportState::Reading {
            tokio::spawn(read::pass(desk.clone(), *id));
        } else {
            tokio::spawn(run::pass(desk.clone(), *id));
        }
    }
    Ok(left.len())
}
