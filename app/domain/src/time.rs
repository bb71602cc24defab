//! Instants and their local forms: milliseconds of UTC as stored, dates and hours as shown in a zone.
//!
//! Nothing here knows what time it is; `now` is always passed in. Typed dates and hours are read in `time/typed.rs`,
//! days are named in `time/day_label.rs`; working hours live in `business_time`.

mod day_label;
mod typed;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

pub use day_label::DayLabel;
pub use typed::{DateError, TimeError, parse_date, parse_date_time, parse_time};

use crate::zone::Zone;

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
/// 0001-01-01 00:00 and 9999-12-31 23:59:59.999 UTC; local forms of anything beyond are those of the bound.
const FIRST: i64 = -62_135_596_800_000;
const LAST: i64 = 253_402_300_799_999;

/// An instant: milliseconds since 1970-01-01 00:00 UTC. Sums saturate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UtcMillis(i64);

impl UtcMillis {
    /// From milliseconds since 1970-01-01 00:00 UTC.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970-01-01 00:00 UTC.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// The instant at which the clocks of `zone` show `local`. Exactly one, since the zones have no daylight saving.
    pub fn of_local(local: NaiveDateTime, zone: Zone) -> Self {
        Self(local.and_utc().timestamp_millis() - i64::from(zone.offset_minutes()) * MINUTE)
    }

    /// The first instant of a local day.
    pub fn start_of_day(date: NaiveDate, zone: Zone) -> Self {
        Self::of_local(date.and_time(NaiveTime::MIN), zone)
    }

    /// The instant without its seconds: as much of it as a form shows. The same in every zone.
    pub const fn start_of_minute(self) -> Self {
        Self(self.0 - self.0.rem_euclid(MINUTE))
    }

    /// The last millisecond of a local day: 23:59:59.999. "Until the end of the day" holds while `now <= end_of_day`.
    pub fn end_of_day(date: NaiveDate, zone: Zone) -> Self {
        Self::start_of_day(date, zone).plus_millis(DAY - 1)
    }

    /// What the clocks of `zone` show; clamped to the years 1 to 9999.
    pub fn local(self, zone: Zone) -> NaiveDateTime {
        let shown = self.0.clamp(FIRST, LAST) + i64::from(zone.offset_minutes()) * MINUTE;
        DateTime::from_timestamp_millis(shown).unwrap_or_default().naive_utc()
    }

    /// The day in `zone`.
    pub fn local_date(self, zone: Zone) -> NaiveDate {
        self.local(zone).date()
    }

    /// Later by milliseconds (earlier if negative).
    pub const fn plus_millis(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// Later by seconds (earlier if negative).
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        self.plus_millis(seconds.saturating_mul(1000))
    }

    /// Later by minutes (earlier if negative).
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        self.plus_millis(minutes.saturating_mul(MINUTE))
    }

    /// Later by hours (earlier if negative).
    pub const fn plus_hours(self, hours: i64) -> Self {
        self.plus_minutes(hours.saturating_mul(60))
    }

    /// Later by days of 24 hours (earlier if negative); the local hour stays the same.
    pub const fn plus_days(self, days: i64) -> Self {
        self.plus_millis(days.saturating_mul(DAY))
    }

    /// Milliseconds from `earlier` to this instant; negative if `earlier` is later.
    pub const fn millis_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// Whole minutes from `earlier` to this instant, cut towards zero; negative if `earlier` is later.
    pub const fn minutes_since(self, earlier: Self) -> i64 {
        self.millis_since(earlier) / MINUTE
    }

    /// `dd/mm/aaaa` in `zone`.
    pub fn format_date(self, zone: Zone) -> String {
        format_date(self.local_date(zone))
    }

    /// `dd/mm/aaaa HH:MM` in `zone`.
    pub fn format_date_time(self, zone: Zone) -> String {
        format_date_time(self.local(zone))
    }

    /// `HH:MM` in `zone`.
    pub fn format_time(self, zone: Zone) -> String {
        format_time(self.local(zone).time())
    }

    /// RFC 3339 in UTC with milliseconds, `2026-03-09T11:31:00.000Z`: for machines (`<time datetime>`, exports, the API).
    pub fn format_iso(self) -> String {
        let utc = DateTime::from_timestamp_millis(self.0.clamp(FIRST, LAST)).unwrap_or_default().naive_utc();
        let (date, time) = (format_iso_date(utc.date()), utc.time());
        let millis = time.nanosecond() / 1_000_000;
        format!("{date}T{:02}:{:02}:{:02}.{millis:03}Z", time.hour(), time.minute(), time.second())
    }
}

/// `dd/mm/aaaa`
pub fn format_date(date: NaiveDate) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// `dd/mm/aaaa HH:MM`
pub fn format_date_time(local: NaiveDateTime) -> String {
    format!("{} {}", format_date(local.date()), format_time(local.time()))
}

/// `HH:MM`
pub fn format_time(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// `aaaa-mm-dd`, the value of a date input.
pub fn format_iso_date(date: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
    }

    /// 2026-03-09 11:31:07.250 UTC.
    const MORNING: UtcMillis = UtcMillis::from_millis(1_773_055_867_250);

    #[test]
    fn one_instant_in_four_zones() {
        assert_eq!(MORNING.format_iso(), "2026-03-09T11:31:07.250Z");
        let shown: Vec<String> = Zone::ALL.iter().map(|zone| MORNING.format_date_time(*zone)).collect();
        assert_eq!(shown, ["09/03/2026 09:31", "09/03/2026 08:31", "09/03/2026 07:31", "09/03/2026 06:31"]);
        assert_eq!(
            (MORNING.format_time(Zone::Acre), MORNING.format_date(Zone::Acre)),
            ("06:31".into(), "09/03/2026".into())
        );
        assert_eq!(format_iso_date(MORNING.local_date(Zone::Brasilia)), "2026-03-09");
    }

    #[test]
    fn the_day_ends_late_in_its_zone() {
        let end = UtcMillis::end_of_day(date(2026, 3, 9), Zone::Brasilia);
        assert_eq!(end.format_iso(), "2026-03-10T02:59:59.999Z");
        assert_eq!(end.local_date(Zone::Brasilia), date(2026, 3, 9));
        assert_eq!(end.plus_millis(1), UtcMillis::start_of_day(date(2026, 3, 10), Zone::Brasilia));
        assert_eq!(end.local_date(Zone::Noronha), date(2026, 3, 10));
    }

    #[test]
    fn sums_and_differences() {
        assert_eq!(MORNING.plus_minutes(90), MORNING.plus_hours(1).plus_seconds(1800));
        assert_eq!(MORNING.plus_days(-1).plus_hours(24), MORNING);
        assert_eq!(MORNING.plus_minutes(5).minutes_since(MORNING), 5);
        assert_eq!(MORNING.minutes_since(MORNING.plus_seconds(90)), -1);
        assert_eq!(UtcMillis::from_millis(i64::MAX).plus_days(1).millis(), i64::MAX);
    }

    #[test]
    fn no_instant_is_too_far_to_show() {
        assert_eq!(UtcMillis::from_millis(i64::MAX).format_date_time(Zone::Acre), "31/12/9999 18:59");
        assert_eq!(UtcMillis::from_millis(i64::MIN).format_iso(), "0001-01-01T00:00:00.000Z");
    }
}
