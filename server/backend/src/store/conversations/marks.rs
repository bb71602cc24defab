//! How far each side is: marks only move forward.

use domain::{
    chat::{Marks, Side, SideMarks},
    ids::TicketId,
};

use super::{ConversationRecord, unread};
use crate::{db::Tx, dialect, error::StoreError, maybe_row};

/// What a mark changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marked {
    pub marks: Marks,
    /// What the marking side has not read.
    pub unread: i64,
}

/// Moves a side's marks forward; numbers beyond the last message count as the last one. `None` when nothing moved.
pub async fn mark(tx: &mut Tx, ticket: TicketId, side: Side, wanted: SideMarks) -> Result<Option<Marked>, StoreError> {
    // Held from here on: the unread ones are counted after whoever is just writing has committed.
    dialect::lock_conversation(tx, ticket.get()).await?;
    let last = maybe_row!(tx, (i64,), "select last_seq from conversations where ticket_id = $1", ticket.get())?;
    let Some((last,)) = last else { return Ok(None) };
    let read = wanted.read.min(last);
    let received = wanted.received.min(last).max(read);
    let sql = match side {
        Side::Staff => {
            "update conversations
             set staff_received = case when $2 > staff_received then $2 else staff_received end,
                 staff_read = case when $3 > staff_read then $3 else staff_read end
             where ticket_id = $1 and (staff_received < $2 or staff_read < $3)
             returning last_seq, staff_received, staff_read, requester_received, requester_read, staff_unread, requester_unread"
        }
        Side::Requester => {
            "update conversations
             set requester_received = case when $2 > requester_received then $2 else requester_received end,
                 requester_read = case when $3 > requester_read then $3 else requester_read end
             where ticket_id = $1 and (requester_received < $2 or requester_read < $3)
             returning last_seq, staff_received, staff_read, requester_received, requester_read, staff_unread, requester_unread"
        }
    };
    let Some(moved) = maybe_row!(tx, ConversationRecord, sql, ticket.get(), received, read)? else { return Ok(None) };
    let marks = moved.marks();
    let unread = unread::recount(tx, ticket, side, marks.of(side).read).await?;
    Ok(Some(Marked { marks, unread }))
}
