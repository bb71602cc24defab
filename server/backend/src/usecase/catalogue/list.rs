//! A whole catalogue, entries out of use included.

use domain::{
    access::{Action, Resource},
    error::AppError,
    search::fold,
};

use crate::{Desk, store::catalogue::Stored, usecase::Caller};

/// All entries, by name without regard to case and accents.
///
/// # Errors
/// `Forbidden`, or the database fails.
pub async fn list<T: Stored>(desk: &Desk, caller: &Caller) -> Result<Vec<T>, AppError> {
    caller.may(Action::Read, Resource::Settings)?;
    let mut found = T::all(&mut desk.db().conn().await?).await?;
    found.sort_by_cached_key(|entry| (fold(entry.name()), entry.id()));
    Ok(found)
}
