//! Conversations and their messages: numbering, pages, and how far each side is.
//!
//! [`append`] raises the conversation's last number first, which on PostgreSQL holds its row until the commit: whoever gets
//! the next number also commits after. So numbers are without gaps, and what a reader sees is never missing one in the
//! middle. What is unread is in [`unread`], what goes out by mail in [`mail`].

mod facts;
pub mod mail;
mod marks;
pub mod unread;

use domain::{
    chat::{Marks, Message, PAGE, Side, SideMarks},
    ids::{ClientKey, MessageId, TicketId, UserId},
    time::UtcMillis,
};

use crate::{
    db::{Conn, Tx},
    error::StoreError,
    maybe_row, row, rows, scalar,
    store::files,
};

pub use facts::{FactsRecord, facts};
pub use marks::{Marked, mark};

/// A message to store.
#[derive(Debug, Clone, Copy)]
pub struct NewMessage<'a> {
    pub ticket: TicketId,
    pub author: UserId,
    pub author_name: &'a str,
    pub side: Side,
    pub text: &'a str,
    pub key: &'a ClientKey,
    /// How many files come with it; the caller attaches them in the same transaction.
    pub files: usize,
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
        "insert into messages (ticket_id, seq, author_id, author_name, side, body, client_key, created_at, file_count)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (ticket_id, author_id, client_key) do nothing
         returning id",
        new.ticket.get(),
        conversation.last_seq,
        new.author.get(),
        new.author_name,
        new.side.code(),
        new.text,
        new.key.as_str(),
        new.at.millis(),
        i64::try_from(new.files).map_err(StoreError::corrupt)?
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
            files: Vec::new(),
        },
        marks: conversation.marks(),
        staff_unread: conversation.staff_unread,
        requester_unread: conversation.requester_unread,
    }))
}

#[derive(Debug, sqlx::FromRow)]
struct MessageRecord {
    id: i64,
    seq: i64,
    author_id: i64,
    author_name: String,
    #[sqlx(try_from = "String")]
    side: Side,
    body: String,
    client_key: String,
    file_count: i64,
    created_at: i64,
}

impl TryFrom<MessageRecord> for Message {
    type Error = StoreError;

    fn try_from(record: MessageRecord) -> Result<Self, StoreError> {
        Ok(Self {
            seq: record.seq,
            author: UserId::new(record.author_id),
            name: record.author_name,
            side: record.side,
            text: record.body,
            at: UtcMillis::from_millis(record.created_at),
            key: record.client_key,
            files: Vec::new(),
        })
    }
}

/// The messages with their files, which are asked for only when there are any.
async fn with_files(conn: &mut Conn, ticket: TicketId, found: Vec<MessageRecord>) -> Result<Vec<Message>, StoreError> {
    let bring = || found.iter().filter(|record| record.file_count > 0).map(|record| MessageId::new(record.id));
    let mut files = match (bring().min(), bring().max()) {
        (Some(first), Some(last)) => files::of_messages(conn, ticket, first, last).await?,
        _ => Vec::new(),
    };
    let mut messages = Vec::with_capacity(found.len());
    for record in found {
        let id = MessageId::new(record.id);
        let mut message = Message::try_from(record)?;
        message.files = files.extract_if(.., |(of, _)| *of == id).map(|(_, file)| file).collect();
        messages.push(message);
    }
    Ok(messages)
}

/// The message that an author sent with a key.
pub async fn by_key(
    conn: &mut Conn,
    ticket: TicketId,
    author: UserId,
    key: &ClientKey,
) -> Result<Option<Message>, StoreError> {
    let found = maybe_row!(
        conn,
        MessageRecord,
        "select id, seq, author_id, author_name, side, body, client_key, file_count, created_at
         from messages
         where ticket_id = $1 and author_id = $2 and client_key = $3",
        ticket.get(),
        author.get(),
        key.as_str()
    )?;
    Ok(with_files(conn, ticket, found.into_iter().collect()).await?.pop())
}

/// Messages of conversation `$1` after number `$2`, oldest first, at most `$3`.
pub(in crate::store) const AFTER: &str =
    "select id, seq, author_id, author_name, side, body, client_key, file_count, created_at
from messages
where ticket_id = $1 and seq > $2
order by seq
limit $3";

/// Messages of conversation `$1` before number `$2`, newest first, at most `$3`.
pub(in crate::store) const BEFORE: &str =
    "select id, seq, author_id, author_name, side, body, client_key, file_count, created_at
from messages
where ticket_id = $1 and seq < $2
order by seq desc
limit $3";

/// The messages after number `since`, oldest first, at most `limit`.
pub async fn after(conn: &mut Conn, ticket: TicketId, since: i64, limit: i64) -> Result<Vec<Message>, StoreError> {
    let found = rows!(conn, MessageRecord, AFTER, ticket.get(), since, limit)?;
    with_files(conn, ticket, found).await
}

/// One page of messages before number `before` (the last ones when `None`), oldest first, and whether there are older ones.
pub async fn page(conn: &mut Conn, ticket: TicketId, before: Option<i64>) -> Result<(Vec<Message>, bool), StoreError> {
    let most = i64::from(PAGE) + 1;
    let mut found = rows!(conn, MessageRecord, BEFORE, ticket.get(), before.unwrap_or(i64::MAX), most)?;
    let size = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = found.len() > size;
    found.truncate(size);
    found.reverse();
    Ok((with_files(conn, ticket, found).await?, more))
}

/// The number of the last message; 0 when nobody wrote.
pub async fn last_seq(conn: &mut Conn, ticket: TicketId) -> Result<i64, StoreError> {
    scalar!(conn, i64, "select coalesce(max(seq), 0) from messages where ticket_id = $1", ticket.get())
}
