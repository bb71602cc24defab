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
    store::people,
    usecase::{Begun, Caller, KeyedWork, expect_version},
};

/// Takes a person out of use or back; gives their page as it became.
///
/// # Errors
/// `Forbidden`, `NotFound` or `Stale`. The same key twice has one effect.
pub async fn set_active(desk: &Desk, caller: &Caller, input: SetActive<PersonId>) -> Result<PersonDetails, AppError> {
    caller.may(Action::Write, Resource::People)?;
    if let Begun::Fresh(mut work) = KeyedWork::begin::<()>(desk, caller, &input.key, "set_active_person").await? {
        let now = work.now();
        let before = people::find(work.tx(), input.id).await?.ok_or(ErrorCode::NotFound)?;
        expect_version(before.version, input.version)?;
        let active = input.act.leaves_active();
        if before.active != active {
            let saved = people::set_active(work.tx(), before.id, active, before.version, now).await?;
            saved.ok_or(ErrorCode::Stale)?;
            let action = if active { "activated" } else { "deactivated" };
            work.audit(action, "person", Some(before.id.get()), &before.active, &active).await?;
        }
        work.finish(&()).await?;
    }
    show(desk, caller, input.id).await
}
