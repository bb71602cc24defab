//! The table of holidays: one by one, or the national ones of a year.
//!
//! It bears on terms that are reckoned from now on; the term of a ticket that exists stays.

use domain::{
    access::{Action, Resource},
    error::{AppError, ErrorCode},
    form, holiday,
    ids::ClientKey,
    settings::{
        Holiday,
        wire::{AddNationalHolidays, HolidayForm, HolidaysChanged, RemoveHoliday, YEARS},
    },
    time::UtcMillis,
};

use crate::{
    Desk,
    db::Tx,
    store::{commands, holidays},
    usecase::{Caller, audited::Audited},
};

/// The record that the audit names for all changes of the table.
const ENTITY: &str = "holidays";

/// Adds one holiday.
///
/// # Errors
/// `Forbidden`, the first fault of the form, or `Taken` on `day` when it is a holiday already.
pub async fn add_holiday(desk: &Desk, caller: &Caller, input: HolidayForm) -> Result<HolidaysChanged, AppError> {
    caller.may(Action::Write, Resource::Settings)?;
    let added = input.validate().map_err(form::first)?;
    let now = desk.clock().now();
    let mut tx = desk.db().begin().await?;
    if let Some(answer) = commands::claim(&mut tx, caller.actor.id, &input.key, "add_holiday", now.millis()).await? {
        return Ok(answer);
    }
    if !holidays::insert(&mut tx, &added, now).await? {
        return Err(AppError::on("day", ErrorCode::Taken));
    }
    audited(caller, now, "added").write(&mut tx, None::<&Holiday>, Some(&added)).await?;
    finish(tx, caller, &input.key, 1).await
}

/// Takes one holiday away. A day that is none any more changes nothing.
///
/// # Errors
/// `Forbidden`, or the database fails.
pub async fn remove_holiday(desk: &Desk, caller: &Caller, input: RemoveHoliday) -> Result<HolidaysChanged, AppError> {
    caller.may(Action::Write, Resource::Settings)?;
    let now = desk.clock().now();
    let mut tx = desk.db().begin().await?;
    if let Some(answer) = commands::claim(&mut tx, caller.actor.id, &input.key, "remove_holiday", now.millis()).await? {
        return Ok(answer);
    }
    let removed = holidays::on(&mut tx, input.day).await?;
    if let Some(removed) = &removed {
        holidays::delete(&mut tx, removed.day).await?;
        audited(caller, now, "removed").write(&mut tx, Some(removed), None::<&Holiday>).await?;
    }
    finish(tx, caller, &input.key, u32::from(removed.is_some())).await
}

/// Adds the national holidays of a year; days that are holidays already keep their name.
///
/// # Errors
/// `Forbidden`, or `OutOfRange` on `year`.
pub async fn add_national_holidays(
    desk: &Desk,
    caller: &Caller,
    input: AddNationalHolidays,
) -> Result<HolidaysChanged, AppError> {
    caller.may(Action::Write, Resource::Settings)?;
    let (min, max) = YEARS;
    if !(min..=max).contains(&input.year) {
        return Err(AppError::on("year", ErrorCode::OutOfRange { min: min.into(), max: max.into() }));
    }
    let now = desk.clock().now();
    let mut tx = desk.db().begin().await?;
    if let Some(answer) = commands::claim(&mut tx, caller.actor.id, &input.key, "add_national", now.millis()).await? {
        return Ok(answer);
    }
    let mut added: Vec<Holiday> = Vec::new();
    for day in holiday::national(input.year) {
        if holidays::insert(&mut tx, &day, now).await? {
            added.push(day);
        }
    }
    if !added.is_empty() {
        audited(caller, now, "added").write(&mut tx, None::<&Holiday>, Some(&added)).await?;
    }
    finish(tx, caller, &input.key, u32::try_from(added.len()).unwrap_or(u32::MAX)).await
}

const fn audited<'a>(caller: &'a Caller, at: UtcMillis, action: &'a str) -> Audited<'a> {
    Audited { caller, at, action, entity: ENTITY, id: None }
}

async fn finish(mut tx: Tx, caller: &Caller, key: &ClientKey, changed: u32) -> Result<HolidaysChanged, AppError> {
    let answer = HolidaysChanged { holidays: holidays::all(&mut tx).await?, changed };
    commands::answer(&mut tx, caller.actor.id, key, &answer).await?;
    tx.commit().await?;
    Ok(answer)
}
