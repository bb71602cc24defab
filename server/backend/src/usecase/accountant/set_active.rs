//! Taking an entry out of use, and back. Tickets that have it keep it.

use domain::{
    access::{Action, Resource},
    accountant::Accountant,
    activation::SetActive,
    error::{AppError, ErrorCode},
    ids::AccountantId,
};

use crate::{
    Desk,
    store::{accountants, commands},
    usecase::{Caller, audited::Audited},
};

/// Takes an entry out of use or back.
///
/// # Errors
/// `Forbidden`, `NotFound` or `Stale`. The same key twice has one effect.
pub async fn set_active(desk: &Desk, caller: &Caller, input: SetActive<AccountantId>) -> Result<Accountant, AppError> {
    caller.may(Action::Write, Resource::Settings)?;
    let now = desk.clock().now();
    let actor = caller.actor.id;
    let mut tx = desk.db().begin().await?;
    if let Some(answer) = commands::claim(&mut tx, actor, &input.key, "set_active_accountant", now.millis()).await? {
        return Ok(answer);
    }
    let before = accountants::find(&mut tx, input.id).await?.ok_or(ErrorCode::NotFound)?;
    if before.version != input.version {
        return Err(ErrorCode::Stale.into());
    }
    let active = input.act.leaves_active();
    let mut after = before.clone();
    if before.active != active {
        let saved = accountants::set_active(&mut tx, before.id, active, before.version, now).await?;
        after.version = saved.ok_or(ErrorCode::Stale)?;
        after.active = active;
        let action = if active { "activated" } else { "deactivated" };
        let audited = Audited { caller, at: now, action, entity: "accountant", id: Some(before.id.get()) };
        audited.write(&mut tx, Some(&before), Some(&after)).await?;
    }
    commands::answer(&mut tx, actor, &input.key, &after).await?;
    tx.commit().await?;
    Ok(after)
}
