//! Reopening an own ticket. The answer holds nothing of how the team works: no value, no assignee, no mail.

use domain::{
    access::{Action, Resource},
    error::{AppError, ErrorCode},
    ids::{ClientKey, TicketId},
    portal::PortalReopened,
};

use crate::{
    Desk,
    store::portal,
    usecase::{Caller, ticket},
};

/// Sets the status to reopened. The mail about it waits in the queue.
///
/// # Errors
/// `AlreadyOpen`, `Stale`, `NotFound`, or `Forbidden` for everybody but requesters.
pub async fn reopen(
    desk: &Desk,
    caller: &Caller,
    key: &ClientKey,
    id: TicketId,
    version: i64,
) -> Result<PortalReopened, AppError> {
    caller.may(Action::Write, Resource::Portal)?;
    ticket::reopen_quietly(desk, caller, key, id, version).await?;
    let found = portal::find(&mut desk.db().conn().await?, id).await?.ok_or(ErrorCode::NotFound)?;
    Ok(PortalReopened { status: found.ticket.status, version: found.version })
}
