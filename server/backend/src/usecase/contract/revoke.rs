//! "Revogar liberação": the block comes back before the release is over. On the day on which it was given the wait until the
//! next one is what it was before, too.

use domain::{
    access::{Action, Resource},
    contract::wire::{ContractAct, ContractRow},
    error::AppError,
};

use super::change::change;
use crate::{Desk, usecase::Caller};

/// Takes a running release back. The same key twice has one effect.
///
/// # Errors
/// `Forbidden`, `NotFound`, `Stale`, `ReasonRequired` on `reason`, or `NoRelease`.
pub async fn revoke(desk: &Desk, caller: &Caller, act: ContractAct) -> Result<ContractRow, AppError> {
    caller.may(Action::Write, Resource::Contracts)?;
    let (reason, kind) = (act.reason()?, "revoke_release");
    change(desk, caller, (&act.key, kind), (act.id, act.version), |contract, now| contract.revoke(&reason, now)).await
}
