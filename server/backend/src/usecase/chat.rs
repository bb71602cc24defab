//! Conversations: opening one, writing into it, saying what was read, and the mail that tells of an unread answer.
//!
//! Rights are those of the ticket: whoever may read it reads the conversation, whoever may write it writes, which for a
//! requester means the own tickets only. The socket hands its requests to [`answer`]; the screens' functions and the plain form
//! call the same verbs.

mod answer;
mod canned_choices;
mod continue_by_mail;
mod mark;
mod open;
mod send;
mod unread;

pub use self::{
    answer::answer,
    canned_choices::canned_choices,
    continue_by_mail::continue_by_mail,
    mark::mark,
    open::{older, open},
    send::{Draft, Sent, send, send_and},
    unread::unread,
};

use domain::{
    access::{Action, Resource},
    chat::Side,
    error::{AppError, ErrorCode},
    ids::TicketId,
};

use crate::{
    db::Conn,
    store::conversations::{self, FactsRecord},
    usecase::Caller,
};

/// On which side the caller is.
fn side_of(caller: &Caller) -> Side {
    if caller.may(Action::Read, Resource::TicketInternals).is_ok() { Side::Staff } else { Side::Requester }
}

/// The ticket of a conversation that the caller may do this with.
async fn facts_for(
    conn: &mut Conn,
    caller: &Caller,
    action: Action,
    ticket: TicketId,
) -> Result<FactsRecord, AppError> {
    let facts = conversations::facts(conn, ticket).await?;
    // Whether a number exists is nobody's business who may not see it.
    let Some(facts) = facts else {
        caller.may(action, Resource::Ticket { requester: None })?;
        return Err(ErrorCode::NotFound.into());
    };
    caller.may(action, Resource::Ticket { requester: Some(facts.requester()) })?;
    Ok(facts)
}

#[cfg(test)]
mod tests;
