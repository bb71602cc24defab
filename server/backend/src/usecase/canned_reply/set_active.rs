//! Taking an entry out of use, and back. What was sent stays.

use domain::{
    access::{Action, Resource},
    activation::SetActive,
    chat::canned::CannedReply,
    error::{AppError, ErrorCode},
    ids::CannedReplyId,
};

use crate::{
    Desk,
    store::{canned_replies, commands},
    usecase::{Caller, audited::Audited},
};

/// Takes an entry out of use or back.
///
/// # Errors
/// `Forbidden`, `NotFound` or `Stale`. The same key twice has one effect.
pub async fn set_active(
    desk: &Desk,
    caller: &Caller,
    input: SetActive<CannedReplyId>,
) -> Result<CannedReply, AppError> {
    caller.may(Action::Write, Resource::Settings)?;
    let now = desk.clock().now();
    let actor = caller.actor.id;
    let mut tx = desk.db().begin().await?;
    if let Some(answer) = commands::claim(&mut tx, actor, &input.key, "set_active_canned_reply", now.millis()).await? {
        return Ok(answer);
    }
    let before = canned_replies::find(&mut tx, input.id).await?.ok_or(ErrorCode::NotFound)?;
    if before.version != input.version {
        return Err(ErrorCode::Stale.into());
    }
    let active = input.act.leaves_active();
    let mut after = before.clone();
    if before.active != active {
        let saved = canned_replies::set_active(&mut tx, before.id, active, before.version, now).await?;
        after.version = saved.ok_or(ErrorCode::Stale)?;
        after.active = active;
        let action = if active { "activated" } else { "deactivated" };
        let audited = Audited { caller, at: now, action, entity: "canned_reply", id: Some(before.id.get()) };
        audited.write(&mut tx, Some(&before), Some(&after)).await?;
    }
    commands::answer(&mut tx, actor, &input.key, &after).await?;
    tx.commit().await?;
    Ok(after)
}
