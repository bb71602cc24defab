//! Saving "Empresa".

use domain::{
    error::AppError,
    settings::{
        Company,
        company::CompanyForm,
        wire::{SaveSetting, Versioned},
    },
};

use super::save::save;
use crate::{Desk, usecase::Caller};

/// Saves the form "Empresa".
///
/// # Errors
/// `Forbidden`, the first fault of the form with its field, or `Stale`. The same key twice saves once.
pub async fn save_company(
    desk: &Desk,
    caller: &Caller,
    input: SaveSetting<CompanyForm>,
) -> Result<Versioned<Company>, AppError> {
    save(desk, caller, &input.key, input.version, input.form.validate()).await
}
