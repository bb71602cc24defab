//! Saving "Integrações".

use domain::{
    error::AppError,
    settings::wire::{SaveSetting, Versioned},
    webhook::WebhookSettings,
};

use super::save::save;
use crate::{
    Desk,
    store::{events, settings},
    usecase::Caller,
};

/// Events that happened while nobody was told are sent for so long.
const KEPT_DAYS: i64 = 7;

/// Saves where events go. The key is made apart from it. Switching the sending on makes the events of the last days due.
///
/// # Errors
/// `Forbidden`, the first fault of the form, or `Stale`. The same key twice saves once.
pub async fn save_webhook(
    desk: &Desk,
    caller: &Caller,
    input: SaveSetting<WebhookSettings>,
) -> Result<Versioned<WebhookSettings>, AppError> {
    let was_on = is_on(&settings::load(&mut desk.db().conn().await?).await?);
    let saved = save(desk, caller, &input.key, input.version, input.form.validate()).await?;
    if !was_on && is_on(&saved.value) {
        let now = desk.clock().now();
        let mut tx = desk.db().begin().await?;
        let queued = events::queue_kept(&mut tx, now.plus_days(-KEPT_DAYS), now).await?;
        tx.commit().await?;
        tracing::info!(queued, "events for other systems are sent from now on");
        desk.events_wait().notify_one();
    }
    Ok(saved)
}

const fn is_on(webhook: &WebhookSettings) -> bool {
    webhook.enabled && !webhook.url.is_empty()
}
