//! Saving "Contratos 2".

use domain::{
    contract::params::{ContractSettings, ContractSettingsForm},
    error::AppError,
    settings::wire::{SaveSetting, Versioned},
};

use super::save::save;
use crate::{Desk, live, usecase::Caller};

/// Saves the tab "Contratos 2". Releases that are running stay as they were given.
///
/// # Errors
/// `Forbidden`, the first fault of the form, or `Stale`. The same key twice saves once.
pub async fn save_contracts(
    desk: &Desk,
    caller: &Caller,
    input: SaveSetting<ContractSettingsForm>,
) -> Result<Versioned<ContractSettings>, AppError> {
    let saved = save(desk, caller, &input.key, input.version, input.form.validate()).await?;
    // What the menus of open grids offer depends on it.
    desk.hub().publish(live::Event::ContractsChanged);
    Ok(saved)
}
