//! Changing a person.

use domain::{
    access::{Action, Resource},
    error::{AppError, ErrorCode},
    person::{PersonDraft, PersonForm, validate, wire::PersonSaved},
};

use super::create::saved;
use crate::{
    Desk,
    error::{StoreError, taken_on},
    store::{
        audit::{self, AuditEntry, Author},
        commands, people,
    },
    usecase::Caller,
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
    let now = desk.clock().now();
    let actor = &caller.actor;
    let id = form.id.ok_or(ErrorCode::NotFound)?;
    let mut tx = desk.db().begin().await?;
    if let Some(answer) = commands::claim(&mut tx, actor.id, &form.key, "edit_person", now.millis()).await? {
        return Ok(answer);
    }
    let before = people::find(&mut tx, id).await?.ok_or(ErrorCode::NotFound)?;
    if before.version != form.version {
        return Err(ErrorCode::Stale.into());
    }
    let mut version = before.version;
    if before.draft != *draft {
        let stored = people::update(&mut tx, &before, draft, now).await.map_err(taken_on("document"))?;
        version = stored.ok_or(ErrorCode::Stale)?;
        let old = serde_json::to_string(&before.draft).map_err(StoreError::corrupt)?;
        let new = serde_json::to_string(draft).map_err(StoreError::corrupt)?;
        let entry = AuditEntry::new(now, Author::User(actor), "edited", "person")
            .about(id.get())
            .from_address(&caller.address)
            .before(&old)
            .after(&new);
        audit::append(&mut tx, &entry).await?;
    }
    let saved = saved(id, version, draft);
    commands::answer(&mut tx, actor.id, &form.key, &saved).await?;
    tx.commit().await?;
    Ok(saved)
}
