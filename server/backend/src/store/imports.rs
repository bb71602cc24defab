//! Imports: the uploaded file's record, its progress, and the faulty rows kept for the screen.
//!
//! Progress moves only forwards and only from the number it was read at, so two processes that continue the same import after
//! a restart can never both store the same rows.

pub mod problems;

use domain::{
    ids::{ImportId, UserId},
    person::import::{Encoding, ImportFailure, ImportKind, ImportState, ImportStatus, Mapping, Separator},
    time::UtcMillis,
};

use crate::{
    db::{Conn, Tx},
    error::StoreError,
    maybe_row, rows, run, scalar,
};

/// An import with what only the server needs.
#[derive(Debug, Clone)]
pub struct StoredImport {
    pub status: ImportStatus,
    /// The name of the file under `data_dir/imports`.
    pub storage_name: String,
    pub created_by: UserId,
    /// The file is still there.
    pub stored: bool,
}

#[derive(Debug, sqlx::FromRow)]
struct ImportRecord {
    id: i64,
    #[sqlx(try_from = "String")]
    kind: ImportKind,
    file_name: String,
    storage_name: String,
    size_bytes: i64,
    #[sqlx(try_from = "String")]
    state: ImportState,
    #[sqlx(try_from = "String")]
    encoding: Encoding,
    #[sqlx(try_from = "String")]
    separator: Separator,
    mapping: String,
    header: String,
    total_rows: i64,
    good_rows: i64,
    bad_rows: i64,
    done_rows: i64,
    created_rows: i64,
    updated_rows: i64,
    failure: String,
    created_by: i64,
    created_by_name: String,
    created_at: i64,
    updated_at: i64,
    stored: bool,
}

impl TryFrom<ImportRecord> for StoredImport {
    type Error = StoreError;

    fn try_from(record: ImportRecord) -> Result<Self, StoreError> {
        let count = |number: i64| u64::try_from(number).map_err(StoreError::corrupt);
        let status = ImportStatus {
            id: ImportId::new(record.id),
            kind: record.kind,
            file_name: record.file_name,
            size_bytes: count(record.size_bytes)?,
            state: record.state,
            encoding: record.encoding,
            separator: record.separator,
            header: serde_json::from_str(&record.header).map_err(StoreError::corrupt)?,
            mapping: serde_json::from_str(&record.mapping).map_err(StoreError::corrupt)?,
            total_rows: count(record.total_rows)?,
            good_rows: count(record.good_rows)?,
            bad_rows: count(record.bad_rows)?,
            done_rows: count(record.done_rows)?,
            created_rows: count(record.created_rows)?,
            updated_rows: count(record.updated_rows)?,
            failure: ImportFailure::from_code(&record.failure),
            created_by: record.created_by_name,
            created_at: UtcMillis::from_millis(record.created_at),
            updated_at: UtcMillis::from_millis(record.updated_at),
        };
        Ok(Self {
            status,
            storage_name: record.storage_name,
            created_by: UserId::new(record.created_by),
            stored: record.stored,
        })
    }
}

/// What is stored of a file that was just received.
#[derive(Debug, Clone, Copy)]
pub struct NewImport<'a> {
    pub kind: ImportKind,
    pub file_name: &'a str,
    pub storage_name: &'a str,
    pub size_bytes: u64,
    pub encoding: Encoding,
    pub separator: Separator,
    pub header: &'a [String],
    pub mapping: &'a Mapping,
    pub created_by: UserId,
}

/// Stores a new import in the state reading.
pub async fn insert(tx: &mut Tx, new: &NewImport<'_>, now: UtcMillis) -> Result<ImportId, StoreError> {
    let id = scalar!(
        tx,
        i64,
        "insert into imports (kind, file_name, storage_name, size_bytes, state, encoding, separator, mapping, header,
                              created_by, created_at, updated_at)
         values ($10, $1, $2, $3, 'reading', $4, $5, $6, $7, $8, $9, $9)
         returning id",
        new.file_name,
        new.storage_name,
        stored(new.size_bytes),
        new.encoding.code(),
        new.separator.code(),
        serde_json::to_string(new.mapping).map_err(StoreError::corrupt)?,
        serde_json::to_string(new.header).map_err(StoreError::corrupt)?,
        new.created_by.get(),
        now.millis(),
        new.kind.code()
    )?;
    Ok(ImportId::new(id))
}

/// One import.
///
/// # Errors
/// The database fails. `None` when there is no such import.
pub async fn find(conn: &mut Conn, id: ImportId) -> Result<Option<StoredImport>, StoreError> {
    let found = maybe_row!(
        conn,
        ImportRecord,
        "select i.id, i.kind, i.file_name, i.storage_name, i.size_bytes, i.state, i.encoding, i.separator, i.mapping, i.header,
                i.total_rows, i.good_rows, i.bad_rows, i.done_rows, i.created_rows, i.updated_rows, i.failure,
                i.created_by, u.name as created_by_name, i.created_at, i.updated_at, i.stored
         from imports i
         join users u on u.id = i.created_by
         where i.id = $1",
        id.get()
    )?;
    found.map(StoredImport::try_from).transpose()
}

