//! Sending by hand: an event again, and a test.

use domain::{
    access::{Action, Resource},
    error::{AppError, ErrorCode},
    ids::EventId,
    webhook::{Attempt, EventBody, EventKind},
};

use super::deliver::{Receiver, attempt};
use crate::{Desk, error::StoreError, store::events, token, usecase::Caller};

/// "Reenviar": sends an event now, whatever became of it before, and says what the attempt met.
///
/// # Errors
/// `Forbidden`, or `NotAvailable` when there is no such event or it is being sent at this moment.
pub async fn resend(desk: &Desk, caller: &Caller, id: EventId) -> Result<Attempt, AppError> {
    caller.may(Action::Write, Resource::Settings)?;
    let mut tx = desk.db().begin().await?;
    if !Receiver::load(&mut tx).await?.is_set() {
        return Ok(Attempt::NotSet);
    }
    if !events::make_due(&mut tx, id, desk.clock().now()).await? {
        return Err(ErrorCode::NotAvailable.into());
    }
    tx.commit().await?;
    Ok(attempt(desk, id).await?.ok_or(ErrorCode::NotAvailable)?)
}

/// Sends an event that means nothing, and says what the attempt met.
///
/// # Errors
/// `Forbidden`, or `NoWebhook` while address or key are missing.
pub async fn test(desk: &Desk, caller: &Caller) -> Result<Attempt, AppError> {
    caller.may(Action::Write, Resource::Settings)?;
    let now = desk.clock().now();
    let mut tx = desk.db().begin().await?;
    if !Receiver::load(&mut tx).await?.is_set() {
        return Err(ErrorCode::NoWebhook.into());
    }
    let id = token::fresh();
    let kind = EventKind::Test;
    let at = now.format_iso();
    let body = EventBody { id: id.clone(), kind, at, contract: None, access: None, until: None, protocol: None };
    let body = serde_json::to_string(&body).map_err(StoreError::corrupt)?;
    let event = events::insert(&mut tx, &id, None, kind, &body, true, now).await?;
    tx.commit().await?;
    // The job may be faster; then its attempt is the one that counts.
    let met = attempt(desk, event).await?;
    Ok(met.ok_or(ErrorCode::NotAvailable)?)
}
