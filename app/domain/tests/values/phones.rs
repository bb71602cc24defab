//! Phones: whatever is stored or shown reads back as the same number; the numbering plan is kept for all digits.

use domain::phone::{Phone, PhoneError, PhoneKind};
use domain::state::Uf;
use domain::written::without_leftover;
use proptest::prelude::*;

fn ddds() -> impl Strategy<Value = u8> {
    let all: Vec<u8> = Uf::all().iter().flat_map(|uf| uf.ddds()).copied().collect();
    proptest::sample::select(all)
}

/// The 23 pairs of digits that could be an area code but are none.
fn unknown_ddds() -> impl Strategy<Value = u8> {
    proptest::sample::select((10_u8..=99).filter(|ddd| Uf::of_ddd(*ddd).is_none()).collect::<Vec<_>>())
}

/// Digits as a person would type them, of every kind.
fn numbers() -> impl Strategy<Value = (String, PhoneKind)> {
    prop_oneof![
        (ddds(), "9[0-9]{8}").prop_map(|(ddd, number)| (format!("{ddd}{number}"), PhoneKind::Mobile)),
        (ddds(), "[2-5][0-9]{7}").prop_map(|(ddd, number)| (format!("{ddd}{number}"), PhoneKind::Landline)),
        "0800[0-9]{6,7}".prop_map(|number| (number, PhoneKind::TollFree)),
        "0300[0-9]{6,7}".prop_map(|number| (number, PhoneKind::SharedCost)),
        "0500[0-9]{6,7}".prop_map(|number| (number, PhoneKind::Donation)),
        "[34]00[0-9]{5}".prop_map(|number| (number, PhoneKind::LocalRate)),
    ]
}

