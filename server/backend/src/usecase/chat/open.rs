//! Reading a conversation: its last page in two statements, and older ones.

use domain::{
    access::{Action, Resource},
    chat::{Message, Side, wire::Conversation},
    error::{AppError, ErrorCode},
    ids::{ClientKey, TicketId},
};

use super::{facts_for, side_of};
use crate::{Desk, store::conversations, token, usecase::Caller};

/// The conversation of a ticket as a page opens it. It need not have begun.
///
/// # Errors
/// `NotFound`, `Forbidden`, or the database fails.
pub async fn open(desk: &Desk, caller: &Caller, ticket: TicketId) -> Result<Conversation, AppError> {
    let mut conn = desk.db().conn().await?;
    let facts = facts_for(&mut conn, caller, Action::Read, ticket).await?;
    let (messages, has_older) = conversations::page(&mut conn, ticket, None).await?;
    let side = side_of(caller);
    let may_write = caller.may(Action::Write, Resource::Ticket { requester: Some(facts.requester()) }).is_ok();
    Ok(Conversation {
        ticket,
        side,
        messages,
        has_older,
        marks: facts.marks(),
        linked: facts.linked,
        status: facts.status()?,
        version: facts.version,
        merged_into: facts.merged_into(),
        may_write: may_write && facts.merged_into().is_none() && (side == Side::Requester || facts.linked),
        form_key: fresh_key()?,
        now: desk.clock().now(),
        requester_name: facts.requester_name,
        assignee_name: facts.assignee_name,
        protocol: facts.protocol,
        subject: facts.subject,
    })
}

/// The messages before number `before`, oldest first, and whether there are older ones.
///
/// # Errors
/// `NotFound`, `Forbidden`, or the database fails.
pub async fn older(
    desk: &Desk,
    caller: &Caller,
    ticket: TicketId,
    before: i64,
) -> Result<(Vec<Message>, bool), AppError> {
    let mut conn = desk.db().conn().await?;
    facts_for(&mut conn, caller, Action::Read, ticket).await?;
    Ok(conversations::page(&mut conn, ticket, Some(before)).await?)
}

fn fresh_key() -> Result<ClientKey, AppError> {
    let key: String = token::hash(&token::fresh()).chars().filter(char::is_ascii_alphanumeric).take(32).collect();
    ClientKey::parse(&key).map_err(|_| ErrorCode::Internal.into())
}
