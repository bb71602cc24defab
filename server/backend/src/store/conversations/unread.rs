//! What is unread: kept with each conversation, counted only when a side reads.

use domain::{
    access::Actor,
    chat::{
        Side,
        wire::{UNREAD_MAX, UnreadChat},
    },
    ids::{PersonId, TicketId, UserId},
    time::UtcMillis,
};

use crate::{
    db::{Conn, Tx},
    error::StoreError,
    maybe_row, row, rows, run,
};

/// Counts what a side has not read after `read`, stores and gives it. A requester who read everything was here: the mail that
/// would tell of it is not due any more.
pub(super) async fn recount(tx: &mut Tx, ticket: TicketId, side: Side, read: i64) -> Result<i64, StoreError> {
    let (count, since) = row!(
        tx,
        (i64, Option<i64>),
        "select count(*), min(created_at) from messages where ticket_id = $1 and seq > $2 and side = $3",
        ticket.get(),
        read,
        side.other().code()
    )?;
    match side {
        Side::Staff => run!(
            tx,
            "update conversations set staff_unread = $2, staff_since = $3 where ticket_id = $1",
            ticket.get(),
            count,
            since
        )?,
        Side::Requester => run!(
            tx,
            "update conversations
             set requester_unread = $2, requester_since = $3,
                 mail_due_at = case when $2 > 0 then mail_due_at end, mailed = case when $2 > 0 then mailed else false end
             where ticket_id = $1",
            ticket.get(),
            count,
            since
        )?,
    };
    Ok(count)
}

/// How many messages of a ticket the team has not read, as kept; `None` when nobody wrote yet.
pub async fn of_team(conn: &mut Conn, ticket: TicketId) -> Result<Option<i64>, StoreError> {
    let found: Option<(i64,)> =
        maybe_row!(conn, (i64,), "select staff_unread from conversations where ticket_id = $1", ticket.get())?;
    Ok(found.map(|(count,)| count))
}

#[derive(Debug, sqlx::FromRow)]
struct UnreadRecord {
    ticket_id: i64,
    subject: String,
    requester_name: String,
    count: i64,
    since: i64,
    assignee_id: Option<i64>,
}

impl UnreadRecord {
    fn of(self, user: UserId) -> UnreadChat {
        UnreadChat {
            ticket: TicketId::new(self.ticket_id),
            subject: self.subject,
            requester_name: self.requester_name,
            count: self.count,
            since: UtcMillis::from_millis(self.since),
            assigned_to_me: self.assignee_id == Some(user.get()),
        }
    }
}

/// Unread conversations of the tickets of user `$1` and of nobody's, the longest waiting first, at most `$2`.
///
/// `cross join` makes SQLite begin with the unread ones, which are few, and not with all tickets somebody ever had.
pub(in crate::store) const OF_STAFF: &str =
    "select c.ticket_id, t.subject, p.name as requester_name, c.staff_unread as count,
       coalesce(c.staff_since, c.last_at) as since, t.assignee_id
from conversations c
cross join tickets t
join people p on p.id = t.requester_id
where t.id = c.ticket_id and c.staff_unread > 0 and (t.assignee_id = $1 or t.assignee_id is null)
order by c.staff_since, c.ticket_id
limit $2";

/// Unread conversations of the tickets of person `$1`, the longest waiting first, at most `$2`.
pub(in crate::store) const OF_REQUESTER: &str = "select c.ticket_id, t.subject, p.name as requester_name,
       c.requester_unread as count, coalesce(c.requester_since, c.last_at) as since, t.assignee_id
from tickets t
join conversations c on c.ticket_id = t.id
join people p on p.id = t.requester_id
where t.requester_id = $1 and c.requester_unread > 0
order by since, c.ticket_id
limit $2";

/// What somebody of the team has not read: in the own tickets and in those without an assignee.
pub async fn of_staff(conn: &mut Conn, actor: &Actor) -> Result<Vec<UnreadChat>, StoreError> {
    let found = rows!(conn, UnreadRecord, OF_STAFF, actor.id.get(), i64::from(UNREAD_MAX))?;
    Ok(found.into_iter().map(|record| record.of(actor.id)).collect())
}

/// What a requester has not read.
pub async fn of_requester(conn: &mut Conn, actor: &Actor, person: PersonId) -> Result<Vec<UnreadChat>, StoreError> {
    let found = rows!(conn, UnreadRecord, OF_REQUESTER, person.get(), i64::from(UNREAD_MAX))?;
    Ok(found.into_iter().map(|record| record.of(actor.id)).collect())
}
