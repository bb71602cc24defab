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
    store::{commands, sessions, users::accounts},
    usecase::{Caller, audited::Audited},
};

/// Deactivates a user, with a reason, and ends all their sessions; or activates them again.
///
/// # Errors
/// `Forbidden`, `ReasonRequired` on `reason`, [`ErrorCode::LastAdmin`], `NotFound` or `Stale`. The same key twice has one
/// effect.
pub async fn set_active(desk: &Desk, caller: &Caller, input: SetActive<UserId>) -> Result<UserAccount, AppError> {
    caller.may(Action::Write, Resource::Settings)?;
    let reason = input.act.required_reason()?;
    let now = desk.clock().now();
    let actor = caller.actor.id;
    let mut tx = desk.db().begin().await?;
    if let Some(answer) = commands::claim(&mut tx, actor, &input.key, "set_active_user", now.millis()).await? {
        return Ok(answer);
    }
    let before = accounts::find(&mut tx, input.id).await?.ok_or(ErrorCode::NotFound)?;
    if before.version != input.version {
        return Err(ErrorCode::Stale.into());
    }
    let active = input.act.leaves_active();
    if !active {
        refuse_losing_last_admin(&mut tx, &before, "reason").await?;
    }
    let wanted = UserAccount { active, inactive_reason: reason, ..before.clone() };
    accounts::update(&mut tx, &wanted, now).await?.ok_or(ErrorCode::Stale)?;
    if !active {
        sessions::delete_all_of(&mut tx, before.id.get()).await?;
    }
    let after = accounts::find(&mut tx, before.id).await?.ok_or(ErrorCode::NotFound)?;
    let action = if active { "activated" } else { "deactivated" };
    let audited = Audited { caller, at: now, action, entity: "user", id: Some(before.id.get()) };
    audited.write(&mut tx, Some(&before), Some(&after)).await?;
    commands::answer(&mut tx, actor, &input.key, &after).await?;
    tx.commit().await?;
    if !active {
        end_sessions(desk, after.id);
    }
    Ok(after)
}
