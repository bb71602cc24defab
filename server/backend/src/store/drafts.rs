//! Half-written texts, one a user and record, so that they survive a reload and follow to another device.

use domain::ids::UserId;

use crate::{
    db::{Conn, Tx},
    error::StoreError,
    maybe_row, run,
};

/// Stores a draft, replacing the one before. `record` names the form (`ticket.new`, `ticket.48217.note`).
pub async fn put(tx: &mut Tx, user: UserId, record: &str, body: &str, now: i64) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into drafts (user_id, record, body, updated_at) values ($1, $2, $3, $4)
         on conflict (user_id, record) do update set body = excluded.body, updated_at = excluded.updated_at",
        user.get(),
        record,
        body,
        now
    )?;
    Ok(())
}

/// The draft of a record, with the time it was saved.
pub async fn find(conn: &mut Conn, user: UserId, record: &str) -> Result<Option<(String, i64)>, StoreError> {
    maybe_row!(
        conn,
        (String, i64),
        "select body, updated_at from drafts where user_id = $1 and record = $2",
        user.get(),
        record
    )
}

/// Takes a draft away: it was sent or discarded.
pub async fn delete(tx: &mut Tx, user: UserId, record: &str) -> Result<(), StoreError> {
    run!(tx, "delete from drafts where user_id = $1 and record = $2", user.get(), record)?;
    Ok(())
}
