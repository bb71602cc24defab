//! Taking an entry out of use, and back. Records that have it keep it.

use domain::{
    access::{Action, Resource},
    activation::SetActive,
    error::{AppError, ErrorCode},
    ids::RowId,
};

use super::save::refuse_twin;
use crate::{
    Desk,
    store::{
        catalogue::{self, Stored},
        commands,
    },
    usecase::{Caller, audited::Audited},
};

/// Takes an entry out of use or back.
///
/// # Errors
/// `Forbidden`, `NotFound`, `Stale`, or `Taken` on the name when another entry took it meanwhile. The same key twice has one effect.
pub async fn set_active<T: Stored>(desk: &Desk, caller: &Caller, input: SetActive<T::Id>) -> Result<T, AppError> {
    caller.may(Action::Write, Resource::Settings)?;
    let now = desk.clock().now();
    let actor = caller.actor.id;
    let mut tx = desk.db().begin().await?;
    let kind = format!("set_active_{}", T::ENTITY);
    if let Some(answer) = commands::claim(&mut tx, actor, &input.key, &kind, now.millis()).await? {
        return Ok(answer);
    }
    let before = T::find(&mut tx, input.id).await?.ok_or(ErrorCode::NotFound)?;
    if before.version() != input.version {
        return Err(ErrorCode::Stale.into());
    }
    let active = input.act.leaves_active();
    if before.active() == active {
        commands::answer(&mut tx, actor, &input.key, &before).await?;
        tx.commit().await?;
        return Ok(before);
    }
    if active {
        refuse_twin::<T>(&mut tx, Some(input.id), before.name()).await?;
    }
    catalogue::set_active::<T>(&mut tx, input.id, active, input.version, now).await?.ok_or(ErrorCode::Stale)?;
    let after = T::find(&mut tx, input.id).await?.ok_or(ErrorCode::NotFound)?;
    let action = if active { "activated" } else { "deactivated" };
    let audited = Audited { caller, at: now, action, entity: T::ENTITY, id: Some(input.id.number()) };
    audited.write(&mut tx, Some(&before), Some(&after)).await?;
    commands::answer(&mut tx, actor, &input.key, &after).await?;
    tx.commit().await?;
    Ok(after)
}
