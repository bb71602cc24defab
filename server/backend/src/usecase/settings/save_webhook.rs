//! Saving "Integrações".

use domain::{
    error::AppError,
    settings::wire::{SaveSetting, Versioned},
    webhook::WebhookSettings,
};

use super::save::save;
use crate::{Desk, usecase::Caller};

/// Saves where events go. The key is made apart from it.
///
/// # Errors
/// `Forbidden`, the first fault of the form, or `Stale`. The same key twice saves once.
pub async fn save_webhook(
    desk: &Desk,
    caller: &Caller,
    input: SaveSetting<WebhookSettings>,
) -> Result<Versioned<WebhookSettings>, AppError> {
    save(desk, caller, &input.key, input.version, input.form.validate()).await
}
