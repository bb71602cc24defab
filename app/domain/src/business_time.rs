//! Time that counts: working hours of a week, holidays, and due dates measured in working minutes.
//!
//! A due date of a service and the wait of a queue run on this clock. When a customer may be called is another rule
//! (`contact_rule`), with its own hours. Which hours and holidays apply is data the caller brings.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::time::UtcMillis;
use crate::zone::Zone;

/// Days looked ahead before giving up: about ten years, far beyond any due time.
const HORIZON_DAYS: usize = 3_660;
const MINUTE: i64 = 60_000;

/// Opening hours of one day in minutes since local midnight, `0 <= opens < closes <= 1440`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "RawHours", into = "RawHours")]
pub struct OpenHours {
    opens: u16,
    closes: u16,
}

/// The wire form of `OpenHours`, before it is checked.
#[derive(Serialize, Deserialize)]
struct RawHours {
    opens: u16,
    closes: u16,
}

/// Hours that do not open before they close, or leave the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a day must open before it closes, both within 0 and 1440 minutes")]
pub struct OpenHoursError;

impl OpenHours {
    /// From minutes since midnight: `new(540, 1080)` is 09:00–18:00.
    pub const fn new(opens: u16, closes: u16) -> Result<Self, OpenHoursError> {
        if opens < closes && closes <= 1440 { Ok(Self { opens, closes }) } else { Err(OpenHoursError) }
    }

    /// Opening, in minutes since midnight.
    #[must_use]
    pub const fn opens(self) -> u16 {
        self.opens
    }

    /// Closing, in minutes since midnight; 1440 is midnight at the end of the day.
    #[must_use]
    pub const fn closes(self) -> u16 {
        self.closes
    }
}

impl TryFrom<RawHours> for OpenHours {
    type Error = OpenHoursError;

    fn try_from(raw: RawHours) -> Result<Self, OpenHoursError> {
        Self::new(raw.opens, raw.closes)
    }
}

impl From<OpenHours> for RawHours {
    fn from(hours: OpenHours) -> Self {
        Self { opens: hours.opens, closes: hours.closes }
    }
}

/// The working week: for each weekday its hours, or nothing when closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct WorkingHours {
    pub monday: Option<OpenHours>,
    pub tuesday: Option<OpenHours>,
    pub wednesday: Option<OpenHours>,
    pub thursday: Option<OpenHours>,
    pub friday: Option<OpenHours>,
    pub saturday: Option<OpenHours>,
    pub sunday: Option<OpenHours>,
}

impl WorkingHours {
    /// The same hours from Monday to Friday, closed at the weekend.
    #[must_use]
    pub const fn weekdays(hours: OpenHours) -> Self {
        let day = Some(hours);
        Self { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: None, sunday: None }
    }

    /// The hours of a weekday.
    #[must_use]
    pub const fn on(&self, weekday: Weekday) -> Option<OpenHours> {
        match weekday {
            Weekday::Mon => self.monday,
            Weekday::Tue => self.tuesday,
            Weekday::Wed => self.wednesday,
            Weekday::Thu => self.thursday,
            Weekday::Fri => self.friday,
            Weekday::Sat => self.saturday,
            Weekday::Sun => self.sunday,
        }
    }

    /// First and last instant of work on a day, unless it is closed or a holiday.
    fn span(&self, date: NaiveDate, holidays: &Holidays, zone: Zone) -> Option<(UtcMillis, UtcMillis)> {
        let hours = self.on(date.weekday()).filter(|_| !holidays.contains(date))?;
        let midnight = UtcMillis::start_of_day(date, zone);
        Some((midnight.plus_minutes(hours.opens.into()), midnight.plus_minutes(hours.closes.into())))
    }
}

/// Days on which nobody works, whatever the weekday.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Holidays(BTreeSet<NaiveDate>);

impl Holidays {
    /// Whether the day is one of them.
    #[must_use]
    pub fn contains(&self, date: NaiveDate) -> bool {
        self.0.contains(&date)
    }

    /// The days in order.
    pub fn iter(&self) -> impl Iterator<Item = NaiveDate> {
        self.0.iter().copied()
    }
}

impl FromIterator<NaiveDate> for Holidays {
    fn from_iter<I: IntoIterator<Item = NaiveDate>>(dates: I) -> Self {
        Self(dates.into_iter().collect())
    }
}

/// The instant `minutes` of working time after `start`.
///
/// Time outside working hours does not count; a start outside them counts from the next opening, also for 0 minutes. An
/// amount that ends exactly at closing is due at closing, not at the next opening. `None` if the time is not used up
/// within ten years, which is always so when no day is ever open.
#[must_use]
pub fn add_working_minutes(
    start: UtcMillis,
    minutes: u32,
    hours: &WorkingHours,
    holidays: &Holidays,
    zone: Zone,
) -> Option<UtcMillis> {
    let mut left = i64::from(minutes) * MINUTE;
    for date in start.local_date(zone).iter_days().take(HORIZON_DAYS) {
        let Some((opens, closes)) = hours.span(date, holidays, zone) else { continue };
        let from = opens.max(start);
        let available = closes.millis_since(from);
        if available < 0 {
            continue;
        }
        if left <= available {
            return Some(from.plus_millis(left));
        }
        left -= available;
    }
    None
}

/// Whole working minutes between two instants; 0 if `to` is not after `from`.
#[must_use]
pub fn working_minutes_between(
    from: UtcMillis,
    to: UtcMillis,
    hours: &WorkingHours,
    holidays: &Holidays,
    zone: Zone,
) -> u32 {
    let last = to.local_date(zone);
    let days = from.local_date(zone).iter_days().take_while(|date| *date <= last);
    let worked: i64 = days
        .filter_map(|date| hours.span(date, holidays, zone))
        .map(|(opens, closes)| closes.min(to).millis_since(opens.max(from)).max(0))
        .sum();
    u32::try_from(worked / MINUTE).unwrap_or(u32::MAX)
}