/// The last imports, newest first.
pub async fn last(conn: &mut Conn, limit: i64) -> Result<Vec<StoredImport>, StoreError> {
    let found = rows!(
        conn,
        ImportRecord,
        "select i.id, i.kind, i.file_name, i.storage_name, i.size_bytes, i.state, i.encoding, i.separator, i.mapping, i.header,
                i.total_rows, i.good_rows, i.bad_rows, i.done_rows, i.created_rows, i.updated_rows, i.failure,
                i.created_by, u.name as created_by_name, i.created_at, i.updated_at, i.stored
         from imports i
         join users u on u.id = i.created_by
         order by i.id desc
         limit $1",
        limit
    )?;
    found.into_iter().map(StoredImport::try_from).collect()
}

/// Imports that a stopped process left running.
pub async fn running(conn: &mut Conn) -> Result<Vec<(ImportId, ImportState)>, StoreError> {
    let found: Vec<(i64, String)> = rows!(
        conn,
        (i64, String),
        "select id, state
         from imports
         where state in ('reading', 'importing')
         order by id"
    )?;
    let read = |(id, state): (i64, String)| {
        let state = ImportState::from_code(&state).ok_or_else(|| StoreError::corrupt(&state))?;
        Ok((ImportId::new(id), state))
    };
    found.into_iter().map(read).collect()
}

/// Moves an import from one state to another; `false` when it is not in that state.
pub async fn change_state(
    tx: &mut Tx,
    id: ImportId,
    from: ImportState,
    to: ImportState,
    now: UtcMillis,
) -> Result<bool, StoreError> {
    let changed = run!(
        tx,
        "update imports set state = $3, updated_at = $4 where id = $1 and state = $2",
        id.get(),
        from.code(),
        to.code(),
        now.millis()
    )?;
    Ok(changed == 1)
}

/// Stops a running import for good; an import that somebody cancelled meanwhile stays cancelled.
pub async fn fail(tx: &mut Tx, id: ImportId, failure: ImportFailure, now: UtcMillis) -> Result<(), StoreError> {
    run!(
        tx,
        "update imports
         set state = 'failed', failure = $2, updated_at = $3
         where id = $1 and state in ('reading', 'importing')",
        id.get(),
        failure.code(),
        now.millis()
    )?;
    Ok(())
}

/// How far a reading pass has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReadCounts {
    pub total: u64,
    pub good: u64,
    pub bad: u64,
}

/// Stores the progress of a reading pass; `false` when somebody cancelled it.
pub async fn read_progress(tx: &mut Tx, id: ImportId, counts: ReadCounts, now: UtcMillis) -> Result<bool, StoreError> {
    let changed = run!(
        tx,
        "update imports
         set total_rows = $2, good_rows = $3, bad_rows = $4, updated_at = $5
         where id = $1 and state = 'reading'",
        id.get(),
        stored(counts.total),
        stored(counts.good),
        stored(counts.bad),
        now.millis()
    )?;
    Ok(changed == 1)
}

/// Stores that `done` rows are decided instead of `before`; `false` when somebody cancelled, or another process is ahead.
pub async fn advance(tx: &mut Tx, id: ImportId, before: u64, done: u64, now: UtcMillis) -> Result<bool, StoreError> {
    let changed = run!(
        tx,
        "update imports set done_rows = $3, updated_at = $4 where id = $1 and done_rows = $2 and state = 'importing'",
        id.get(),
        stored(before),
        stored(done),
        now.millis()
    )?;
    Ok(changed == 1)
}

/// Adds to the numbers of created and updated records; rows that only the database could refuse leave the good ones.
pub async fn add_written(
    tx: &mut Tx,
    id: ImportId,
    created: u64,
    updated: u64,
    late_faults: u64,
) -> Result<(), StoreError> {
    run!(
        tx,
        "update imports
         set created_rows = created_rows + $2, updated_rows = updated_rows + $3, good_rows = good_rows - $4,
             bad_rows = bad_rows + $4
         where id = $1",
        id.get(),
        stored(created),
        stored(updated),
        stored(late_faults)
    )?;
    Ok(())
}

/// Reads the file anew with another choice of columns or separator. Only when no reading runs: there is never a second one.
///
/// # Errors
/// The database fails. `false` when the import is not waiting for its start.
pub async fn restart_reading(
    tx: &mut Tx,
    id: ImportId,
    separator: Separator,
    header: &[String],
    mapping: &Mapping,
    now: UtcMillis,
) -> Result<bool, StoreError> {
    let changed = run!(
        tx,
        "update imports
         set state = 'reading', separator = $2, header = $3, mapping = $4, total_rows = 0, good_rows = 0, bad_rows = 0,
             updated_at = $5
         where id = $1 and state = 'ready'",
        id.get(),
        separator.code(),
        serde_json::to_string(header).map_err(StoreError::corrupt)?,
        serde_json::to_string(mapping).map_err(StoreError::corrupt)?,
        now.millis()
    )?;
    Ok(changed == 1)
}

/// Imports that ended before `before` and whose files are still there, after the id `after`: ids and storage names.
pub async fn to_sweep(
    conn: &mut Conn,
    before: UtcMillis,
    after: i64,
    limit: i64,
) -> Result<Vec<(i64, String)>, StoreError> {
    rows!(
        conn,
        (i64, String),
        "select id, storage_name
         from imports
         where stored = true and state in ('done', 'cancelled', 'failed') and updated_at < $1 and id > $2
         order by id
         limit $3",
        before.millis(),
        after,
        limit
    )
}

/// Notes that the file of an import is gone.
pub async fn mark_swept(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    run!(tx, "update imports set stored = false where id = $1", id)?;
    Ok(())
}

/// Counts of rows are far below the largest `i64`.
fn stored(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
