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
    error::{StoreError, taken_on},
    store::{
        audit::{self, AuditEntry, Author},
        commands, people,
    },
    usecase::Caller,
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
    let now = desk.clock().now();
    let actor = &caller.actor;
    let mut tx = desk.db().begin().await?;
    if let Some(answer) = commands::claim(&mut tx, actor.id, &form.key, "create_person", now.millis()).await? {
        return Ok(answer);
    }
    let id = people::insert(&mut tx, draft, now).await.map_err(taken_on("document"))?;
    let after = serde_json::to_string(draft).map_err(StoreError::corrupt)?;
    let entry = AuditEntry::new(now, Author::User(actor), "created", "person")
        .about(id.get())
        .from_address(&caller.address)
        .after(&after);
    audit::append(&mut tx, &entry).await?;
    let saved = saved(id, 1, draft);
    commands::answer(&mut tx, actor.id, &form.key, &saved).await?;
    tx.commit().await?;
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
