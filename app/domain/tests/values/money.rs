//! Money: every amount reads back from both written forms, and no text becomes an amount it does not say.

use domain::money::{Money, MoneyError};
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

    /// A mark or a space that the written form does not have makes no other amount of it.
    #[test]
    fn a_mark_in_another_place_is_refused(money in amounts(), at in 0_usize..18, mark in "[., ]") {
        let text = money.formatted();
        if at > 0 && at < text.len() {
            let marked = format!("{}{mark}{}", &text[..at], &text[at..]);
            // "- 1,00": the sign may stand apart.
            if let Ok(read) = Money::parse(&marked) {
                prop_assert!(at == 1 && mark == " " && money < Money::ZERO && read == money, "{}", marked);
            }
        }
    }

    /// An amount has the digits of its text, whatever its marks, and no others but the cents that were not written.
    #[test]
    fn an_amount_has_the_digits_of_its_text(text in "-?(R\\$ ?)?[0-9]{1,4}([., ][0-9]{1,4}){0,3}") {
        if let Ok(money) = Money::parse(&text) {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            let cents = money.cents().unsigned_abs();
            let written: u64 = digits.parse().unwrap();
            prop_assert!([1, 10, 100].iter().any(|scale| written * scale == cents), "{} for {}", cents, text);
            // Digits with a space among them are two amounts, and behind a zero stand decimals, not thousands.
            let body = text.trim_start_matches(['-', 'R', '$', ' ']);
            let whole = body.split(',').next().unwrap_or_default();
            let is_grouped = whole.rsplit_once('.').is_some_and(|(_, last)| last.len() == 3);
            prop_assert!(!(body.contains(' ') || is_grouped && whole.starts_with('0')), "{} for {}", cents, text);
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

#[test]
fn two_amounts_or_three_decimals_are_no_amount() {
    for (text, error) in [
        ("100 200", MoneyError::Format),
        ("1 234,56", MoneyError::Format),
        ("0.500", MoneyError::Ambiguous),
        ("1.234.56", MoneyError::Format),
        ("12.34,56", MoneyError::Format),
    ] {
        assert_eq!(Money::parse(text), Err(error), "{text}");
    }
}
