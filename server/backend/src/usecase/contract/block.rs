//! Blocking and unblocking by hand, with a reason. A running release ends with either: a block revokes it, and means the same
//! for the wait as "Revogar liberação".

use domain::{
    access::{Action, Resource},
    contract::{
        Contract, REASON_MAX, ReleaseState,
        wire::{ContractAct, ContractRow, LineKind},
    },
    error::{AppError, ErrorCode},
    form,
    time::UtcMillis,
};

use super::{
    list::row_of,
    record::{Author, Change, Outlet, publish},
    revoke::take_back,
};
use crate::{
    Desk, dialect,
    store::{
        commands,
        contracts::{self, releases},
    },
    usecase::Caller,
};

/// "Bloquear manualmente".
///
/// # Errors
/// `Forbidden`, `NotFound`, `Stale`, `ReasonRequired` on `reason`, `AlreadyBlocked` or `BlockStays`.
pub async fn block(desk: &Desk, caller: &Caller, act: ContractAct) -> Result<ContractRow, AppError> {
    change(desk, caller, act, LineKind::Blocked, ReleaseState::Revoked, |contract, now| contract.block(now)).await
}

/// "Desbloquear".
///
/// # Errors
/// As [`block`], or that the contract is not blocked.
pub async fn unblock(desk: &Desk, caller: &Caller, act: ContractAct) -> Result<ContractRow, AppError> {
    change(desk, caller, act, LineKind::Unblocked, ReleaseState::Settled, |contract, _| contract.unblock()).await
}

async fn change(
    desk: &Desk,
    caller: &Caller,
    act: ContractAct,
    kind: LineKind,
    end_release_as: ReleaseState,
    rule: impl FnOnce(&Contract, UtcMillis) -> Result<Contract, ErrorCode>,
) -> Result<ContractRow, AppError> {
    caller.may(Action::Write, Resource::Contracts)?;
    let reason = form::optional("reason", &act.reason, REASON_MAX)?;
    if reason.is_empty() {
        return Err(AppError::on("reason", ErrorCode::ReasonRequired));
    }
    let now = desk.clock().now();
    let actor = &caller.actor;
    let mut tx = desk.db().begin().await?;
    let given = commands::claim::<bool>(&mut tx, actor.id, &act.key, kind.code(), now.millis()).await?;
    if given.is_some() {
        drop(tx);
        return row_of(desk, act.id).await;
    }
    dialect::write_contracts(&mut tx).await?;
    let before = contracts::find_for_update(&mut tx, act.id).await?.ok_or(ErrorCode::NotFound)?;
    if before.version != act.version {
        return Err(ErrorCode::Stale.into());
    }
    let after = rule(&before, now)?;
    let after = match before.running {
        None => after,
        Some(running) if end_release_as == ReleaseState::Revoked => {
            let taken = take_back(&mut tx, &before, running, now, &actor.name).await?;
            Contract { interval_from: taken.interval_from, ..after }
        }
        Some(running) => {
            releases::end(&mut tx, running.id, end_release_as, now, &actor.name).await?;
            after
        }
    };
    let after = contracts::save(&mut tx, &before, &after, now).await?.ok_or(ErrorCode::Stale)?;
    let outlet = Outlet::find(&mut tx).await?;
    let change = Change {
        author: Author::User(caller),
        at: now,
        kind,
        before: &before,
        after: &after,
        texts: (before.access.code(), after.access.code()),
        note: &reason,
        protocol: None,
    };
    change.record(&mut tx, outlet).await?;
    commands::answer(&mut tx, actor.id, &act.key, &true).await?;
    tx.commit().await?;
    publish(desk, &after);
    row_of(desk, act.id).await
}
