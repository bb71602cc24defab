//! Days of work around the moment of the demo: holidays of Brazil, and moments at which somebody was at the desk.

use chrono::{Datelike, Days};
use domain::{
    business_time::{Holidays, WorkingHours},
    holiday,
    settings::{Holiday, HoursSettings},
    time::UtcMillis,
    zone::Zone,
};

use super::random::Random;

const ZONE: Zone = Zone::Brasilia;

/// What is known about days.
#[derive(Debug, Clone)]
pub(super) struct Calendar {
    pub(super) now: UtcMillis,
    pub(super) hours: WorkingHours,
    pub(super) holidays: Holidays,
}

impl Calendar {
    pub(super) fn new(now: UtcMillis) -> Self {
        let year = now.local_date(ZONE).year();
        let days = (year - 1..=year + 1).flat_map(holidays_of).map(|holiday| holiday.day);
        Self { now, hours: HoursSettings::default().hours, holidays: days.collect() }
    }

    /// A moment of work so many days ago, or on the last day of work before that.
    pub(super) fn moment(&self, random: &mut Random, days_ago: u32) -> UtcMillis {
        let mut day = self.now.local_date(ZONE);
        day = day.checked_sub_days(Days::new(days_ago.into())).unwrap_or(day);
        loop {
            let hours = self.hours.on(day.weekday()).filter(|_| !self.holidays.contains(day));
            if let Some(hours) = hours {
                let minute = random.between(hours.opens().into(), u32::from(hours.closes()) - 1);
                let at = UtcMillis::start_of_day(day, ZONE)
                    .plus_minutes(minute.into())
                    .plus_seconds(random.below(60).into());
                if at < self.now.plus_minutes(-5) {
                    return at;
                }
            }
            day = day.pred_opt().unwrap_or(day);
        }
    }
}

/// The national holidays of a year with Carnival and Corpus Christi, which most offices keep.
pub(super) fn holidays_of(year: i32) -> Vec<Holiday> {
    let easter = holiday::easter(year);
    let optional = [(-48, "Carnaval"), (-47, "Carnaval"), (60, "Corpus Christi")];
    let optional = optional.into_iter().filter_map(|(days, name)| {
        let day = easter?.checked_add_signed(chrono::Duration::days(days))?;
        Some(Holiday { day, name: name.to_owned() })
    });
    holiday::national(year).into_iter().chain(optional).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn optional_days_are_kept_too() {
        let days: Vec<String> = holidays_of(2026).into_iter().map(|holiday| holiday.day.to_string()).collect();
        for day in ["2026-02-16", "2026-02-17", "2026-04-03", "2026-06-04"] {
            assert!(days.contains(&day.to_owned()), "{day}");
        }
        assert_eq!(days.len(), 13);
    }

    #[test]
    fn nobody_works_at_night_or_in_the_future() {
        // A Monday, 06:00 in São Paulo.
        let calendar = Calendar::new(UtcMillis::from_millis(1_773_651_600_000));
        let mut random = Random::new(1);
        for days_ago in 0..90 {
            let at = calendar.moment(&mut random, days_ago);
            let local = at.local(ZONE);
            assert!(at < calendar.now);
            assert!(calendar.hours.on(local.weekday()).is_some());
            assert!((8..18).contains(&chrono::Timelike::hour(&local)), "{local}");
        }
    }
}
