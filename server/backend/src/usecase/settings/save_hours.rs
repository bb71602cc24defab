//! Saving "Horários".

use domain::{
    error::AppError,
    settings::{
        HoursSettings,
        hours::HoursForm,
        wire::{SaveSetting, Versioned},
    },
};

use super::save::save;
use crate::{Desk, usecase::Caller};

/// Saves the form "Horários".
///
/// # Errors
/// `Forbidden`, the first fault of the form with its field, or `Stale`. The same key twice saves once.
pub async fn save_hours(
    desk: &Desk,
    caller: &Caller,
    input: SaveSetting<HoursForm>,
) -> Result<Versioned<HoursSettings>, AppError> {
    save(desk, caller, &input.key, input.version, input.form.validate()).await
}
