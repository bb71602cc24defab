//! The tab "Arquivos": all files of a ticket and its chat, in two statements.

use domain::{
    access::{Action, Resource},
    error::{AppError, ErrorCode},
    file::wire::TicketFiles,
    ids::TicketId,
};

use crate::{
    Desk,
    store::{files, portal},
    usecase::Caller,
};

/// The files of a ticket, newest first; internal ones only for those who may see them.
///
/// # Errors
/// `NotFound`, `Forbidden`, or the database fails.
pub async fn of_ticket(desk: &Desk, caller: &Caller, id: TicketId) -> Result<TicketFiles, AppError> {
    let mut conn = desk.db().conn().await?;
    let ticket = portal::find(&mut conn, id).await?.ok_or(ErrorCode::NotFound)?;
    caller.may_on(Action::Read, Resource::File { requester: ticket.requester, internal: false })?;
    let internal = caller.may(Action::Read, Resource::TicketInternals).is_ok();
    let files = files::of_ticket(&mut conn, id, internal).await?;
    Ok(TicketFiles { files, now: desk.clock().now() })
}
