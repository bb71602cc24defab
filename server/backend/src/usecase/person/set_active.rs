//! Taking a person out of use, and back. Tickets keep them; new ones do not offer them.

use domain::{
    access::{Action, Resource},
    activation::SetActive,
    error::{AppError, ErrorCode},
    ids::PersonId,
    person::PersonDetails,
};

use super::show;
use crate::{
    Desk,
    store::{commands, people},
    usecase::{Caller, audited::Audited},
};

/// Takes a person out of use or back; gives their page as it became.
///
/// # Errors
/// `Forbidden`, `NotFound` or `Stale`. The same key twice has one effect.
pub async fn set_active(desk: &Desk, caller: &Caller, input: SetActive<PersonId>) -> Result<PersonDetails, AppError> {
    caller.may(Action::Write, Resource::People)?;
    let now = desk.clock().now();
    let actor = caller.actor.id;
    let mut tx = desk.db().begin().await?;
    if commands::claim::<()>(&mut tx, actor, &input.key, "set_active_person", now.millis()).await?.is_none() {
        let before = people::find(&mut tx, input.id).await?.ok_or(ErrorCode::NotFound)?;
        if before.version != input.version {
            return Err(ErrorCode::Stale.into());
        }
        let active = input.act.leaves_active();
        if before.active != active {
            let saved = people::set_active(&mut tx, before.id, active, before.version, now).await?;
            saved.ok_or(ErrorCode::Stale)?;
            let action = if active { "activated" } else { "deactivated" };
            let audited = Audited { caller, at: now, action, entity: "person", id: Some(before.id.get()) };
            audited.write(&mut tx, Some(&before.active), Some(&active)).await?;
        }
        commands::answer(&mut tx, actor, &input.key, &()).await?;
        tx.commit().await?;
    } else {
        drop(tx);
    }
    show(desk, caller, input.id).await
}
