//! Saving "E-mail".

use domain::{
    error::AppError,
    settings::{
        MailSettings,
        wire::{MailForm, SaveSetting, Versioned},
    },
};

use super::save::save;
use crate::{Desk, usecase::Caller};

/// Saves the form "E-mail".
///
/// # Errors
/// `Forbidden`, the first fault of the form with its field, or `Stale`. The same key twice saves once.
pub async fn save_mail(
    desk: &Desk,
    caller: &Caller,
    input: SaveSetting<MailForm>,
) -> Result<Versioned<MailSettings>, AppError> {
    save(desk, caller, &input.key, input.version, input.form.validate()).await
}
