//! The last imports, for the first step of the wizard.

use domain::{
    access::{Action, Resource},
    error::AppError,
    person::import::ImportStatus,
};

use super::LISTED;
use crate::{Desk, store::imports, usecase::Caller};

/// Newest first.
///
/// # Errors
/// `Forbidden`, or the database fails.
pub async fn list(desk: &Desk, caller: &Caller) -> Result<Vec<ImportStatus>, AppError> {
    caller.may(Action::Import, Resource::People)?;
    let found = imports::last(&mut desk.db().conn().await?, LISTED).await?;
    Ok(found.into_iter().map(|import| import.status).collect())
}
