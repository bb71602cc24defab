//! Conversations and their messages: numbering, pages, and how far each side is.
//!
//! [`append`] raises the conversation's last number first, which on PostgreSQL holds its row until the commit: whoever gets
//! the next number also commits after. So numbers are without gaps, and what a reader sees is never missing one in the
//! middle. What is unread is in [`unread`], what goes out by mail in [`mail`].

pub mod mail;
pub mod unread;

use domain::{
    chat::{Marks, Message, PAGE, Side, SideMarks},
    ids::{ClientKey, MessageId, PersonId, TicketId, UserId},
    ticket::Status,
    time::UtcMillis,
};

use crate::{
    db::{Conn, Tx},
    dialect,
    error::StoreError,
    maybe_row, row, rows, scalar,
};

/// A message to store.
#[derive(Debug, Clone, Copy)]
pub struct NewMessage<'a> {
    pub ticket: TicketId,
    pub author: UserId,
    pub author_name: &'a str,
    pub side: Side,
    pub text: &'a str,
    pub key: &'a ClientKey,
    pub at: UtcMillis,
    /// When an answer that stays unread goes out by mail.
    pub mail_at: UtcMillis,
}

/// A stored message, and what it made of the unread counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appended {
    /// For the files that belong to it.
    pub id: MessageId,
    pub message: Message,
    pub marks: Marks,
    pub staff_unread: i64,
    pub requester_unread: i64,
}

#[derive(Debug, sqlx::FromRow)]
struct ConversationRecord {
    last_seq: i64,
    staff_received: i64,
    staff_read: i64,
    requester_received: i64,
    requester_read: i64,
    staff_unread: i64,
    requester_unread: i64,
}

impl ConversationRecord {
    const fn marks(&self) -> Marks {
        Marks {
            staff: SideMarks { received: self.staff_received, read: self.staff_read },
            requester: SideMarks { received: self.requester_received, read: self.requester_read },
        }
    }
}

/// Stores a message under the next number. `None`: this author sent this key in this conversation already; undo the
/// transaction and ask [`by_key`] for the message.
///
/// Whoever writes has read what stands before.
///
/// # Errors
/// The database fails.
pub async fn append(tx: &mut Tx, new: &NewMessage<'_>) -> Result<Option<Appended>, StoreError> {
    let conversation = row!(
        tx,
        ConversationRecord,
        "insert into conversations (ticket_id, last_seq, last_at, staff_received, staff_read, requester_received,
                                    requester_read, staff_unread, staff_since, requester_unread, requester_since, mail_due_at)
         values ($1, 1, $2, $3, $3, 1 - $3, 1 - $3, 1 - $3, case when $3 = 1 then null else $2 end,
                 $3, case when $3 = 1 then $2 end, case when $3 = 1 then $4 end)
         on conflict (ticket_id) do update
         set last_seq = conversations.last_seq + 1,
             last_at = excluded.last_at,
             staff_received = case when $3 = 1 then conversations.last_seq + 1 else conversations.staff_received end,
             staff_read = case when $3 = 1 then conversations.last_seq + 1 else conversations.staff_read end,
             requester_received = case when $3 = 1 then conversations.requester_received else conversations.last_seq + 1 end,
             requester_read = case when $3 = 1 then conversations.requester_read else conversations.last_seq + 1 end,
             staff_unread = case when $3 = 1 then 0 else conversations.staff_unread + 1 end,
             staff_since = case when $3 = 1 then null else coalesce(conversations.staff_since, excluded.staff_since) end,
             requester_unread = case when $3 = 1 then conversations.requester_unread + 1 else 0 end,
             requester_since = case when $3 = 1 then coalesce(conversations.requester_since, excluded.requester_since) end,
             mail_due_at = case when $3 = 1 and not conversations.mailed
                                then coalesce(conversations.mail_due_at, excluded.mail_due_at) end,
             mailed = case when $3 = 1 then conversations.mailed else false end
         returning last_seq, staff_received, staff_read, requester_received, requester_read, staff_unread, requester_unread",
        new.ticket.get(),
        new.at.millis(),
        i64::from(new.side == Side::Staff),
        new.mail_at.millis()
    )?;
    let stored = maybe_row!(
        tx,
        (i64,),
        "insert into messages (ticket_id, seq, author_id, author_name, side, body, client_key, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (ticket_id, author_id, client_key) do nothing
         returning id",
        new.ticket.get(),
        conversation.last_seq,
        new.author.get(),
        new.author_name,
        new.side.code(),
        new.text,
        new.key.as_str(),
        new.at.millis()
    )?;
    Ok(stored.map(|(id,)| Appended {
        id: MessageId::new(id),
        message: Message {
            seq: conversation.last_seq,
            author: new.author,
            name: new.author_name.to_owned(),
            side: new.side,
            text: new.text.to_owned(),
            at: new.at,
            key: new.key.as_str().to_owned(),
        },
        marks: conversation.marks(),
        staff_unread: conversation.staff_unread,
        requester_unread: conversation.requester_unread,
    }))
}

