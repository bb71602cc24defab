//! Finding out who asks: one statement on every request.

use domain::{error::AppError, time::UtcMillis};

use super::{LIFETIME_HOURS, Session, TOUCH_MINUTES};
use crate::{Desk, error::StoreError, store, token};

/// The session behind a cookie's token; `None` when there is none, it ended, or its user was deactivated.
///
/// The session is prolonged by a write of its own in the background, so the request never waits for the writer.
///
/// # Errors
/// The database fails.
pub async fn authenticate(desk: &Desk, token: &str) -> Result<Option<Session>, AppError> {
    resume(desk, token::hash(token)).await
}

/// As [`authenticate`], for a session already known by its hash: long-lived sockets ask again whether it still lasts.
///
/// # Errors
/// The database fails.
pub async fn resume(desk: &Desk, token_hash: String) -> Result<Option<Session>, AppError> {
    let now = desk.clock().now();
    let row = store::sessions::find(&mut desk.db().conn().await?, &token_hash, now.millis()).await?;
    let Some(row) = row else { return Ok(None) };
    if now.minutes_since(UtcMillis::from_millis(row.seen_at)) >= TOUCH_MINUTES {
        tokio::spawn(touch(desk.clone(), token_hash.clone(), now));
    }
    Ok(Some(Session { actor: row.user.actor()?, theme: row.user.theme, token_hash }))
}

/// Prolongs a session. A failure costs nothing: the next request tries again.
async fn touch(desk: Desk, token_hash: String, now: UtcMillis) {
    let written: Result<(), StoreError> = async {
        let mut tx = desk.db().begin().await?;
        store::sessions::touch(&mut tx, &token_hash, now.millis(), now.plus_hours(LIFETIME_HOURS).millis()).await?;
        tx.commit().await
    }
    .await;
    if let Err(error) = written {
        tracing::warn!(%error, "a session could not be prolonged");
    }
}
