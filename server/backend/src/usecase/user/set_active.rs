//! Taking a user's access away, and giving it back. Everything they did keeps their name.

use domain::{
    access::{Action, Resource},
    activation::SetActive,
    error::{AppError, ErrorCode},
    ids::UserId,
    user::UserAccount,
};

use super::guard::{end_sessions, refuse_losing_last_admin};
use crate::{
    Desk,
    store::users::accounts,
    usecase::{Begun, Caller, KeyedWork, expect_version},
};

/// Deactivates a user, with a reason, and ends all their sessions; or activates them again.
///
/// # Errors
/// `Forbidden`, `ReasonRequired` on `reason`, [`ErrorCode::LastAdmin`], `NotFound` or `Stale`. The same key twice has one
/// effect.
pub async fn set_active(desk: &Desk, caller: &Caller, input: SetActive<UserId>) -> Result<UserAccount, AppError> {
    caller.may(Action::Write, Resource::Settings)?;
    let reason = input.act.required_reason()?;
    let mut work = match KeyedWork::begin(desk, caller, &input.key, "set_active_user").await? {
        Begun::Fresh(work) => work,
        Begun::Answered(user) => return Ok(user),
    };
    let now = work.now();
    let before = accounts::find(work.tx(), input.id).await?.ok_or(ErrorCode::NotFound)?;
    expect_version(before.version, input.version)?;
    let active = input.act.leaves_active();
    if !active {
        refuse_losing_last_admin(work.tx(), &before, "reason").await?;
    }
    let wanted = UserAccount { active, inactive_reason: reason, ..before.clone() };
    accounts::update(work.tx(), &wanted, now).await?.ok_or(ErrorCode::Stale)?;
    if !active {
        end_sessions(&mut work, before.id).await?;
    }
    let after = accounts::find(work.tx(), before.id).await?.ok_or(ErrorCode::NotFound)?;
    let action = if active { "activated" } else { "deactivated" };
    work.audit(action, "user", Some(before.id.get()), &before, &after).await?;
    work.finish(&after).await?;
    Ok(after)
}
