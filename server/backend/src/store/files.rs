//! Files: what is known about them. The bytes are in [`crate::files`].
//!
//! A file waits (`ticket_id` is null) until a ticket or a message takes it. Removing one leaves its row, for the history;
//! its bytes go a while later.

use std::collections::BTreeSet;

use domain::{
    file::{FileKind, wire::FileRow},
    ids::{ClientKey, FileId, MessageId, PersonId, TicketId, UserId},
    time::UtcMillis,
};

use sea_query::{Expr, ExprTrait, PostgresQueryBuilder, Query, SqliteQueryBuilder};
use sea_query_sqlx::SqlxBinder;
use sqlx::AssertSqlSafe;

use crate::{
    db::{Conn, Raw, Tx},
    error::StoreError,
    maybe_row, rows, run, scalar,
};

/// A file with what only the server needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFile {
    pub row: FileRow,
    pub storage_name: String,
    /// `None` while it waits.
    pub ticket: Option<TicketId>,
    /// Whose ticket it is.
    pub requester: Option<PersonId>,
    pub uploaded_by: UserId,
}

/// A file that was stored just now.
#[derive(Debug, Clone, Copy)]
pub struct NewFile<'a> {
    pub key: &'a ClientKey,
    pub ticket: Option<TicketId>,
    pub name: &'a str,
    pub kind: FileKind,
    pub size: u64,
    pub storage_name: &'a str,
    pub internal: bool,
    pub by: (UserId, &'a str),
    pub at: UtcMillis,
}

#[derive(Debug, sqlx::FromRow)]
struct FileRecord {
    id: i64,
    ticket_id: Option<i64>,
    requester_id: Option<i64>,
    message_id: Option<i64>,
    name: String,
    #[sqlx(try_from = "String")]
    kind: FileKind,
    size_bytes: i64,
    storage_name: String,
    internal: bool,
    uploaded_by: i64,
    uploaded_by_name: String,
    created_at: i64,
}

impl TryFrom<FileRecord> for StoredFile {
    type Error = StoreError;

    fn try_from(record: FileRecord) -> Result<Self, StoreError> {
        let row = FileRow {
            id: FileId::new(record.id),
            name: record.name,
            kind: record.kind,
            size: u64::try_from(record.size_bytes).map_err(StoreError::corrupt)?,
            by: record.uploaded_by_name,
            at: UtcMillis::from_millis(record.created_at),
            internal: record.internal,
            from_chat: record.message_id.is_some(),
        };
        Ok(Self {
            row,
            storage_name: record.storage_name,
            ticket: record.ticket_id.map(TicketId::new),
            requester: record.requester_id.map(PersonId::new),
            uploaded_by: UserId::new(record.uploaded_by),
        })
    }
}

/// Stores a file.
///
/// # Errors
/// The key was used already (unique), or the database fails.
pub async fn insert(tx: &mut Tx, file: &NewFile<'_>) -> Result<FileId, StoreError> {
    let id = scalar!(
        tx,
        i64,
        "insert into files (ticket_id, client_key, name, kind, size_bytes, storage_name, internal, uploaded_by,
                            uploaded_by_name, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         returning id",
        file.ticket.map(TicketId::get),
        file.key.as_str(),
        file.name,
        file.kind.code(),
        i64::try_from(file.size).map_err(StoreError::corrupt)?,
        file.storage_name,
        file.internal,
        file.by.0.get(),
        file.by.1,
        file.at.millis()
    )?;
    Ok(FileId::new(id))
}

/// One file that was not removed.
pub async fn find(conn: &mut Conn, id: FileId) -> Result<Option<StoredFile>, StoreError> {
    let found = maybe_row!(
        conn,
        FileRecord,
        "select f.id, f.ticket_id, t.requester_id, f.message_id, f.name, f.kind, f.size_bytes, f.storage_name, f.internal,
                f.uploaded_by, f.uploaded_by_name, f.created_at
         from files f
         left join tickets t on t.id = f.ticket_id
         where f.id = $1 and f.removed_at is null",
        id.get()
    )?;
    found.map(StoredFile::try_from).transpose()
}

/// The file that this upload made already.
pub async fn find_by_key(conn: &mut Conn, user: UserId, key: &ClientKey) -> Result<Option<StoredFile>, StoreError> {
    let found = maybe_row!(
        conn,
        FileRecord,
        "select f.id, f.ticket_id, t.requester_id, f.message_id, f.name, f.kind, f.size_bytes, f.storage_name, f.internal,
                f.uploaded_by, f.uploaded_by_name, f.created_at
         from files f
         left join tickets t on t.id = f.ticket_id
         where f.uploaded_by = $1 and f.client_key = $2 and f.removed_at is null",
        user.get(),
        key.as_str()
    )?;
    found.map(StoredFile::try_from).transpose()
}

/// The files of ticket `$1`; internal ones only when `$2`.
pub(in crate::store) const OF_TICKET: &str =
    "select f.id, f.ticket_id, cast(null as bigint) as requester_id, f.message_id, f.name, f.kind, f.size_bytes,
       f.storage_name, f.internal, f.uploaded_by, f.uploaded_by_name, f.created_at
from files f
where f.ticket_id = $1 and f.removed_at is null and (f.internal = false or f.internal = $2)
order by f.id desc
limit 1000";

/// The files of a ticket and its chat, newest first.
pub async fn of_ticket(conn: &mut Conn, ticket: TicketId, with_internal: bool) -> Result<Vec<FileRow>, StoreError> {
    let found = rows!(conn, FileRecord, OF_TICKET, ticket.get(), with_internal)?;
    found.into_iter().map(|record| StoredFile::try_from(record).map(|file| file.row)).collect()
}

