//! Changing a person.

use domain::{
    access::{Action, Resource},
    error::{AppError, ErrorCode},
    person::{PersonDraft, PersonForm, validate, wire::PersonSaved},
};

use super::create::saved;
use crate::{
    Desk,
    error::taken_on,
    store::people,
    usecase::{Begun, Caller, KeyedWork, expect_version},
};

/// Stores a changed person. The same key twice changes once; a form that changes nothing stores nothing.
///
/// # Errors
/// Every wrong field at once; `Taken` on `document`; `Stale` when somebody saved since the form was filled; `NotFound`;
/// `Forbidden`; or the database fails. Then nothing was changed.
pub async fn edit(desk: &Desk, caller: &Caller, form: &PersonForm) -> Result<PersonSaved, Vec<AppError>> {
    caller.may(Action::Write, Resource::People).map_err(|error| vec![error])?;
    let draft = validate(form)?;
    store(desk, caller, form, &draft).await.map_err(|error| vec![error])
}

async fn store(desk: &Desk, caller: &Caller, form: &PersonForm, draft: &PersonDraft) -> Result<PersonSaved, AppError> {
    let id = form.id.ok_or(ErrorCode::NotFound)?;
    let mut work = match KeyedWork::begin(desk, caller, &form.key, "edit_person").await? {
        Begun::Fresh(work) => work,
        Begun::Answered(saved) => return Ok(saved),
    };
    let now = work.now();
    let before = people::find(work.tx(), id).await?.ok_or(ErrorCode::NotFound)?;
    expect_version(before.version, form.version)?;
    let mut version = before.version;
    if before.draft != *draft {
        let stored = people::update(work.tx(), &before, draft, now).await.map_err(taken_on("document"))?;
        version = stored.ok_or(ErrorCode::Stale)?;
        work.audit("edited", "person", Some(id.get()), &before.draft, draft).await?;
    }
    let saved = saved(id, version, draft);
    work.finish(&saved).await?;
    Ok(saved)
}
