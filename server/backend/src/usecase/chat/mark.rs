//! Saying how far one's side is.

use domain::{access::Action, chat::SideMarks, error::AppError, ids::TicketId};

use super::{facts_for, side_of};
use crate::{
    Desk,
    live::{Event, UnreadCounts},
    store::conversations,
    usecase::Caller,
};

/// Moves the marks of the caller's side forward; they never go back, and numbers beyond the last message count as that one.
/// Only who may write marks: a viewer's look is no reading of the team's.
///
/// # Errors
/// `NotFound`, `Forbidden`, or the database fails.
pub async fn mark(desk: &Desk, caller: &Caller, ticket: TicketId, marks: SideMarks) -> Result<(), AppError> {
    let facts = facts_for(&mut desk.db().conn().await?, caller, Action::Write, ticket).await?;
    let side = side_of(caller);
    let known = facts.marks().of(side);
    // Most frames say what is known: no write, no wait for the writer.
    if marks.received.max(marks.read) <= known.received && marks.read <= known.read {
        return Ok(());
    }
    let mut tx = desk.db().begin().await?;
    let marked = conversations::mark(&mut tx, ticket, side, marks).await?;
    tx.commit().await?;
    let Some(marked) = marked else { return Ok(()) };
    desk.hub().publish(Event::Marks { id: ticket, marks: marked.marks });
    if marked.marks.of(side).read > known.read {
        let mine = Some(marked.unread);
        let (staff_unread, requester_unread) = match side {
            domain::chat::Side::Staff => (mine, None),
            domain::chat::Side::Requester => (None, mine),
        };
        desk.hub().publish(Event::Unread(UnreadCounts {
            id: ticket,
            requester: facts.requester(),
            assignee: facts.assignee(),
            staff_unread,
            requester_unread,
        }));
    }
    Ok(())
}
