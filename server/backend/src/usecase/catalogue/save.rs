//! Adding an entry, or changing one.

use domain::{
    access::{Action, Resource},
    catalogue::EntryForm,
    error::{AppError, ErrorCode},
    form,
    ids::RowId,
    search::fold,
};

use crate::{
    Desk,
    db::Tx,
    store::{catalogue::Stored, commands},
    usecase::{Caller, audited::Audited},
};

/// Stores the form and gives the entry as it is now.
///
/// # Errors
/// `Forbidden`, the first fault of the form, `Taken` on the name when another entry in use is called the same, `NotFound`
/// or `Stale`. The same key twice has one effect; a form that changes nothing has none.
pub async fn save<T: Stored>(desk: &Desk, caller: &Caller, input: T::Form) -> Result<T, AppError> {
    caller.may(Action::Write, Resource::Settings)?;
    let draft = input.validate().map_err(form::first)?;
    let now = desk.clock().now();
    let actor = caller.actor.id;
    let mut tx = desk.db().begin().await?;
    let kind = format!("save_{}", T::ENTITY);
    if let Some(answer) = commands::claim(&mut tx, actor, input.key(), &kind, now.millis()).await? {
        return Ok(answer);
    }
    let before = match input.id() {
        Some(id) => Some(T::find(&mut tx, id).await?.ok_or(ErrorCode::NotFound)?),
        None => None,
    };
    if before.as_ref().is_some_and(|before| before.version() != input.version()) {
        return Err(ErrorCode::Stale.into());
    }
    refuse_twin::<T>(&mut tx, input.id(), T::name_of(&draft)).await?;
    let after = match &before {
        Some(before) if T::new(draft.clone(), before.id(), before.version(), before.active()) == *before => {
            before.clone()
        }
        Some(before) => {
            let version = T::update(&mut tx, before.id(), &draft, before.version(), now).await?;
            T::new(draft, before.id(), version.ok_or(ErrorCode::Stale)?, before.active())
        }
        None => {
            let id = T::insert(&mut tx, &draft, now).await?;
            T::new(draft, id, 1, true)
        }
    };
    // A form that changes nothing leaves no trace.
    if before.as_ref() != Some(&after) {
        let action = if before.is_some() { "changed" } else { "created" };
        let audited = Audited { caller, at: now, action, entity: T::ENTITY, id: Some(after.id().number()) };
        audited.write(&mut tx, before.as_ref(), Some(&after)).await?;
    }
    commands::answer(&mut tx, actor, input.key(), &after).await?;
    tx.commit().await?;
    Ok(after)
}

/// Two entries of one name could not be told apart in a list of choices. This is a help, not a constraint: two
/// administrators who add the same name in the same instant both succeed.
pub(super) async fn refuse_twin<T: Stored>(tx: &mut Tx, id: Option<T::Id>, name: &str) -> Result<(), AppError> {
    let wanted = fold(name);
    let others = T::all(tx).await?;
    let twin = others.iter().any(|other| other.active() && Some(other.id()) != id && fold(other.name()) == wanted);
    if twin { Err(AppError::on(T::NAME_FIELD, ErrorCode::Taken)) } else { Ok(()) }
}
