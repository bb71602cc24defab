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
    store::catalogue::Stored,
    usecase::{Begun, Caller, KeyedWork, expect_version},
};

/// Stores the form and gives the entry as it is now.
///
/// # Errors
/// `Forbidden`, the first fault of the form, `Taken` on the name when another entry in use is called the same, `NotFound`
/// or `Stale`. The same key twice has one effect; a form that changes nothing has none.
pub async fn save<T: Stored>(desk: &Desk, caller: &Caller, input: T::Form) -> Result<T, AppError> {
    caller.may(Action::Write, Resource::Settings)?;
    let draft = input.validate().map_err(form::first)?;
    let mut work = match KeyedWork::begin(desk, caller, input.key(), &format!("save_{}", T::ENTITY)).await? {
        Begun::Fresh(work) => work,
        Begun::Answered(entry) => return Ok(entry),
    };
    let now = work.now();
    let before = match input.id() {
        Some(id) => Some(T::find(work.tx(), id).await?.ok_or(ErrorCode::NotFound)?),
        None => None,
    };
    if let Some(before) = &before {
        expect_version(before.version(), input.version())?;
    }
    refuse_twin::<T>(work.tx(), input.id(), T::name_of(&draft)).await?;
    let after = match &before {
        Some(before) if T::new(draft.clone(), before.id(), before.version(), before.active()) == *before => {
            before.clone()
        }
        Some(before) => {
            let version = T::update(work.tx(), before.id(), &draft, before.version(), now).await?;
            T::new(draft, before.id(), version.ok_or(ErrorCode::Stale)?, before.active())
        }
        None => {
            let id = T::insert(work.tx(), &draft, now).await?;
            T::new(draft, id, 1, true)
        }
    };
    // A form that changes nothing leaves no trace.
    if before.as_ref() != Some(&after) {
        let action = if before.is_some() { "changed" } else { "created" };
        work.audit(action, T::ENTITY, Some(after.id().number()), &before, &after).await?;
    }
    work.finish(&after).await?;
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
