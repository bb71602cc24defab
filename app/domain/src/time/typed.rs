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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read() {
        let expected = NaiveDate::from_ymd_opt(2026, 3, 9);
        for text in ["09/03/2026", "9/3/2026", " 09/03/2026 ", "2026-03-09"] {
            assert_eq!(parse_date(text).ok(), expected, "{text}");
        }
        assert!(parse_date("29/02/2028").is_ok());
    }

    #[test]
    fn each_fault_of_a_date_has_its_name() {
        for (text, error) in [
            ("", DateError::Empty),
            ("amanhã", DateError::Format),
            ("09/03", DateError::Format),
            ("09.03.2026", DateError::Format),
            ("09-03-2026", DateError::Format),
            ("009/03/2026", DateError::Format),
            ("+9/03/2026", DateError::Format),
            ("09/03/0026", DateError::Format),
            ("2026-3-9", DateError::Format),
            ("09/03/26", DateError::ShortYear),
            ("09/13/2026", DateError::Month),
            ("09/00/2026", DateError::Month),
            ("31/04/2026", DateError::Day),
            ("29/02/2026", DateError::Day),
            ("00/03/2026", DateError::Day),
        ] {
            assert_eq!(parse_date(text), Err(error), "{text:?}");
        }
    }

    #[test]
    fn times_are_read() {
        for (text, hour, minute) in
            [("08:05", 8, 5), ("8:05", 8, 5), ("23:59", 23, 59), ("8h30", 8, 30), ("08:30:00", 8, 30)]
        {
            assert_eq!(parse_time(text).ok(), NaiveTime::from_hms_opt(hour, minute, 0), "{text}");
        }
    }

    #[test]
    fn each_fault_of_a_time_has_its_name() {
        for (text, error) in [
            (" ", TimeError::Empty),
            ("8", TimeError::Format),
            ("8:5", TimeError::Format),
            ("0830", TimeError::Format),
            ("08:30:99", TimeError::Format),
            ("-8:30", TimeError::Format),
            ("24:00", TimeError::Hour),
            ("08:60", TimeError::Minute),
        ] {
            assert_eq!(parse_time(text), Err(error), "{text:?}");
        }
    }

    #[test]
    fn dates_with_times_are_read() {
        let expected = NaiveDate::from_ymd_opt(2026, 3, 9).and_then(|date| date.and_hms_opt(14, 30, 0));
        for text in ["09/03/2026 14:30", "09/03/2026  14:30", "2026-03-09T14:30"] {
            assert_eq!(parse_date_time(text).ok(), expected, "{text}");
        }
        assert_eq!(parse_date_time("09/03/2026"), Err(TimeError::Empty));
        assert_eq!(parse_date_time("31/02/2026 10:00"), Err(TimeError::Date(DateError::Day)));
    }
}