/// How many files of this user wait.
pub async fn count_pending(conn: &mut Conn, user: UserId) -> Result<i64, StoreError> {
    scalar!(
        conn,
        i64,
        "select count(*) from files where uploaded_by = $1 and ticket_id is null and removed_at is null",
        user.get()
    )
}

/// How many files this user gave to a ticket since then, those of messages and removed ones included.
pub async fn count_since(conn: &mut Conn, user: UserId, ticket: TicketId, since: UtcMillis) -> Result<i64, StoreError> {
    scalar!(
        conn,
        i64,
        "select count(*) from files where ticket_id = $1 and uploaded_by = $2 and created_at > $3",
        ticket.get(),
        user.get(),
        since.millis()
    )
}

/// Gives a waiting file of this user to a ticket, or to a message of its chat, where nothing is internal; `None` when there
/// is no such file.
pub async fn attach(
    tx: &mut Tx,
    id: FileId,
    user: UserId,
    ticket: TicketId,
    message: Option<MessageId>,
) -> Result<Option<FileRow>, StoreError> {
    let found = maybe_row!(
        tx,
        FileRecord,
        "update files
         set ticket_id = $3, message_id = $4, internal = internal and cast($4 as bigint) is null
         where id = $1 and uploaded_by = $2 and ticket_id is null and removed_at is null
         returning id, ticket_id, cast(null as bigint) as requester_id, message_id, name, kind, size_bytes, storage_name,
                   internal, uploaded_by, uploaded_by_name, created_at",
        id.get(),
        user.get(),
        ticket.get(),
        message.map(MessageId::get)
    )?;
    found.map(|record| StoredFile::try_from(record).map(|file| file.row)).transpose()
}

/// The files that came with messages `$2` to `$3` of the chat of ticket `$1`, by the messages' ids.
pub(in crate::store) const OF_MESSAGES: &str =
    "select f.id, f.ticket_id, cast(null as bigint) as requester_id, f.message_id, f.name, f.kind, f.size_bytes,
       f.storage_name, f.internal, f.uploaded_by, f.uploaded_by_name, f.created_at
from files f
where f.message_id between $2 and $3 and f.ticket_id = $1 and f.removed_at is null
order by f.message_id, f.id";

/// The files that came with messages, each with its message, for the messages from `first` to `last`.
pub async fn of_messages(
    conn: &mut Conn,
    ticket: TicketId,
    first: MessageId,
    last: MessageId,
) -> Result<Vec<(MessageId, FileRow)>, StoreError> {
    let found = rows!(conn, FileRecord, OF_MESSAGES, ticket.get(), first.get(), last.get())?;
    let with_message = |record: FileRecord| {
        let message = MessageId::new(record.message_id.unwrap_or_default());
        StoredFile::try_from(record).map(|file| (message, file.row))
    };
    found.into_iter().map(with_message).collect()
}

/// Marks a file as removed; `false` when it was already.
pub async fn remove(tx: &mut Tx, id: FileId, now: UtcMillis) -> Result<bool, StoreError> {
    let changed =
        run!(tx, "update files set removed_at = $2 where id = $1 and removed_at is null", id.get(), now.millis())?;
    Ok(changed == 1)
}

/// Marks files that waited since before `before` as removed: nobody came for them.
pub async fn give_up_pending(tx: &mut Tx, before: UtcMillis, now: UtcMillis) -> Result<u64, StoreError> {
    run!(
        tx,
        "update files set removed_at = $2 where ticket_id is null and removed_at is null and created_at < $1",
        before.millis(),
        now.millis()
    )
}

/// Files removed before `$1` whose bytes are still there, at most `$2`.
pub(in crate::store) const TO_SWEEP: &str = "select id, storage_name
from files
where removed_at is not null and stored = true and removed_at <= $1
order by removed_at, id
limit $2";

/// Files removed before `before` whose bytes are still there: ids and storage names, at most `limit`.
pub async fn to_sweep(conn: &mut Conn, before: UtcMillis, limit: i64) -> Result<Vec<(i64, String)>, StoreError> {
    rows!(conn, (i64, String), TO_SWEEP, before.millis(), limit)
}

/// Notes that the bytes of a removed file are gone.
pub async fn mark_swept(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    run!(tx, "update files set stored = false where id = $1", id)?;
    Ok(())
}

/// Those of these storage names that have a row.
pub async fn known_names(conn: &mut Conn, names: &[String]) -> Result<BTreeSet<String>, StoreError> {
    if names.is_empty() {
        return Ok(BTreeSet::new());
    }
    let mut select = Query::select();
    select
        .column("storage_name")
        .from("files")
        .and_where(Expr::col("storage_name").is_in(names.iter().map(String::as_str)));
    let found: Vec<(String,)> = match conn.raw() {
        Raw::Sqlite(conn) => {
            let (sql, values) = select.build_sqlx(SqliteQueryBuilder);
            sqlx::query_as_with::<sqlx::Sqlite, _, _>(AssertSqlSafe(sql), values).fetch_all(conn).await?
        }
        Raw::Postgres(conn) => {
            let (sql, values) = select.build_sqlx(PostgresQueryBuilder);
            sqlx::query_as_with::<sqlx::Postgres, _, _>(AssertSqlSafe(sql), values).fetch_all(conn).await?
        }
    };
    Ok(found.into_iter().map(|(name,)| name).collect())
}
