//! The replies that an agent can put into the composer.

use domain::{
    access::{Action, Resource},
    chat::canned::CannedReply,
    error::AppError,
    search::fold,
};

use crate::{Desk, store::canned_replies, usecase::Caller};

/// The replies in use, by name.
///
/// # Errors
/// `Forbidden`, or the database fails.
pub async fn choices(desk: &Desk, caller: &Caller) -> Result<Vec<CannedReply>, AppError> {
    caller.may(Action::Read, Resource::Catalogues)?;
    let mut found = canned_replies::all(&mut desk.db().conn().await?).await?;
    found.retain(|reply| reply.active);
    found.sort_by_cached_key(|reply| (fold(&reply.name), reply.id));
    Ok(found)
}