/// A number with the marks of a written form: what stands before each part, then the text.
fn written() -> impl Strategy<Value = String> {
    let country = prop::sample::select(vec!["", "+55 ", "+55", "(+55) ", "+55-", "0055 "]);
    let area = prop_oneof![
        ddds().prop_map(|ddd| format!("({ddd}) ")),
        ddds().prop_map(|ddd| format!("(0{ddd})")),
        ddds().prop_map(|ddd| format!("0{ddd} ")),
        ddds().prop_map(|ddd| format!("{ddd}.")),
        ddds().prop_map(|ddd| format!("{ddd}-")),
        ddds().prop_map(|ddd| ddd.to_string()),
    ];
    let subscriber = prop_oneof!["9[0-9]{4}[-. ]?[0-9]{4}", "[2-5][0-9]{3}( - |[-. \u{2013}])?[0-9]{4}",];
    prop_oneof![
        (country, area, subscriber).prop_map(|(country, area, subscriber)| format!("{country}{area}{subscriber}")),
        (ddds(), "9[-. ][0-9]{4}[-. ]?[0-9]{4}").prop_map(|(ddd, subscriber)| format!("({ddd}) {subscriber}")),
        (ddds(), "9[-. ][0-9]{4}[-. ]?[0-9]{4}").prop_map(|(ddd, subscriber)| format!("+55{ddd} {subscriber}")),
        "0[358]00[-. ]?[0-9]{3}[-. ]?[0-9]{4}",
        "0[358]00 [0-9]{2}[-. ]?[0-9]{4}",
        "[34]00[0-9][-. ]?[0-9]{4}",
    ]
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// After how many digits a text has a mark or a space, both ends aside.
fn marked_places(text: &str) -> Vec<usize> {
    let mut seen = 0;
    let mut places = Vec::new();
    for c in text.chars() {
        if c.is_ascii_digit() {
            seen += 1;
        } else {
            places.push(seen);
        }
    }
    places
}

/// `text` with a mark behind so many of its digits.
fn with_mark(text: &str, after: usize, mark: &str) -> String {
    let mut seen = 0;
    let mut marked = if after == 0 { mark.to_owned() } else { String::new() };
    for c in text.chars() {
        marked.push(c);
        if c.is_ascii_digit() {
            seen += 1;
            if seen == after {
                marked.push_str(mark);
            }
        }
    }
    marked
}

/// Whether a number of this kind may be divided after so many of its national digits, the long-distance 0 apart.
fn may_divide(kind: PhoneKind, length: usize, at: usize) -> bool {
    match kind {
        PhoneKind::Mobile => matches!(at, 2 | 3 | 7),
        PhoneKind::Landline => matches!(at, 2 | 6),
        PhoneKind::LocalRate => at == 4,
        _ if length == 9 => matches!(at, 3 | 5 | 6),
        _ => matches!(at, 3 | 6),
    }
}

proptest! {
    /// Written forms are read; a mark anywhere else makes them no other number, but no number.
    #[test]
    fn a_mark_in_another_place_is_refused(
        text in written(),
        after in 0_usize..=17,
        mark in prop::sample::select(vec![".", "/", "-", " ", " / ", "\u{2013}", "(", ")", "+", "..", ") "]),
    ) {
        let phone = Phone::parse(&text).unwrap();
        let number = digits(phone.e164())[2..].to_owned();
        prop_assert!(digits(&text).ends_with(&number));
        prop_assert_eq!(Phone::parse(&format!("\u{a0}{text} \u{200b}")), Ok(phone.clone()));
        let length = digits(&text).len();
        let in_front = length - number.len();
        let ends = after == 0 || after == length;
        let allowed = after <= in_front || may_divide(phone.kind(), number.len(), after - in_front);
        let at_an_end = ends && mark == " ";
        if after <= length && !allowed && !at_an_end {
            let marked = with_mark(&text, after, mark);
            prop_assert!(Phone::parse(&marked).is_err(), "{:?} for {:?}", marked, text);
        }
        // A slash has no place at all, and no place has two marks.
        if after < length && !ends {
            let marked = with_mark(&text, after, "/");
            prop_assert!(Phone::parse(&marked).is_err(), "{:?} for {:?}", marked, text);
            if marked_places(&text).contains(&after) {
                let marked = with_mark(&text, after, "-.");
                prop_assert!(Phone::parse(&marked).is_err(), "{:?} for {:?}", marked, text);
            }
        }
    }

    #[test]
    fn what_a_spreadsheet_left_is_cut_as_a_whole((typed, _) in numbers()) {
        let expected = Phone::parse(&typed);
        prop_assert_eq!(&Phone::parse(&format!("{typed}.0")), &expected);
        prop_assert_eq!(&Phone::parse(&format!("{typed},00")), &expected);
        for leftover in [".", ",", ",0", ".00", ".1", ".0.0", "/0", "-0", "/3", " 3"] {
            let text = format!("{typed}{leftover}");
            prop_assert!(Phone::parse(&text).is_err(), "{}", text);
        }
    }

    #[test]
    fn forms_read_back((typed, kind) in numbers()) {
        let phone = Phone::parse(&typed).unwrap();
        prop_assert_eq!(phone.kind(), kind);
        prop_assert_eq!(Phone::parse(phone.e164()), Ok(phone.clone()));
        prop_assert_eq!(Phone::parse(&phone.formatted()), Ok(phone.clone()));
        let with_country = format!("+55 {typed}");
        prop_assert_eq!(Phone::parse(&with_country), Ok(phone.clone()));
        prop_assert_eq!(phone.ddd().is_some(), matches!(kind, PhoneKind::Mobile | PhoneKind::Landline));
    }

    #[test]
    fn prefixes_do_not_matter(ddd in ddds(), subscriber in "9[0-9]{8}|[2-5][0-9]{7}", prefix in "0|55|\\+55|\\+550|0055") {
        let plain = Phone::parse(&format!("{ddd}{subscriber}")).unwrap();
        prop_assert_eq!(plain.ddd(), Some(ddd));
        prop_assert_eq!(Phone::parse(&format!("{prefix}{ddd}{subscriber}")), Ok(plain));
    }

    #[test]
    fn an_old_mobile_is_offered_its_nine(ddd in ddds(), subscriber in "[6-9][0-9]{7}") {
        let Err(PhoneError::MissingNinthDigit { suggestion }) = Phone::parse(&format!("({ddd}) {subscriber}")) else {
            return Err(TestCaseError::fail("read without the nine"));
        };
        let expected = format!("+55{ddd}9{subscriber}");
        prop_assert_eq!(suggestion.e164(), expected.as_str());
        prop_assert_eq!(suggestion.kind(), PhoneKind::Mobile);
    }

    #[test]
    fn an_unknown_area_code_is_refused(ddd in unknown_ddds(), subscriber in "9[0-9]{8}|[2-5][0-9]{7}") {
        prop_assert_eq!(Phone::parse(&format!("({ddd}) {subscriber}")), Err(PhoneError::Ddd));
    }

    #[test]
    fn no_text_is_a_panic(text in any::<String>(), near in "\\+?[0-9() ./-]{0,18}|[0-9]{8,13}[.,/ ][0-9]{1,2}") {
        let _ = Phone::parse(&text);
        if let Ok(phone) = Phone::parse(&near) {
            let number = &digits(phone.e164())[2..];
            let prefix = digits(without_leftover(&near)).strip_suffix(number).map(str::to_owned);
            prop_assert!(prefix.is_some_and(|prefix| ["", "0", "55", "550", "0055", "00550"].contains(&prefix.as_str())));
        }
        match Phone::parse(&near) {
            Ok(phone) | Err(PhoneError::MissingNinthDigit { suggestion: phone }) => {
                prop_assert_eq!(Phone::parse(phone.e164()), Ok(phone.clone()));
                prop_assert_eq!(Phone::parse(&phone.formatted()), Ok(phone));
            }
            Err(_) => {}
        }
    }
}

/// Seen with real lists: each of these became a number that nobody had given.
#[test]
fn no_number_is_made_of_what_stands_beside_one() {
    for (text, error, others) in [
        ("(41) 9000-0502/3", PhoneError::TwoNumbers, "(41) 90000-5023"),
        ("(41) 9000-0502 / 3", PhoneError::TwoNumbers, "(41) 90000-5023"),
        ("(41) 9000-0502 3", PhoneError::Separators, "(41) 90000-5023"),
        ("984560203.0", PhoneError::Ddd, "(98) 4560-2030"),
        ("98456020.30", PhoneError::Separators, "(98) 4560-2030"),
        ("(11) 3456-7890 / (11) 98765-4321", PhoneError::TwoNumbers, "(11) 98765-4321"),
        ("(11) 3456-7890 ramal 2", PhoneError::Characters, "(11) 3456-7890"),
    ] {
        assert_eq!(Phone::parse(text), Err(error), "{text}");
        assert!(Phone::parse(others).is_ok(), "{others}");
    }
}
