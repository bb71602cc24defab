//! Whether one contract may be released, apart from the general parameter: yes, no with a reason, or as the parameter says.

use domain::{
    access::{Action, Resource},
    contract::wire::{ContractRow, SetChoice},
    error::AppError,
};

use super::change::change;
use crate::{Desk, usecase::Caller};

/// Saves the choice. A running release stays as it was given.
///
/// # Errors
/// `Forbidden`, `NotFound`, `Stale`, or `ReasonRequired` on `restriction` for "no".
pub async fn set_choice(desk: &Desk, caller: &Caller, form: SetChoice) -> Result<ContractRow, AppError> {
    caller.may(Action::Write, Resource::Contracts)?;
    let restriction = form.restriction()?;
    change(desk, caller, (&form.key, "set_choice"), (form.id, form.version), |contract, _| {
        Ok(contract.choose(form.choice, &restriction))
    })
    .await
}
