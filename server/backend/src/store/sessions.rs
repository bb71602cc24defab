//! Sessions: a hashed random token for each signed-in browser.

use crate::{
    db::{Conn, Tx},
    error::StoreError,
    maybe_row, run,
    store::users::UserRow,
};

/// A live session with its user.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct SessionRow {
    #[sqlx(flatten)]
    pub user: UserRow,
    pub seen_at: i64,
    pub expires_at: i64,
    /// The settings record of the company: its zone and name are needed on every page.
    pub company: Option<String>,
    /// The parameters of tickets: whether the flow is restricted decides what menus offer.
    pub tickets: Option<String>,
}

/// Stores a session.
pub async fn insert(
    tx: &mut Tx,
    token_hash: &str,
    user: i64,
    now: i64,
    expires_at: i64,
    address: &str,
    browser: &str,
) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into sessions (token_hash, user_id, created_at, seen_at, expires_at, address, browser)
         values ($1, $2, $3, $3, $4, $5, $6)",
        token_hash,
        user,
        now,
        expires_at,
        address,
        browser
    )?;
    Ok(())
}

/// The unexpired session of an active user; one statement, asked on every request.
pub async fn find(conn: &mut Conn, token_hash: &str, now: i64) -> Result<Option<SessionRow>, StoreError> {
    maybe_row!(
        conn,
        SessionRow,
        "select u.id, u.email, u.name, u.role, u.person_id, u.locale, u.theme, u.active, u.version, u.may_release, s.seen_at, s.expires_at,
                (select body from settings where name = 'company') as company,
                (select body from settings where name = 'tickets') as tickets
         from sessions s
         join users u on u.id = s.user_id
         where s.token_hash = $1 and s.expires_at > $2 and u.active",
        token_hash,
        now
    )
}

/// Marks a session as used and prolongs it.
pub async fn touch(tx: &mut Tx, token_hash: &str, now: i64, expires_at: i64) -> Result<(), StoreError> {
    run!(tx, "update sessions set seen_at = $2, expires_at = $3 where token_hash = $1", token_hash, now, expires_at)?;
    Ok(())
}

/// Ends one session.
pub async fn delete(tx: &mut Tx, token_hash: &str) -> Result<(), StoreError> {
    run!(tx, "delete from sessions where token_hash = $1", token_hash)?;
    Ok(())
}

/// Ends every session of a user: after a change of password or role, or a deactivation.
pub async fn delete_all_of(tx: &mut Tx, user: i64) -> Result<u64, StoreError> {
    run!(tx, "delete from sessions where user_id = $1", user)
}

/// Ends every session of a user but the one in use: after users changed their own password.
pub async fn delete_others_of(tx: &mut Tx, user: i64, kept_token_hash: &str) -> Result<u64, StoreError> {
    run!(tx, "delete from sessions where user_id = $1 and token_hash <> $2", user, kept_token_hash)
}

/// Sweeps sessions that ended before `now`.
pub async fn delete_expired(tx: &mut Tx, now: i64) -> Result<u64, StoreError> {
    run!(tx, "delete from sessions where expires_at <= $1", now)
}
