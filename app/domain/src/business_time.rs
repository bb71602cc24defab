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
    pub const fn opens(self) -> u16 {
        self.opens
    }

    /// Closing, in minutes since midnight; 1440 is midnight at the end of the day.
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
    pub const fn weekdays(hours: OpenHours) -> Self {
        let day = Some(hours);
        Self { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: None, sunday: None }
    }

    /// The hours of a weekday.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::parse_date_time;

    fn at(text: &str) -> UtcMillis {
        UtcMillis::of_local(parse_date_time(text).unwrap(), Zone::Brasilia)
    }

    fn due(start: &str, minutes: u32, holidays: &Holidays) -> Option<String> {
        let hours = WorkingHours::weekdays(OpenHours::new(540, 1080).unwrap());
        let due = add_working_minutes(at(start), minutes, &hours, holidays, Zone::Brasilia)?;
        assert_eq!(working_minutes_between(at(start), due, &hours, holidays, Zone::Brasilia), minutes);
        Some(due.format_date_time(Zone::Brasilia))
    }

    #[test]
    fn time_runs_within_hours_only() {
        // 09/03/2026 is a Monday; the hours are 09:00–18:00.
        let none = Holidays::default();
        for (start, minutes, end) in [
            ("09/03/2026 10:00", 60, "09/03/2026 11:00"),
            ("09/03/2026 17:30", 60, "10/03/2026 09:30"),
            ("09/03/2026 17:00", 60, "09/03/2026 18:00"),
            ("09/03/2026 07:00", 0, "09/03/2026 09:00"),
            ("09/03/2026 18:00", 0, "09/03/2026 18:00"),
            ("09/03/2026 18:01", 0, "10/03/2026 09:00"),
            ("13/03/2026 17:59", 2, "16/03/2026 09:01"),
            ("14/03/2026 12:00", 540, "16/03/2026 18:00"),
            ("09/03/2026 09:00", 5 * 540, "13/03/2026 18:00"),
        ] {
            assert_eq!(due(start, minutes, &none).as_deref(), Some(end), "{start} + {minutes}");
        }
    }

    #[test]
    fn holidays_do_not_count() {
        let holidays: Holidays = at("10/03/2026 00:00").local_date(Zone::Brasilia).iter_days().take(2).collect();
        assert_eq!(due("09/03/2026 17:30", 60, &holidays).as_deref(), Some("12/03/2026 09:30"));
        assert_eq!(holidays.iter().count(), 2);
    }

    #[test]
    fn it_ends_even_if_nothing_ever_opens() {
        let (closed, none) = (WorkingHours::default(), Holidays::default());
        assert_eq!(add_working_minutes(at("09/03/2026 10:00"), 0, &closed, &none, Zone::Brasilia), None);
        let hours = WorkingHours::weekdays(OpenHours::new(540, 1080).unwrap());
        let forever = UtcMillis::from_millis(i64::MAX);
        assert_eq!(add_working_minutes(forever, 60_000, &hours, &none, Zone::Brasilia), None);
        assert_eq!(add_working_minutes(at("09/03/2026 10:00"), u32::MAX, &hours, &none, Zone::Brasilia), None);
        assert_eq!(
            working_minutes_between(at("09/03/2026 10:00"), at("09/03/2026 09:00"), &hours, &none, Zone::Brasilia),
            0
        );
    }

    #[test]
    fn hours_are_checked_also_on_the_wire() {
        assert_eq!(OpenHours::new(600, 600), Err(OpenHoursError));
        assert_eq!(OpenHours::new(600, 1441), Err(OpenHoursError));
        assert!(serde_json::from_str::<OpenHours>(r#"{"opens":900,"closes":600}"#).is_err());
        let hours: WorkingHours = serde_json::from_str(r#"{"saturday":{"opens":600,"closes":840}}"#).unwrap();
        let saturday = hours.on(Weekday::Sat).unwrap();
        assert_eq!((saturday.opens(), saturday.closes(), hours.on(Weekday::Mon)), (600, 840, None));
    }
}
