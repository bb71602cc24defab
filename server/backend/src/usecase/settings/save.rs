//! The one way in which a tab of the settings is saved.

use domain::{
    access::{Action, Resource},
    error::{AppError, ErrorCode},
    form,
    ids::ClientKey,
    settings::{
        Setting,
        wire::{LastChange, Versioned},
    },
};

use super::load::versioned;
use crate::{
    Desk,
    store::{commands, settings},
    usecase::{Caller, audited::Audited},
};

/// Saves what was read from a form over the version that was on the screen.
pub(super) async fn save<T: Setting + PartialEq + Send + Sync>(
    desk: &Desk,
    caller: &Caller,
    key: &ClientKey,
    version: i64,
    read: Result<T, Vec<AppError>>,
) -> Result<Versioned<T>, AppError> {
    caller.may(Action::Write, Resource::Settings)?;
    let value = read.map_err(form::first)?;
    let now = desk.clock().now();
    let actor = &caller.actor;
    let kind = format!("save_settings_{}", T::NAME);
    let mut tx = desk.db().begin().await?;
    if let Some(answer) = commands::claim(&mut tx, actor.id, key, &kind, now.millis()).await? {
        return Ok(answer);
    }
    let before: Versioned<T> = versioned(&settings::all_stored(&mut tx).await?)?;
    if before.version != version {
        return Err(ErrorCode::Stale.into());
    }
    // A form that changes nothing is no change: the line "last changed" still names who really changed it.
    let saved = if before.value == value {
        before
    } else {
        let version = settings::save(&mut tx, &value, version, now, &actor.name).await?;
        let entity = format!("settings.{}", T::NAME);
        let audited = Audited { caller, at: now, action: "changed", entity: &entity, id: None };
        audited.write(&mut tx, Some(&before.value), Some(&value)).await?;
        Versioned { value, version, last: Some(LastChange { at: now, by: actor.name.clone() }) }
    };
    commands::answer(&mut tx, actor.id, key, &saved).await?;
    tx.commit().await?;
    Ok(saved)
}
