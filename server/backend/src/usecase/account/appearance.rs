//! Language and theme.

use domain::{account::Appearance, error::AppError};
use serde::Serialize;

use crate::{
    Desk,
    store::users,
    usecase::{Caller, audited::Audited},
};

/// As the audit keeps it.
#[derive(Serialize)]
struct Chosen<'a> {
    locale: &'a str,
    theme: &'a str,
}

/// Keeps the caller's language and theme; on every device, from the next page on.
pub async fn set_appearance(desk: &Desk, caller: &Caller, wanted: Appearance) -> Result<(), AppError> {
    let now = desk.clock().now();
    let id = caller.actor.id;
    let mut tx = desk.db().begin().await?;
    let before = users::get(&mut tx, id).await?;
    let old = Chosen { locale: &before.locale, theme: &before.theme };
    let new = Chosen { locale: wanted.locale.code(), theme: wanted.theme.code() };
    if (old.locale, old.theme) == (new.locale, new.theme) {
        return Ok(());
    }
    users::set_appearance(&mut tx, id, new.locale, new.theme, now.millis()).await?;
    let audited = Audited { caller, at: now, action: "appearance_changed", entity: "user", id: Some(id.get()) };
    audited.write(&mut tx, Some(&old), Some(&new)).await?;
    tx.commit().await?;
    Ok(())
}
