//! Signing out of one browser.

use domain::error::AppError;

use super::Session;
use crate::{
    Desk,
    store::{
        self,
        audit::{AuditEntry, Author},
    },
};

/// Ends the session; its cookie is worth nothing from then on.
pub async fn sign_out(desk: &Desk, session: &Session, address: &str) -> Result<(), AppError> {
    let mut tx = desk.db().begin().await?;
    store::sessions::delete(&mut tx, &session.token_hash).await?;
    let entry = AuditEntry::new(desk.clock().now(), Author::User(&session.actor), "signed_out", "user")
        .about(session.actor.id.get())
        .from_address(address);
    store::audit::append(&mut tx, &entry).await?;
    tx.commit().await?;
    // Other tabs of the same browser.
    desk.hub().recheck_user(session.actor.id);
    Ok(())
}
