//! How to name a day in a list: as data, so that each language finds its own words.
//!
//! The words "hoje" and "ontem" and the names of the months live in `i18n`.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::UtcMillis;
use crate::zone::Zone;

/// How to name a day beside an hour, so that a list shows "hoje 14:31", "ontem 16:03", "9 mar 08:31" or the full date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DayLabel {
    /// The day itself.
    Today,
    /// The day before.
    Yesterday,
    /// Another day, past or to come, of the same year.
    ThisYear {
        /// 1 to 31.
        day: u32,
        /// 1 to 12.
        month: u32,
    },
    /// A day of another year: show `dd/mm/aaaa`.
    Full,
}

impl DayLabel {
    /// The label of `day` for someone whose day is `today`; both local to the same zone.
    pub fn of(day: NaiveDate, today: NaiveDate) -> Self {
        if day == today {
            Self::Today
        } else if day.checked_add_days(Days::new(1)) == Some(today) {
            Self::Yesterday
        } else if day.year() == today.year() {
            Self::ThisYear { day: day.day(), month: day.month() }
        } else {
            Self::Full
        }
    }

    /// The label of an instant, seen at `now` in `zone`.
    pub fn at(instant: UtcMillis, now: UtcMillis, zone: Zone) -> Self {
        Self::of(instant.local_date(zone), now.local_date(zone))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
    }

    #[test]
    fn days_have_names() {
        let today = date(2026, 3, 10);
        assert_eq!(DayLabel::of(today, today), DayLabel::Today);
        assert_eq!(DayLabel::of(date(2026, 3, 9), today), DayLabel::Yesterday);
        assert_eq!(DayLabel::of(date(2026, 3, 11), today), DayLabel::ThisYear { day: 11, month: 3 });
        assert_eq!(DayLabel::of(date(2026, 1, 2), today), DayLabel::ThisYear { day: 2, month: 1 });
        assert_eq!(DayLabel::of(date(2025, 3, 9), today), DayLabel::Full);
        assert_eq!(DayLabel::of(date(2025, 12, 31), date(2026, 1, 1)), DayLabel::Yesterday);
        let morning = UtcMillis::from_millis(1_773_055_867_250);
        // 02:30 UTC of the 10th is still the 9th in Brasília.
        let night = UtcMillis::from_millis(1_773_109_800_000);
        assert_eq!(DayLabel::at(morning, night, Zone::Brasilia), DayLabel::Today);
        assert_eq!(DayLabel::at(morning, night, Zone::Noronha), DayLabel::Yesterday);
    }
}
