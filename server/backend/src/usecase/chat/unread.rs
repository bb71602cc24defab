//! What the caller has not read.

use domain::{access::Role, chat::wire::Unread, error::AppError};

use crate::{Desk, store::conversations::unread as store, usecase::Caller};

/// Unread conversations: of the own tickets and of those without an assignee for the team, of the own tickets for a requester.
pub async fn unread(desk: &Desk, caller: &Caller) -> Result<Unread, AppError> {
    let mut conn = desk.db().conn().await?;
    let chats = match (caller.actor.role, caller.actor.person) {
        (Role::Requester, Some(person)) => store::of_requester(&mut conn, &caller.actor, person).await?,
        (Role::Requester, None) => Vec::new(),
        _ => store::of_staff(&mut conn, &caller.actor).await?,
    };
    Ok(Unread { chats })
}
