//! Working time: results lie inside working hours, never run backwards, and add up.

use chrono::{Datelike, NaiveDate, Weekday};
use domain::business_time::{Holidays, OpenHours, WorkingHours, add_working_minutes, working_minutes_between};
use domain::time::UtcMillis;
use domain::zone::Zone;
use proptest::prelude::*;

fn day() -> impl Strategy<Value = Option<OpenHours>> {
    proptest::option::of((0_u16..1440, 1_u16..=1440).prop_filter_map("opens first", |(a, b)| OpenHours::new(a, b).ok()))
}

/// Weeks with at least one open day.
fn weeks() -> impl Strategy<Value = WorkingHours> {
    (day(), day(), day(), day(), day(), day(), day()).prop_filter_map("never open", |days| {
        let (monday, tuesday, wednesday, thursday, friday, saturday, sunday) = days;
        let week = WorkingHours { monday, tuesday, wednesday, thursday, friday, saturday, sunday };
        (week != WorkingHours::default()).then_some(week)
    })
}

fn holidays() -> impl Strategy<Value = Holidays> {
    let date = (1_u32..=365).prop_filter_map("a day", |ordinal| NaiveDate::from_yo_opt(2026, ordinal));
    proptest::collection::vec(date, 0..60).prop_map(|dates| dates.into_iter().collect())
}

/// Instants of 2026, to the millisecond.
fn starts() -> impl Strategy<Value = UtcMillis> {
    (1_767_225_600_000_i64..1_798_761_600_000).prop_map(UtcMillis::from_millis)
}

fn zones() -> impl Strategy<Value = Zone> {
    proptest::sample::select(&Zone::ALL)
}

/// Whether an instant is within the hours of its day, closing time (also at midnight) included.
fn is_open(instant: UtcMillis, hours: &WorkingHours, holidays: &Holidays, zone: Zone) -> bool {
    // Closing at 24:00 is the first instant of the next day: look from just before as well.
    [instant, instant.plus_millis(-1)].into_iter().map(|seen| seen.local_date(zone)).any(|date| {
        let minutes = |minutes: u16| UtcMillis::start_of_day(date, zone).plus_minutes(minutes.into());
        let within = |open: OpenHours| (minutes(open.opens())..=minutes(open.closes())).contains(&instant);
        !holidays.contains(date) && hours.on(date.weekday()).is_some_and(within)
    })
}

proptest! {
    #[test]
    fn a_due_time_is_inside_working_hours(
        start in starts(), minutes in 0_u32..10_000, hours in weeks(), holidays in holidays(), zone in zones()
    ) {
        if let Some(due) = add_working_minutes(start, minutes, &hours, &holidays, zone) {
            prop_assert!(due >= start);
            prop_assert!(is_open(due, &hours, &holidays, zone), "{}", due.format_date_time(zone));
            prop_assert_eq!(working_minutes_between(start, due, &hours, &holidays, zone), minutes);
        }
    }

    #[test]
    fn more_minutes_are_never_due_earlier(
        start in starts(), a in 0_u32..5_000, more in 1_u32..5_000, hours in weeks(), holidays in holidays(), zone in zones()
    ) {
        let first = add_working_minutes(start, a, &hours, &holidays, zone);
        let second = add_working_minutes(start, a + more, &hours, &holidays, zone);
        prop_assert!(second.is_none() || first < second);
    }

    #[test]
    fn a_later_start_is_never_due_earlier(
        start in starts(), wait in 0_i64..20_000, minutes in 0_u32..5_000, hours in weeks(), holidays in holidays(), zone in zones()
    ) {
        let first = add_working_minutes(start, minutes, &hours, &holidays, zone);
        let second = add_working_minutes(start.plus_minutes(wait), minutes, &hours, &holidays, zone);
        prop_assert!(second.is_none() || first <= second);
    }

    #[test]
    fn two_steps_are_one(
        start in starts(), a in 0_u32..3_000, b in 0_u32..3_000, hours in weeks(), holidays in holidays(), zone in zones()
    ) {
        let halfway = add_working_minutes(start, a, &hours, &holidays, zone);
        let stepped = halfway.and_then(|halfway| add_working_minutes(halfway, b, &hours, &holidays, zone));
        let at_once = add_working_minutes(start, a + b, &hours, &holidays, zone);
        if stepped.is_some() && at_once.is_some() {
            prop_assert_eq!(stepped, at_once);
        }
    }
}

#[test]
fn midnight_joins_two_days_without_a_gap() {
    let Ok(all_day) = OpenHours::new(0, 1440) else { panic!("a whole day") };
    let mut hours = WorkingHours::weekdays(all_day);
    (hours.saturday, hours.sunday) = (Some(all_day), Some(all_day));
    let start = UtcMillis::from_millis(1_773_055_867_250);
    assert_eq!(start.local_date(Zone::Brasilia).weekday(), Weekday::Mon);
    let due = add_working_minutes(start, 10_000, &hours, &Holidays::default(), Zone::Brasilia);
    assert_eq!(due, Some(start.plus_minutes(10_000)));
}
