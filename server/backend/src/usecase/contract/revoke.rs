//! "Revogar liberação": the block comes back before the release is over. On the day on which it was given the wait until the
//! next one is what it was before, too.

use domain::{
    access::{Action, Resource},
    contract::{
        Contract, ContractSettings, REASON_MAX, ReleaseState, Running,
        wire::{ContractAct, ContractRow, LineKind},
    },
    error::{AppError, ErrorCode},
    form,
    settings::Company,
    time::UtcMillis,
};

use super::{
    list::row_of,
    record::{Author, Change, Outlet, publish},
};
use crate::{
    Desk,
    db::Tx,
    dialect,
    store::{
        commands,
        contracts::{self, releases},
        settings,
    },
    usecase::Caller,
};

/// Takes a running release back. The same key twice has one effect.
///
/// # Errors
/// `Forbidden`, `NotFound`, `Stale`, `ReasonRequired` on `reason`, or [`ErrorCode::NoRelease`].
pub async fn revoke(desk: &Desk, caller: &Caller, act: ContractAct) -> Result<ContractRow, AppError> {
    caller.may(Action::Write, Resource::Contracts)?;
    let reason = form::optional("reason", &act.reason, REASON_MAX)?;
    if reason.is_empty() {
        return Err(AppError::on("reason", ErrorCode::ReasonRequired));
    }
    let now = desk.clock().now();
    let actor = &caller.actor;
    let mut tx = desk.db().begin().await?;
    let given = commands::claim::<bool>(&mut tx, actor.id, &act.key, "revoke_release", now.millis()).await?;
    if given.is_some() {
        drop(tx);
        return row_of(desk, act.id).await;
    }
    dialect::write_contracts(&mut tx).await?;
    let before = contracts::find_for_update(&mut tx, act.id).await?.ok_or(ErrorCode::NotFound)?;
    if before.version != act.version {
        return Err(ErrorCode::Stale.into());
    }
    let running = before.running.filter(|_| before.released(now).is_some()).ok_or(ErrorCode::NoRelease)?;
    let after = take_back(&mut tx, &before, running, now, &actor.name).await?;
    let after = contracts::save(&mut tx, &before, &after, now).await?.ok_or(ErrorCode::Stale)?;
    let change = Change {
        author: Author::User(caller),
        at: now,
        kind: LineKind::Revoked,
        before: &before,
        after: &after,
        texts: ("", after.access.code()),
        note: &reason,
        protocol: None,
    };
    let outlet = Outlet::find(&mut tx).await?;
    change.record(&mut tx, outlet).await?;
    commands::answer(&mut tx, actor.id, &act.key, &true).await?;
    tx.commit().await?;
    publish(desk, &after);
    row_of(desk, act.id).await
}

/// Ends a running release as revoked; gives the contract without it, to be saved by the caller.
pub(super) async fn take_back(
    tx: &mut Tx,
    contract: &Contract,
    running: Running,
    now: UtcMillis,
    by: &str,
) -> Result<Contract, AppError> {
    let given = releases::given(tx, running.id).await?.ok_or(ErrorCode::Internal)?;
    let params: ContractSettings = settings::load(tx).await?;
    let company: Company = settings::load(tx).await?;
    releases::end(tx, running.id, ReleaseState::Revoked, now, by).await?;
    Ok(contract.revoked(given, &params, now, company.zone))
}
