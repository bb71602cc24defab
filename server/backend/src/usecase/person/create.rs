//! Adding a person, from the form or from the quick entry beside "Solicitante".

use domain::{
    access::{Action, Resource},
    document::Document,
    email::Email,
    error::AppError,
    person::{PersonDraft, PersonForm, validate, wire::PersonSaved},
};

use crate::{
    Desk,
    error::taken_on,
    store::people,
    usecase::{Begun, Caller, KeyedWork},
};

/// Stores a new person. The same key twice adds one.
///
/// # Errors
/// Every wrong field at once; `Taken` on `document`; `Forbidden`; or the database fails.
pub async fn create(desk: &Desk, caller: &Caller, form: &PersonForm) -> Result<PersonSaved, Vec<AppError>> {
    caller.may(Action::Write, Resource::People).map_err(|error| vec![error])?;
    let draft = validate(form)?;
    store(desk, caller, form, &draft).await.map_err(|error| vec![error])
}

async fn store(desk: &Desk, caller: &Caller, form: &PersonForm, draft: &PersonDraft) -> Result<PersonSaved, AppError> {
    let mut work = match KeyedWork::begin(desk, caller, &form.key, "create_person").await? {
        Begun::Fresh(work) => work,
        Begun::Answered(saved) => return Ok(saved),
    };
    let now = work.now();
    let id = people::insert(work.tx(), draft, now).await.map_err(taken_on("document"))?;
    work.audit("created", "person", Some(id.get()), &(), draft).await?;
    let saved = saved(id, 1, draft);
    work.finish(&saved).await?;
    Ok(saved)
}

/// What the form is told.
pub(super) fn saved(id: domain::ids::PersonId, version: i64, draft: &PersonDraft) -> PersonSaved {
    PersonSaved {
        id,
        version,
        name: draft.name.clone(),
        masked_document: draft.document.as_ref().map(Document::masked),
        email: draft.email.as_ref().map(Email::as_str).map(str::to_owned),
    }
}
