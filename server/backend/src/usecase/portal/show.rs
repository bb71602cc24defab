//! One of my tickets: plain words and public events, in three statements.

use domain::{
    access::{Action, Resource},
    error::{AppError, ErrorCode},
    ids::TicketId,
    portal::PortalPage,
};

use crate::{
    Desk,
    store::{files, portal},
    usecase::Caller,
};

/// Everything on the page. Somebody else's ticket is as unknown as one that does not exist: numbers tell nothing.
///
/// # Errors
/// `NotFound`, `Forbidden` for everybody but requesters, or the database fails.
pub async fn show(desk: &Desk, caller: &Caller, id: TicketId) -> Result<PortalPage, AppError> {
    caller.may(Action::Read, Resource::Portal)?;
    let mut conn = desk.db().conn().await?;
    let found = portal::find(&mut conn, id).await?.ok_or(ErrorCode::NotFound)?;
    if caller.may(Action::Read, Resource::Ticket { requester: Some(found.requester) }).is_err() {
        return Err(ErrorCode::NotFound.into());
    }
    let events = portal::events(&mut conn, id).await?;
    let files = files::of_ticket(&mut conn, id, false).await?;
    Ok(PortalPage {
        ticket: found.ticket,
        version: found.version,
        protocol: found.protocol,
        description: found.description,
        service: found.service,
        opened_at: found.opened_at,
        due_at: found.due_at,
        merged_into: found.merged_into,
        events,
        files,
        now: desk.clock().now(),
    })
}