#[derive(Debug, sqlx::FromRow)]
struct MessageRecord {
    seq: i64,
    author_id: i64,
    author_name: String,
    side: String,
    body: String,
    client_key: String,
    created_at: i64,
}

impl TryFrom<MessageRecord> for Message {
    type Error = StoreError;

    fn try_from(record: MessageRecord) -> Result<Self, StoreError> {
        Ok(Self {
            seq: record.seq,
            author: UserId::new(record.author_id),
            name: record.author_name,
            side: Side::from_code(&record.side).ok_or_else(|| StoreError::corrupt(&record.side))?,
            text: record.body,
            at: UtcMillis::from_millis(record.created_at),
            key: record.client_key,
        })
    }
}

/// The message that an author sent with a key.
///
/// # Errors
/// The database fails.
pub async fn by_key(
    conn: &mut Conn,
    ticket: TicketId,
    author: UserId,
    key: &ClientKey,
) -> Result<Option<Message>, StoreError> {
    let found = maybe_row!(
        conn,
        MessageRecord,
        "select seq, author_id, author_name, side, body, client_key, created_at
         from messages
         where ticket_id = $1 and author_id = $2 and client_key = $3",
        ticket.get(),
        author.get(),
        key.as_str()
    )?;
    found.map(Message::try_from).transpose()
}

/// Messages of conversation `$1` after number `$2`, oldest first, at most `$3`.
pub(in crate::store) const AFTER: &str = "select seq, author_id, author_name, side, body, client_key, created_at
from messages
where ticket_id = $1 and seq > $2
order by seq
limit $3";

/// Messages of conversation `$1` before number `$2`, newest first, at most `$3`.
pub(in crate::store) const BEFORE: &str = "select seq, author_id, author_name, side, body, client_key, created_at
from messages
where ticket_id = $1 and seq < $2
order by seq desc
limit $3";

/// The messages after number `since`, oldest first, at most `limit`.
///
/// # Errors
/// The database fails.
pub async fn after(conn: &mut Conn, ticket: TicketId, since: i64, limit: i64) -> Result<Vec<Message>, StoreError> {
    let found = rows!(conn, MessageRecord, AFTER, ticket.get(), since, limit)?;
    found.into_iter().map(Message::try_from).collect()
}

/// One page of messages before number `before` (the last ones when `None`), oldest first, and whether there are older ones.
///
/// # Errors
/// The database fails.
pub async fn page(conn: &mut Conn, ticket: TicketId, before: Option<i64>) -> Result<(Vec<Message>, bool), StoreError> {
    let most = i64::from(PAGE) + 1;
    let mut found = rows!(conn, MessageRecord, BEFORE, ticket.get(), before.unwrap_or(i64::MAX), most)?;
    let size = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = found.len() > size;
    found.truncate(size);
    let messages = found.into_iter().rev().map(Message::try_from).collect::<Result<_, _>>()?;
    Ok((messages, more))
}

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
    #[must_use]
    pub const fn requester(&self) -> PersonId {
        PersonId::new(self.requester_id)
    }

    #[must_use]
    pub fn assignee(&self) -> Option<UserId> {
        self.assignee_id.map(UserId::new)
    }

    #[must_use]
    pub fn merged_into(&self) -> Option<TicketId> {
        self.merged_into.map(TicketId::new)
    }

    /// # Errors
    /// The stored status is unknown to this version of the desk.
    pub fn status(&self) -> Result<Status, StoreError> {
        Status::from_code(&self.status).ok_or_else(|| StoreError::corrupt(&self.status))
    }

    #[must_use]
    pub const fn marks(&self) -> Marks {
        Marks {
            staff: SideMarks { received: self.staff_received, read: self.staff_read },
            requester: SideMarks { received: self.requester_received, read: self.requester_read },
        }
    }
}

/// Reads them; `None` when there is no such ticket. A conversation need not have begun.
///
/// # Errors
/// The database fails.
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

/// What a mark changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marked {
    pub marks: Marks,
    /// What the marking side has not read.
    pub unread: i64,
}

/// Moves a side's marks forward; numbers beyond the last message count as the last one. `None` when nothing moved.
///
/// # Errors
/// The database fails.
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

/// The number of the last message; 0 when nobody wrote.
///
/// # Errors
/// The database fails.
pub async fn last_seq(conn: &mut Conn, ticket: TicketId) -> Result<i64, StoreError> {
    scalar!(conn, i64, "select coalesce(max(seq), 0) from messages where ticket_id = $1", ticket.get())
}
