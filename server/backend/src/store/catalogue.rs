//! What the store offers for every catalogue, so that one use-case keeps them all.

use domain::{catalogue::Kept, ids::RowId, time::UtcMillis};

use crate::{
    db::{Conn, Tx},
    error::StoreError,
    maybe_row,
};

/// The rows of a catalogue. All functions fail with the database only.
pub trait Stored: Kept {
    /// The entry in the audit trail and in the kinds of commands.
    const ENTITY: &'static str;
    /// See [`set_active`]: id, version, state, time; gives the new version.
    const SET_ACTIVE: &'static str;

    /// All entries, those out of use included, in no useful order: the two databases sort names differently.
    fn all(conn: &mut Conn) -> impl Future<Output = Result<Vec<Self>, StoreError>> + Send;

    /// One entry.
    fn find(conn: &mut Conn, id: Self::Id) -> impl Future<Output = Result<Option<Self>, StoreError>> + Send;

    /// Stores a new entry.
    fn insert(
        tx: &mut Tx,
        draft: &Self::Draft,
        now: UtcMillis,
    ) -> impl Future<Output = Result<Self::Id, StoreError>> + Send;

    /// Changes an entry over the version that was read; gives the new version, `None` when that was not the last one.
    fn update(
        tx: &mut Tx,
        id: Self::Id,
        draft: &Self::Draft,
        version: i64,
        now: UtcMillis,
    ) -> impl Future<Output = Result<Option<i64>, StoreError>> + Send;
}

/// Takes an entry out of use or back, over the version that was read; gives the new version, `None` when that was not the
/// last one.
pub async fn set_active<T: Stored>(
    tx: &mut Tx,
    id: T::Id,
    active: bool,
    version: i64,
    now: UtcMillis,
) -> Result<Option<i64>, StoreError> {
    let saved = maybe_row!(tx, (i64,), T::SET_ACTIVE, id.number(), version, active, now.millis())?;
    Ok(saved.map(|(version,)| version))
}
