//! The national holidays of a year, by law.
//!
//! - Lei 662/1949 as worded by Lei 10.607/2002: 1 January, 21 April, 1 May, 7 September, 2 November, 15 November,
//!   25 December;
//! - Lei 6.802/1980: 12 October, Nossa Senhora Aparecida;
//! - Lei 14.759/2023: 20 November, from 2024 on;
//! - Good Friday: a religious holiday everywhere by Lei 9.093/1995, art. 2.
//!
//! Carnival, Ash Wednesday and Corpus Christi are optional days, not holidays; states and towns have their own. Those are
//! entered by hand.

use chrono::{Days, NaiveDate};

use crate::settings::Holiday;

/// Month, day, first year and name of the holidays with a fixed date.
const FIXED: [(u32, u32, i32, &str); 9] = [
    (1, 1, 1950, "Confraternização Universal"),
    (4, 21, 1950, "Tiradentes"),
    (5, 1, 1950, "Dia do Trabalho"),
    (9, 7, 1950, "Independência do Brasil"),
    (10, 12, 1980, "Nossa Senhora Aparecida"),
    (11, 2, 2003, "Finados"),
    (11, 15, 1950, "Proclamação da República"),
    (11, 20, 2024, "Dia Nacional de Zumbi e da Consciência Negra"),
    (12, 25, 1950, "Natal"),
];

/// The national holidays of a year, oldest first.
pub fn national(year: i32) -> Vec<Holiday> {
    let fixed = FIXED
        .iter()
        .filter(|(_, _, since, _)| *since <= year)
        .filter_map(|(month, day, _, name)| Some((NaiveDate::from_ymd_opt(year, *month, *day)?, *name)));
    let good_friday = easter(year).and_then(|sunday| sunday.checked_sub_days(Days::new(2)));
    let mut days: Vec<Holiday> = fixed
        .chain(good_friday.map(|day| (day, "Sexta-Feira da Paixão")))
        .map(|(day, name)| Holiday { day, name: name.to_owned() })
        .collect();
    days.sort_by_key(|holiday| holiday.day);
    days
}

/// Easter Sunday of the Gregorian calendar (the "anonymous" computus of 1876); `None` before 1583 and beyond the calendar.
pub fn easter(year: i32) -> Option<NaiveDate> {
    if year < 1583 {
        return None;
    }
    let golden = year % 19;
    let (century, rest) = (year / 100, year % 100);
    let sun_and_moon = (century + 8) / 25;
    let epact = (19 * golden + century - century / 4 - (century - sun_and_moon + 1) / 3 + 15) % 30;
    let to_sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * to_sunday) / 451;
    // Counted from 22 March, the earliest Easter there is.
    let after = u64::try_from(epact + to_sunday - 7 * late).ok()?;
    NaiveDate::from_ymd_opt(year, 3, 22)?.checked_add_days(Days::new(after))
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, Weekday};

    use super::*;

    fn written(year: i32) -> Vec<String> {
        national(year).into_iter().map(|holiday| format!("{} {}", holiday.day.format("%d/%m"), holiday.name)).collect()
    }

    #[test]
    fn the_holidays_of_2026_and_2027() {
        assert_eq!(
            written(2026),
            [
                "01/01 Confraternização Universal",
                "03/04 Sexta-Feira da Paixão",
                "21/04 Tiradentes",
                "01/05 Dia do Trabalho",
                "07/09 Independência do Brasil",
                "12/10 Nossa Senhora Aparecida",
                "02/11 Finados",
                "15/11 Proclamação da República",
                "20/11 Dia Nacional de Zumbi e da Consciência Negra",
                "25/12 Natal",
            ]
        );
        assert_eq!(written(2027)[1], "26/03 Sexta-Feira da Paixão");
        assert_eq!(written(2027).len(), 10);
    }

    #[test]
    fn a_law_counts_from_its_first_year() {
        assert_eq!(national(2023).len(), 9);
        assert!(written(2024).contains(&"20/11 Dia Nacional de Zumbi e da Consciência Negra".to_owned()));
    }

    #[test]
    fn easter_of_known_years() {
        for (year, date) in [
            (1818, "1818-03-22"),
            (1943, "1943-04-25"),
            (1981, "1981-04-19"),
            (2000, "2000-04-23"),
            (2008, "2008-03-23"),
            (2011, "2011-04-24"),
            (2019, "2019-04-21"),
            (2024, "2024-03-31"),
            (2025, "2025-04-20"),
            (2026, "2026-04-05"),
            (2027, "2027-03-28"),
            (2038, "2038-04-25"),
            (2049, "2049-04-18"),
            (2076, "2076-04-19"),
            (2285, "2285-03-22"),
        ] {
            assert_eq!(easter(year).unwrap().to_string(), date);
        }
        assert_eq!(easter(1500), None);
    }

    #[test]
    fn easter_is_a_sunday_between_22_march_and_25_april() {
        for year in 1583..4100 {
            let day = easter(year).unwrap();
            assert_eq!(day.weekday(), Weekday::Sun, "{year}");
            assert!((3, 22) <= (day.month(), day.day()) && (day.month(), day.day()) <= (4, 25), "{day}");
        }
    }
}
