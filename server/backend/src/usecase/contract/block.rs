//! Blocking and unblocking by hand, with a reason. A running release ends with either: a block revokes it, and means the same
//! for the wait as "Revogar liberação".

use domain::{
    access::{Action, Resource},
    contract::wire::{ContractAct, ContractRow, LineKind},
    error::AppError,
};

use super::change::change;
use crate::{Desk, usecase::Caller};

/// "Bloquear manualmente".
///
/// # Errors
/// `Forbidden`, `NotFound`, `Stale`, `ReasonRequired` on `reason`, `AlreadyBlocked` or `BlockStays`.
pub async fn block(desk: &Desk, caller: &Caller, act: ContractAct) -> Result<ContractRow, AppError> {
    caller.may(Action::Write, Resource::Contracts)?;
    let reason = act.reason()?;
    let kind = LineKind::Blocked.code();
    change(desk, caller, (&act.key, kind), (act.id, act.version), |contract, now| contract.block(&reason, now)).await
}

/// "Desbloquear".
///
/// # Errors
/// As [`block`], or that the contract is not blocked.
pub async fn unblock(desk: &Desk, caller: &Caller, act: ContractAct) -> Result<ContractRow, AppError> {
    caller.may(Action::Write, Resource::Contracts)?;
    let reason = act.reason()?;
    let kind = LineKind::Unblocked.code();
    change(desk, caller, (&act.key, kind), (act.id, act.version), |contract, _| contract.unblock(&reason)).await
}
