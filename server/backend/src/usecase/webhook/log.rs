//! What the settings show of events.

use domain::{
    access::{Action, Resource},
    error::AppError,
    webhook::{WebhookKey, WebhookLog},
};

use crate::{
    Desk,
    store::{events, settings},
    usecase::Caller,
};

/// The last events with what became of them, and whether there is a key; never the key itself.
///
/// # Errors
/// `Forbidden`, or the database fails.
pub async fn log(desk: &Desk, caller: &Caller) -> Result<WebhookLog, AppError> {
    caller.may(Action::Read, Resource::Settings)?;
    let mut conn = desk.db().conn().await?;
    let key: WebhookKey = settings::load(&mut conn).await?;
    let events = events::last(&mut conn).await?;
    Ok(WebhookLog { has_key: !key.key.is_empty(), events, now: desk.clock().now() })
}
