//! Finding out who asks: one statement on every request.

use domain::{error::AppError, time::UtcMillis};

use super::{LIFETIME_HOURS, Session, TOUCH_MINUTES};
use crate::{
    Desk,
    error::StoreError,
    store::{self, sessions::SessionRow},
    token,
};

/// The session behind a cookie's token; `None` when there is none, it ended, or its user was deactivated.
///
/// The session is prolonged by a write of its own in the background, so the request never waits for the writer.
pub async fn authenticate(desk: &Desk, token: &str) -> Result<Option<Session>, AppError> {
    let now = desk.clock().now();
    let token_hash = token::hash(token);
    let Some(row) = find(desk, &token_hash, now).await? else { return Ok(None) };
    if now.minutes_since(UtcMillis::from_millis(row.seen_at)) >= TOUCH_MINUTES {
        tokio::spawn(touch(desk.clone(), token_hash.clone(), now));
    }
    session(row, token_hash).map(Some)
}

/// The same session again, with its user as they are now; `None` when it ended. Long-lived sockets ask from time to time.
/// It does not prolong: a page left open is not somebody at work.
pub async fn recheck(desk: &Desk, known: &Session) -> Result<Option<Session>, AppError> {
    let row = find(desk, &known.token_hash, desk.clock().now()).await?;
    row.map(|row| session(row, known.token_hash.clone())).transpose()
}

async fn find(desk: &Desk, token_hash: &str, now: UtcMillis) -> Result<Option<SessionRow>, AppError> {
    Ok(store::sessions::find(&mut desk.db().conn().await?, token_hash, now.millis()).await?)
}

fn session(row: SessionRow, token_hash: String) -> Result<Session, AppError> {
    // Settings that cannot be read must not lock everybody out: the defaults stand in.
    let company = row.company.and_then(|body| serde_json::from_str(&body).ok()).unwrap_or_default();
    let tickets = row.tickets.and_then(|body| serde_json::from_str(&body).ok()).unwrap_or_default();
    Ok(Session { actor: row.user.actor()?, theme: row.user.theme, token_hash, company, tickets })
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
