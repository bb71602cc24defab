//! The table of holidays: one by one, or the national ones of a year.
//!
//! It bears on terms that are reckoned from now on; the term of a ticket that exists stays.

use domain::{
    access::{Action, Resource},
    error::{AppError, ErrorCode},
    form, holiday,
    settings::{
        Holiday,
        wire::{AddNationalHolidays, HolidayForm, HolidaysChanged, RemoveHoliday, YEARS},
    },
};

use crate::{
    Desk,
    store::holidays,
    usecase::{Begun, Caller, KeyedWork},
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
    let mut work = match KeyedWork::begin(desk, caller, &input.key, "add_holiday").await? {
        Begun::Fresh(work) => work,
        Begun::Answered(answer) => return Ok(answer),
    };
    let now = work.now();
    if !holidays::insert(work.tx(), &added, now).await? {
        return Err(AppError::on("day", ErrorCode::Taken));
    }
    work.audit("added", ENTITY, None, &(), &added).await?;
    finish(work, 1).await
}

/// Takes one holiday away. A day that is none any more changes nothing.
///
/// # Errors
/// `Forbidden`, or the database fails.
pub async fn remove_holiday(desk: &Desk, caller: &Caller, input: RemoveHoliday) -> Result<HolidaysChanged, AppError> {
    caller.may(Action::Write, Resource::Settings)?;
    let mut work = match KeyedWork::begin(desk, caller, &input.key, "remove_holiday").await? {
        Begun::Fresh(work) => work,
        Begun::Answered(answer) => return Ok(answer),
    };
    let removed = holidays::on(work.tx(), input.day).await?;
    if let Some(removed) = &removed {
        holidays::delete(work.tx(), removed.day).await?;
        work.audit("removed", ENTITY, None, removed, &()).await?;
    }
    finish(work, u32::from(removed.is_some())).await
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
    let mut work = match KeyedWork::begin(desk, caller, &input.key, "add_national").await? {
        Begun::Fresh(work) => work,
        Begun::Answered(answer) => return Ok(answer),
    };
    let now = work.now();
    let mut added: Vec<Holiday> = Vec::new();
    for day in holiday::national(input.year) {
        if holidays::insert(work.tx(), &day, now).await? {
            added.push(day);
        }
    }
    if !added.is_empty() {
        work.audit("added", ENTITY, None, &(), &added).await?;
    }
    finish(work, u32::try_from(added.len()).unwrap_or(u32::MAX)).await
}

async fn finish(mut work: KeyedWork<'_>, changed: u32) -> Result<HolidaysChanged, AppError> {
    let answer = HolidaysChanged { holidays: holidays::all(work.tx()).await?, changed };
    work.finish(&answer).await?;
    Ok(answer)
}
