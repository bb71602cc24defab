//! Instants, zones and typed dates: local forms convert both ways without loss.

use chrono::NaiveDate;
use domain::time::{
    DayLabel, UtcMillis, format_date, format_date_time, format_iso_date, format_time, parse_date, parse_date_time,
    parse_time,
};
use domain::zone::Zone;
use proptest::prelude::*;

fn zones() -> impl Strategy<Value = Zone> {
    proptest::sample::select(&Zone::ALL)
}

fn dates() -> impl Strategy<Value = NaiveDate> {
    (1000_i32..=9999, 1_u32..=366).prop_filter_map("a day", |(year, ordinal)| NaiveDate::from_yo_opt(year, ordinal))
}

/// Years 1970 to 2100.
fn instants() -> impl Strategy<Value = UtcMillis> {
    (0_i64..4_102_444_800_000).prop_map(UtcMillis::from_millis)
}

proptest! {
    #[test]
    fn local_and_back(instant in instants(), zone in zones()) {
        prop_assert_eq!(UtcMillis::of_local(instant.local(zone), zone), instant);
        let day = instant.local_date(zone);
        prop_assert!(UtcMillis::start_of_day(day, zone) <= instant && instant <= UtcMillis::end_of_day(day, zone));
    }

    #[test]
    fn any_number_of_millis_can_be_shown(millis in any::<i64>(), zone in zones()) {
        let instant = UtcMillis::from_millis(millis);
        prop_assert_eq!(instant.format_iso().len(), 24);
        prop_assert_eq!(instant.format_date_time(zone).len(), 16);
    }

    #[test]
    fn zones_differ_by_whole_hours(instant in instants(), a in zones(), b in zones()) {
        let apart = (instant.local(a) - instant.local(b)).num_minutes();
        prop_assert_eq!(apart, i64::from(a.offset_minutes() - b.offset_minutes()));
    }

    #[test]
    fn written_dates_read_back(date in dates(), minute in 0_u32..1440) {
        prop_assert_eq!(parse_date(&format_date(date)), Ok(date));
        prop_assert_eq!(parse_date(&format_iso_date(date)), Ok(date));
        let Some(local) = date.and_hms_opt(minute / 60, minute % 60, 0) else { return Err(TestCaseError::reject("time")) };
        prop_assert_eq!(parse_time(&format_time(local.time())), Ok(local.time()));
        prop_assert_eq!(parse_date_time(&format_date_time(local)), Ok(local));
    }

    #[test]
    fn no_text_is_a_panic(text in any::<String>(), near in "[0-9/:hT -]{0,18}") {
        for text in [text, near] {
            let _ = (parse_date(&text), parse_time(&text), parse_date_time(&text));
        }
    }

    #[test]
    fn a_label_names_one_day(day in dates(), ahead in 0_u64..800) {
        let Some(today) = day.checked_add_days(chrono::Days::new(ahead)) else { return Ok(()) };
        let label = DayLabel::of(day, today);
        prop_assert_eq!(label == DayLabel::Today, ahead == 0);
        prop_assert_eq!(label == DayLabel::Yesterday, ahead == 1);
    }
}
