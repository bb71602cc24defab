//! The one way in which a tab of the settings is saved.

use domain::{
    access::{Action, Resource},
    error::AppError,
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
    store::settings,
    usecase::{Begun, Caller, KeyedWork, expect_version},
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
    let mut work = match KeyedWork::begin(desk, caller, key, &format!("save_settings_{}", T::NAME)).await? {
        Begun::Fresh(work) => work,
        Begun::Answered(saved) => return Ok(saved),
    };
    let (now, by) = (work.now(), &caller.actor.name);
    let before: Versioned<T> = versioned(&settings::all_stored(work.tx()).await?)?;
    expect_version(before.version, version)?;
    // A form that changes nothing is no change: the line "last changed" still names who really changed it.
    let saved = if before.value == value {
        before
    } else {
        let version = settings::save(work.tx(), &value, version, now, by).await?;
        work.audit("changed", &format!("settings.{}", T::NAME), None, &before.value, &value).await?;
        Versioned { value, version, last: Some(LastChange { at: now, by: by.clone() }) }
    };
    work.finish(&saved).await?;
    Ok(saved)
}
