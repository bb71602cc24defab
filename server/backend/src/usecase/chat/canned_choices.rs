//! The canned replies that an agent can put into the composer.

use domain::{
    access::{Action, Resource},
    chat::canned::CannedReply,
    error::AppError,
    search::fold,
};

use crate::{Desk, store::catalogue::Stored, usecase::Caller};

/// The replies in use, by name.
///
/// # Errors
/// `Forbidden`, or the database fails.
pub async fn canned_choices(desk: &Desk, caller: &Caller) -> Result<Vec<CannedReply>, AppError> {
    caller.may(Action::Read, Resource::Catalogues)?;
    let mut found = CannedReply::all(&mut desk.db().conn().await?).await?;
    found.retain(|reply| reply.active);
    found.sort_by_cached_key(|reply| (fold(&reply.name), reply.id));
    Ok(found)
}
