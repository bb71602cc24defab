//! What stands around a conversation: its ticket, who asks, who answers, how far each side is.

use domain::{
    chat::{Marks, SideMarks},
    ids::{PersonId, TicketId, UserId},
    ticket::Status,
};

use crate::{db::Conn, error::StoreError, maybe_row};

/// What rights, rules and heads of a conversation need to know of its ticket.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct FactsRecord {
    requester_id: i64,
    pub requester_name: String,
    assignee_id: Option<i64>,
    pub assignee_name: Option<String>,
    pub linked: bool,
    status: String,
    pub version: i64,
    merged_into: Option<i64>,
    pub protocol: String,
    pub subject: String,
    staff_received: i64,
    staff_read: i64,
    requester_received: i64,
    requester_read: i64,
    /// 0 as long as nobody wrote.
    pub last_seq: i64,
}

impl FactsRecord {
    pub const fn requester(&self) -> PersonId {
        PersonId::new(self.requester_id)
    }

    pub fn assignee(&self) -> Option<UserId> {
        self.assignee_id.map(UserId::new)
    }

    pub fn merged_into(&self) -> Option<TicketId> {
        self.merged_into.map(TicketId::new)
    }

    /// # Errors
    /// The stored status is unknown to this version of the desk.
    pub fn status(&self) -> Result<Status, StoreError> {
        Status::from_code(&self.status).ok_or_else(|| StoreError::corrupt(&self.status))
    }

    pub const fn marks(&self) -> Marks {
        Marks {
            staff: SideMarks { received: self.staff_received, read: self.staff_read },
            requester: SideMarks { received: self.requester_received, read: self.requester_read },
        }
    }
}

/// Reads them; `None` when there is no such ticket. A conversation need not have begun.
pub async fn facts(conn: &mut Conn, ticket: TicketId) -> Result<Option<FactsRecord>, StoreError> {
    maybe_row!(
        conn,
        FactsRecord,
        "select t.requester_id, p.name as requester_name, t.assignee_id, u.name as assignee_name,
                exists (select 1 from users l where l.person_id = t.requester_id and l.active) as linked,
                t.status, t.version, t.merged_into, t.protocol, t.subject,
                coalesce(c.staff_received, 0) as staff_received, coalesce(c.staff_read, 0) as staff_read,
                coalesce(c.requester_received, 0) as requester_received, coalesce(c.requester_read, 0) as requester_read,
                coalesce(c.last_seq, 0) as last_seq
         from tickets t
         join people p on p.id = t.requester_id
         left join users u on u.id = t.assignee_id
         left join conversations c on c.ticket_id = t.id
         where t.id = $1",
        ticket.get()
    )
}
