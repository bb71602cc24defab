//! Saving "Integrações".

use domain::{
    error::AppError,
    settings::wire::{SaveSetting, Versioned},
    webhook::WebhookSettings,
};

use super::save::save;
use crate::{Desk, store::events, usecase::Caller};

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
    let saved = save(desk, caller, &input.key, input.version, input.form.validate()).await?;
    // At every save that leaves it on: a process that died between the two transactions is made good by the next one, and
    // while it is on there is nothing to find.
    if saved.value.enabled && !saved.value.url.is_empty() {
        let now = desk.clock().now();
        let mut tx = desk.db().begin().await?;
        let queued = events::queue_kept(&mut tx, now.plus_days(-KEPT_DAYS), now).await?;
        tx.commit().await?;
        if queued > 0 {
            tracing::info!(queued, "events that were kept are sent now");
        }
        desk.events_wait().notify_one();
    }
    Ok(saved)
}
