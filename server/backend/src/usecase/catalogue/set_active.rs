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
    store::catalogue::{self, Stored},
    usecase::{Begun, Caller, KeyedWork, expect_version},
};

/// Takes an entry out of use or back.
///
/// # Errors
/// `Forbidden`, `NotFound`, `Stale`, or `Taken` on the name when another entry took it meanwhile. The same key twice has one effect.
pub async fn set_active<T: Stored>(desk: &Desk, caller: &Caller, input: SetActive<T::Id>) -> Result<T, AppError> {
    caller.may(Action::Write, Resource::Settings)?;
    let mut work = match KeyedWork::begin(desk, caller, &input.key, &format!("set_active_{}", T::ENTITY)).await? {
        Begun::Fresh(work) => work,
        Begun::Answered(entry) => return Ok(entry),
    };
    let now = work.now();
    let before = T::find(work.tx(), input.id).await?.ok_or(ErrorCode::NotFound)?;
    expect_version(before.version(), input.version)?;
    let active = input.act.leaves_active();
    if before.active() == active {
        work.finish(&before).await?;
        return Ok(before);
    }
    if active {
        refuse_twin::<T>(work.tx(), Some(input.id), before.name()).await?;
    }
    catalogue::set_active::<T>(work.tx(), input.id, active, input.version, now).await?.ok_or(ErrorCode::Stale)?;
    let after = T::find(work.tx(), input.id).await?.ok_or(ErrorCode::NotFound)?;
    let action = if active { "activated" } else { "deactivated" };
    work.audit(action, T::ENTITY, Some(input.id.number()), &before, &after).await?;
    work.finish(&after).await?;
    Ok(after)
}
