//! Numbers as each language writes them.

use crate::i18n::Locale;

/// "1.234.567": a count with its thousands apart.
pub fn grouped(number: impl TryInto<i64>, locale: Locale) -> String {
    let number = number.try_into().unwrap_or(i64::MAX);
    let digits = number.unsigned_abs().to_string();
    let mark = match locale {
        Locale::PtBr => '.',
        Locale::En => ',',
    };
    let mut text = String::with_capacity(1 + digits.len() + digits.len() / 3);
    if number < 0 {
        text.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_apart() {
        for (number, text) in [(0, "0"), (999, "999"), (1_000, "1.000"), (1_234_567, "1.234.567"), (-1_284, "-1.284")] {
            assert_eq!(grouped(number, Locale::PtBr), text);
        }
        assert_eq!(grouped(1_284_usize, Locale::En), "1,284");
    }
}
