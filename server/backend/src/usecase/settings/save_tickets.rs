//! Saving "Atendimentos".

use domain::{
    error::AppError,
    settings::{
        TicketSettings,
        wire::{SaveSetting, TicketsForm, Versioned},
    },
};

use super::save::save;
use crate::{Desk, usecase::Caller};

/// Saves the tab "Atendimentos". The flow decides on the next change of a status; statuses that exist stay.
///
/// # Errors
/// `Forbidden`, `Stale`, or a fault of the form. The same key twice saves once.
pub async fn save_tickets(
    desk: &Desk,
    caller: &Caller,
    input: SaveSetting<TicketsForm>,
) -> Result<Versioned<TicketSettings>, AppError> {
    save(desk, caller, &input.key, input.version, input.form.validate()).await
}
