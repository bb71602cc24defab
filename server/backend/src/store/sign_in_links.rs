//! Links for signing in without a password: hashed tokens that end with their first use.

use domain::{
    ids::{OutboxId, UserId},
    time::UtcMillis,
};

use crate::{
    db::{Conn, Tx},
    error::StoreError,
    maybe_row, run,
    store::users::UserRow,
};

/// The active requester with this lower-case e-mail.
pub async fn requester_by_email(conn: &mut Conn, email: &str) -> Result<Option<UserRow>, StoreError> {
    maybe_row!(
        conn,
        UserRow,
        "select id, email, name, role, person_id, locale, theme, active, version, may_release
         from users
         where email = $1 and active and role = 'requester'",
        email
    )
}

/// Stores a link.
pub async fn insert(
    tx: &mut Tx,
    token_hash: &str,
    user: UserId,
    mail: OutboxId,
    now: UtcMillis,
    expires_at: UtcMillis,
) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into sign_in_links (token_hash, user_id, mail_id, created_at, expires_at) values ($1, $2, $3, $4, $5)",
        token_hash,
        user.get(),
        mail.get(),
        now.millis(),
        expires_at.millis()
    )?;
    Ok(())
}

/// Uses up a link that has not ended; gives whose it is. Of two requests at once, one gets it. Its mail is forgotten.
pub async fn take(tx: &mut Tx, token_hash: &str, now: UtcMillis) -> Result<Option<UserId>, StoreError> {
    let found = maybe_row!(
        tx,
        (i64, Option<i64>),
        "delete from sign_in_links where token_hash = $1 and expires_at > $2 returning user_id, mail_id",
        token_hash,
        now.millis()
    )?;
    let Some((user, mail)) = found else { return Ok(None) };
    run!(tx, "update outbox set body = '', due_at = null where id = $1", mail)?;
    Ok(Some(UserId::new(user)))
}

/// Ends all links of a user; their mails are forgotten.
pub async fn end_all_of(tx: &mut Tx, user: UserId) -> Result<(), StoreError> {
    run!(
        tx,
        "update outbox
         set body = '', due_at = null
         where id in (select mail_id from sign_in_links where user_id = $1)",
        user.get()
    )?;
    run!(tx, "delete from sign_in_links where user_id = $1", user.get())?;
    Ok(())
}

/// Takes the text out of the mails of links that ended, so that no link is kept and none is sent late, and then the links.
pub async fn sweep(tx: &mut Tx, now: UtcMillis) -> Result<u64, StoreError> {
    run!(
        tx,
        "update outbox
         set body = '', due_at = null
         where id in (select mail_id from sign_in_links where expires_at <= $1)",
        now.millis()
    )?;
    run!(tx, "delete from sign_in_links where expires_at <= $1", now.millis())
}
