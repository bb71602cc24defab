//! The whole catalogue, entries out of use included.

use domain::{
    access::{Action, Resource},
    chat::canned::CannedReply,
    error::AppError,
    search::fold,
};

use crate::{Desk, store::canned_replies, usecase::Caller};

/// All entries, by name without regard to case and accents.
///
/// # Errors
/// `Forbidden`, or the database fails.
pub async fn list(desk: &Desk, caller: &Caller) -> Result<Vec<CannedReply>, AppError> {
    caller.may(Action::Read, Resource::Settings)?;
    let mut found = canned_replies::all(&mut desk.db().conn().await?).await?;
    found.sort_by_cached_key(|entry| (fold(&entry.name), entry.id));
    Ok(found)
}
