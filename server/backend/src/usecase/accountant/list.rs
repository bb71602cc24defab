//! The whole catalogue, entries out of use included.

use domain::{
    access::{Action, Resource},
    accountant::Accountant,
    error::AppError,
    search::fold,
};

use crate::{Desk, store::accountants, usecase::Caller};

/// All entries, by label without regard to case and accents.
///
/// # Errors
/// `Forbidden`, or the database fails.
pub async fn list(desk: &Desk, caller: &Caller) -> Result<Vec<Accountant>, AppError> {
    caller.may(Action::Read, Resource::Settings)?;
    let mut found = accountants::all(&mut desk.db().conn().await?).await?;
    found.sort_by_cached_key(|entry| (fold(&entry.label), entry.id));
    Ok(found)
}
