//! The page of one person, in two statements. Their tickets are a page of the ticket list.

use domain::{
    access::{Action, Resource},
    error::{AppError, ErrorCode},
    ids::PersonId,
    person::PersonDetails,
};

use crate::{Desk, store::people, usecase::Caller};

/// Everything about one person, the whole document included.
///
/// # Errors
/// `NotFound`, `Forbidden`, or the database fails.
pub async fn show(desk: &Desk, caller: &Caller, id: PersonId) -> Result<PersonDetails, AppError> {
    caller.may(Action::Read, Resource::People)?;
    let stored = people::find(&mut desk.db().conn().await?, id).await?.ok_or(ErrorCode::NotFound)?;
    Ok(PersonDetails {
        id: stored.id,
        version: stored.version,
        draft: stored.draft,
        active: stored.active,
        chat_linked: stored.chat_linked,
        created_at: stored.created_at,
        updated_at: stored.updated_at,
        now: desk.clock().now(),
    })
}
