//! Money: every amount reads back from both written forms, and no text becomes an amount it does not say.

use domain::money::Money;
use proptest::prelude::*;

fn amounts() -> impl Strategy<Value = Money> {
    let cents = prop_oneof![-999_999_999_999_i64..=999_999_999_999, -200_000_i64..=200_000];
    cents.prop_filter_map("in range", |cents| Money::from_cents(cents).ok())
}

proptest! {
    #[test]
    fn written_forms_read_back(money in amounts()) {
        prop_assert_eq!(Money::parse(&money.formatted()), Ok(money));
        prop_assert_eq!(Money::parse(&money.formatted_currency()), Ok(money));
        prop_assert_eq!(Money::parse(&money.formatted().replace('.', "")), Ok(money));
        prop_assert_eq!(Money::try_from(i64::from(money)), Ok(money));
    }

    #[test]
    fn the_english_form_never_passes_for_another_amount(money in amounts()) {
        let english = money.formatted().replace('.', " ").replace(',', ".").replace(' ', ",");
        if let Ok(read) = Money::parse(&money.formatted().replace('.', "").replace(',', ".")) {
            prop_assert_eq!(read, money);
        }
        if english.contains(',') {
            prop_assert!(Money::parse(&english).is_err(), "{}", english);
        }
    }

    #[test]
    fn sums_are_exact_or_refused(a in amounts(), b in amounts()) {
        let sum = a.cents() + b.cents();
        prop_assert_eq!(a.checked_add(b), Money::from_cents(sum).ok());
        if let Some(total) = a.checked_add(b) {
            prop_assert_eq!(total.checked_sub(b), Some(a));
        }
    }

    #[test]
    fn no_text_is_a_panic(text in any::<String>(), near in "-?(R\\$ ?)?-?[0-9.,]{0,20}") {
        let _ = Money::parse(&text);
        if let Ok(money) = Money::parse(&near) {
            prop_assert_eq!(Money::parse(&money.formatted()), Ok(money));
        }
    }
}
