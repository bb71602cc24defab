//! The services that a requester may ask for: names only, since prices are agreed with the team.

use domain::{
    access::{Action, Resource},
    error::AppError,
    portal::PortalService,
};

use crate::{Desk, store::portal, usecase::Caller};

/// The active services, by name.
///
/// # Errors
/// `Forbidden` for everybody but requesters, or the database fails.
pub async fn choices(desk: &Desk, caller: &Caller) -> Result<Vec<PortalService>, AppError> {
    caller.may(Action::Read, Resource::Portal)?;
    Ok(portal::services(&mut desk.db().conn().await?).await?)
}
