//! Reading dates and hours as people type them and as date and time inputs send them.
//!
//! Nothing is guessed: a year has four digits, and a day that does not exist is refused, never moved to the next one.
//! Whether a date must lie in the future is the rule of the record that holds it.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use thiserror::Error;

/// Why a text is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DateError {
    /// Nothing was typed.
    #[error("no date given")]
    Empty,
    /// Not written `dd/mm/aaaa` (nor `aaaa-mm-dd`).
    #[error("not written dd/mm/aaaa")]
    Format,
    /// A year of two digits: ask for four.
    #[error("the year needs four digits")]
    ShortYear,
    /// The month is not within 1 and 12.
    #[error("no such month")]
    Month,
    /// The month has no such day.
    #[error("no such day in this month")]
    Day,
}

/// Why a text is not an hour, or not a date with one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TimeError {
    /// Nothing was typed.
    #[error("no time given")]
    Empty,
    /// Not written `HH:MM`.
    #[error("not written HH:MM")]
    Format,
    /// The hour is not within 0 and 23.
    #[error("no such hour")]
    Hour,
    /// The minute is not within 0 and 59.
    #[error("no such minute")]
    Minute,
    /// The date in front of the hour is wrong.
    #[error(transparent)]
    Date(#[from] DateError),
}

/// Reads `dd/mm/aaaa` (also `d/m/aaaa`) or the `aaaa-mm-dd` of a date input; years 1000 to 9999.
pub fn parse_date(text: &str) -> Result<NaiveDate, DateError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(DateError::Empty);
    }
    let (year, month, day) = match *text.split('/').collect::<Vec<_>>() {
        [day, month, year] => (year, month, day),
        _ => match *text.split('-').collect::<Vec<_>>() {
            [year, month, day] if month.len() == 2 && day.len() == 2 => (year, month, day),
            _ => return Err(DateError::Format),
        },
    };
    let month = small_number(month).ok_or(DateError::Format)?;
    let day = small_number(day).ok_or(DateError::Format)?;
    if year.len() == 2 && is_number(year) {
        return Err(DateError::ShortYear);
    }
    if year.len() != 4 || !is_number(year) || year.starts_with('0') {
        return Err(DateError::Format);
    }
    if !(1..=12).contains(&month) {
        return Err(DateError::Month);
    }
    let year = year.parse().map_err(|_| DateError::Format)?;
    NaiveDate::from_ymd_opt(year, month, day).ok_or(DateError::Day)
}

/// Reads `HH:MM` (also `H:MM` and `8h30`) on the 24-hour clock; the `HH:MM:SS` of some time inputs loses its seconds.
pub fn parse_time(text: &str) -> Result<NaiveTime, TimeError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(TimeError::Empty);
    }
    let (hour, minute) = match *text.split([':', 'h', 'H']).collect::<Vec<_>>() {
        [hour, minute] => (hour, minute),
        [hour, minute, second] if second.len() == 2 && small_number(second).is_some_and(|s| s < 60) => (hour, minute),
        _ => return Err(TimeError::Format),
    };
    if minute.len() != 2 {
        return Err(TimeError::Format);
    }
    let hour = small_number(hour).ok_or(TimeError::Format)?;
    let minute = small_number(minute).ok_or(TimeError::Format)?;
    if hour > 23 {
        return Err(TimeError::Hour);
    }
    NaiveTime::from_hms_opt(hour, minute, 0).ok_or(TimeError::Minute)
}

/// Reads `dd/mm/aaaa HH:MM` or the `aaaa-mm-ddTHH:MM` of a date-and-time input.
pub fn parse_date_time(text: &str) -> Result<NaiveDateTime, TimeError> {
    let text = text.trim();
    let (date, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    Ok(parse_date(date)?.and_time(parse_time(time)?))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// One or two digits.
fn small_number(text: &str) -> Option<u32> {
    if text.len() <= 2 && is_number(text) { text.parse().ok() } else { None }
}
