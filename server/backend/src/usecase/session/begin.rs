//! Beginning a session, however its user proved who they are.

use domain::{access::Actor, error::AppError, time::UtcMillis};

use super::LIFETIME_HOURS;
use crate::{
    db::Tx,
    store::{
        self,
        audit::{AuditEntry, Author},
        users::UserRow,
    },
    token,
};

/// A session just begun.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// For the cookie; not stored anywhere.
    pub token: String,
    /// When it ends unless it is used.
    pub expires_at: UtcMillis,
    pub user: Actor,
}

/// Stores a fresh session of an active user with its audit row; `action` says how they came in.
pub(super) async fn begin(
    tx: &mut Tx,
    user: &UserRow,
    action: &str,
    address: &str,
    browser: &str,
    now: UtcMillis,
) -> Result<SignedIn, AppError> {
    let token = token::fresh();
    let expires_at = now.plus_hours(LIFETIME_HOURS);
    let browser: String = browser.chars().take(300).collect();
    let hash = token::hash(&token);
    store::sessions::insert(tx, &hash, user.id, now.millis(), expires_at.millis(), address, &browser).await?;
    let actor = user.actor()?;
    let entry = AuditEntry::new(now, Author::User(&actor), action, "user").about(user.id).from_address(address);
    store::audit::append(tx, &entry).await?;
    Ok(SignedIn { token, expires_at, user: actor })
}
