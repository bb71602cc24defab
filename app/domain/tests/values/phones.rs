//! Phones: whatever is stored or shown reads back as the same number; the numbering plan is kept for all digits.

use domain::phone::{Phone, PhoneError, PhoneKind};
use domain::state::Uf;
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

proptest! {
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
    fn no_text_is_a_panic(text in any::<String>(), near in "\\+?[0-9() .-]{0,18}") {
        let _ = Phone::parse(&text);
        match Phone::parse(&near) {
            Ok(phone) | Err(PhoneError::MissingNinthDigit { suggestion: phone }) => {
                prop_assert_eq!(Phone::parse(phone.e164()), Ok(phone.clone()));
                prop_assert_eq!(Phone::parse(&phone.formatted()), Ok(phone));
            }
            Err(_) => {}
        }
    }
}
