//! Protocol numbers: they read back, and exactly which typing errors get through.

use chrono::NaiveDate;
use domain::protocol_number::ProtocolNumber;
use proptest::prelude::*;

fn numbers() -> impl Strategy<Value = ProtocolNumber> {
    (2020_i32..2100, 1_u32..=366, 1_u32..=999_999).prop_filter_map("a day", |(year, ordinal, sequence)| {
        ProtocolNumber::new(NaiveDate::from_yo_opt(year, ordinal)?, sequence).ok()
    })
}

/// Weight of each of the 15 places; the check digit's own is 1.
const WEIGHTS: [i32; 15] = [7, 6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2, 1];

proptest! {
    #[test]
    fn numbers_read_back(number in numbers()) {
        let text = number.to_string();
        prop_assert_eq!(text.len(), 17);
        prop_assert_eq!(ProtocolNumber::parse(&text), Ok(number));
        prop_assert_eq!(ProtocolNumber::parse(&text.replace('-', "")), Ok(number));
        prop_assert_eq!(ProtocolNumber::new(number.date(), number.sequence()), Ok(number));
    }

    /// Every single-digit error at once; the exceptions are those named in the module.
    #[test]
    fn a_wrong_digit_is_found(number in numbers()) {
        let right: Vec<i32> = number.to_string().bytes().filter(u8::is_ascii_digit).map(|d| i32::from(d) - 48).collect();
        for place in 0..15 {
            for digit in (0..=9).filter(|digit| *digit != right[place]) {
                let mut wrong = right.clone();
                wrong[place] = digit;
                let shift = (WEIGHTS[place] * (digit - right[place])).rem_euclid(11);
                let blind = place < 14 && right[14] == 0 && matches!(shift, 1 | 10);
                if !blind {
                    let text: String = wrong.iter().map(ToString::to_string).collect();
                    prop_assert!(ProtocolNumber::parse(&text).is_err(), "{} for {}", text, number);
                }
            }
        }
    }

    /// Swapped neighbours are the other usual error: always found, unless the check digit is 0.
    #[test]
    fn swapped_neighbours_are_found(number in numbers()) {
        let right: Vec<char> = number.to_string().chars().filter(char::is_ascii_digit).collect();
        for place in (0..13).filter(|place| right[14] != '0' && right[*place] != right[place + 1]) {
            let mut wrong = right.clone();
            wrong.swap(place, place + 1);
            let text: String = wrong.into_iter().collect();
            prop_assert!(ProtocolNumber::parse(&text).is_err(), "{} for {}", text, number);
        }
    }

    #[test]
    fn no_text_is_a_panic(text in any::<String>(), near in "[0-9]{8}-?[0-9]{6}-?[0-9]") {
        let _ = ProtocolNumber::parse(&text);
        if let Ok(number) = ProtocolNumber::parse(&near) {
            prop_assert_eq!(number.to_string().replace('-', ""), near.replace('-', ""));
        }
    }
}
