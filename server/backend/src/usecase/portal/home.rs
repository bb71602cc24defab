//! The first page: my tickets, in one statement.

use domain::{
    access::{Action, Resource},
    error::{AppError, ErrorCode},
    portal::{LISTED, PortalHome},
};

use crate::{Desk, store::portal, usecase::Caller};

/// The tickets of the person that the caller is.
///
/// # Errors
/// `Forbidden` for everybody but requesters, or the database fails.
pub async fn home(desk: &Desk, caller: &Caller) -> Result<PortalHome, AppError> {
    caller.may(Action::Read, Resource::Portal)?;
    let person = caller.actor.person.ok_or(ErrorCode::Forbidden)?;
    let tickets = portal::of_person(&mut desk.db().conn().await?, person, LISTED).await?;
    Ok(PortalHome { tickets, now: desk.clock().now() })
}
