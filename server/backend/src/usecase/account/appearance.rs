//! Language and theme.

use domain::{account::Appearance, error::AppError};
use serde::Serialize;

use crate::{
    Desk,
    store::users,
    usecase::{Caller, UnitOfWork},
};

/// As the audit keeps it.
#[derive(Serialize)]
struct Chosen<'a> {
    locale: &'a str,
    theme: &'a str,
}

/// Keeps the caller's language and theme; on every device, from the next page on.
pub async fn set_appearance(desk: &Desk, caller: &Caller, wanted: Appearance) -> Result<(), AppError> {
    let id = caller.actor.id;
    let mut work = UnitOfWork::begin(desk, caller).await?;
    let before = users::get(work.tx(), id).await?;
    let old = Chosen { locale: &before.locale, theme: &before.theme };
    let new = Chosen { locale: wanted.locale.code(), theme: wanted.theme.code() };
    if (old.locale, old.theme) == (new.locale, new.theme) {
        return Ok(());
    }
    let now = work.now().millis();
    users::set_appearance(work.tx(), id, new.locale, new.theme, now).await?;
    work.audit("appearance_changed", "user", Some(id.get()), &old, &new).await?;
    work.commit().await
}
