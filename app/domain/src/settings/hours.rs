//! The form "Horários": opening and closing of each weekday.

use chrono::{Timelike, Weekday};
use serde::{Deserialize, Serialize};

use super::HoursSettings;
use crate::{
    business_time::{OpenHours, WorkingHours},
    error::{AppError, ErrorCode},
    form::Faults,
    time::parse_time,
};

/// Minutes at which a day ends; typed as `24:00`.
const MIDNIGHT: u16 = 1440;

/// The weekdays in the order of the form, with the name of their field.
pub const WEEK: [(Weekday, &str); 7] = [
    (Weekday::Mon, "monday"),
    (Weekday::Tue, "tuesday"),
    (Weekday::Wed, "wednesday"),
    (Weekday::Thu, "thursday"),
    (Weekday::Fri, "friday"),
    (Weekday::Sat, "saturday"),
    (Weekday::Sun, "sunday"),
];

/// One weekday as typed. The hours of a closed day are kept on the screen but not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayForm {
    pub open: bool,
    /// `HH:MM`
    pub opens: String,
    /// `HH:MM`; `24:00` is the end of the day.
    pub closes: String,
}

/// The whole week, Monday first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoursForm {
    pub days: [DayForm; 7],
}

impl HoursForm {
    /// The form as it is shown for stored values; a closed day proposes 08:00–18:00.
    pub fn of(settings: &HoursSettings) -> Self {
        let days = WEEK.map(|(weekday, _)| {
            settings.hours.on(weekday).map_or_else(
                || DayForm { open: false, opens: clock(8 * 60), closes: clock(18 * 60) },
                |hours| DayForm { open: true, opens: clock(hours.opens()), closes: clock(hours.closes()) },
            )
        });
        Self { days }
    }

    /// Reads the form. Field names are those of [`WEEK`] with `.opens` or `.closes` behind.
    ///
    /// # Errors
    /// The faults of all days; [`ErrorCode::Required`] on `days` when no day is open, since no term would ever end.
    pub fn validate(&self) -> Result<HoursSettings, Vec<AppError>> {
        let mut faults = Faults::default();
        if self.days.iter().all(|day| !day.open) {
            faults.keep::<()>(Err(AppError::on("days", ErrorCode::Required)));
        }
        let mut read = [None; 7];
        for ((hours, day), (_, name)) in read.iter_mut().zip(&self.days).zip(WEEK) {
            *hours = read_day(day, name, &mut faults);
        }
        let [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = read;
        faults.finish(HoursSettings {
            hours: WorkingHours { monday, tuesday, wednesday, thursday, friday, saturday, sunday },
        })
    }
}

fn read_day(day: &DayForm, name: &str, faults: &mut Faults) -> Option<OpenHours> {
    if !day.open {
        return None;
    }
    let opens = faults.keep(minutes(&format!("{name}.opens"), &day.opens).map(Some));
    let closes = faults.keep(minutes(&format!("{name}.closes"), &day.closes).map(Some));
    let hours = OpenHours::new(opens?, closes?);
    faults.keep(hours.map(Some).map_err(|_| AppError::on(format!("{name}.closes"), ErrorCode::EndsBeforeStart)))
}

fn minutes(field: &str, text: &str) -> Result<u16, AppError> {
    if text.trim() == "24:00" {
        return Ok(MIDNIGHT);
    }
    let bad = || AppError::on(field, ErrorCode::BadTime);
    let time = parse_time(text).map_err(|_| bad())?;
    u16::try_from(time.hour() * 60 + time.minute()).map_err(|_| bad())
}

/// Minutes since midnight as `HH:MM`.
pub fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_reads_back_what_it_shows() {
        let settings = HoursSettings::default();
        let form = HoursForm::of(&settings);
        assert_eq!((form.days[0].opens.as_str(), form.days[0].closes.as_str()), ("08:00", "18:00"));
        assert_eq!(form.days.iter().filter(|day| day.open).count(), 5);
        assert_eq!(form.validate(), Ok(settings));
    }

    #[test]
    fn a_day_may_end_at_midnight() {
        let mut form = HoursForm::of(&HoursSettings::default());
        form.days[5] = DayForm { open: true, opens: "9:30".to_owned(), closes: "24:00".to_owned() };
        let saturday = form.validate().unwrap().hours.saturday.unwrap();
        assert_eq!((saturday.opens(), saturday.closes()), (570, 1440));
        assert_eq!(HoursForm::of(&form.validate().unwrap()).days[5].closes, "24:00");
    }

    #[test]
    fn each_day_tells_its_own_fault() {
        let mut form = HoursForm::of(&HoursSettings::default());
        form.days[0].opens = "25:00".to_owned();
        form.days[1].closes = "08:00".to_owned();
        form.days[6].opens = "closed, so not read".to_owned();
        assert_eq!(
            form.validate().unwrap_err(),
            [
                AppError::on("monday.opens", ErrorCode::BadTime),
                AppError::on("tuesday.closes", ErrorCode::EndsBeforeStart)
            ]
        );
        for day in &mut form.days {
            day.open = false;
        }
        assert_eq!(form.validate().unwrap_err(), [AppError::on("days", ErrorCode::Required)]);
    }
}
