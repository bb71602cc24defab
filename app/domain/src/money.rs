//! Amounts of reais as integer cents: reading what people type and the Brazilian written form.
//!
//! No floating point anywhere. Rounding never happens, since nothing is multiplied or divided; sums are checked.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::search::{is_dash, is_invisible};

/// An amount in cents of real, between ±9.999.999.999,99. Stored and sent as the number of cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Money(i64);

/// Why a text or a number is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MoneyError {
    /// Nothing was typed.
    #[error("no amount given")]
    Empty,
    /// Something else than digits, dot, comma, sign and `R$`.
    #[error("a character is not allowed")]
    Characters,
    /// Right characters, wrong places: `1.23.4`, `12,`, `1,2,3`, `10 20`.
    #[error("not written like 1.234,56")]
    Format,
    /// Written with a comma for thousands (`1,234.56`, `1,234`) or with three decimals (`0.500`): could be meant in two ways,
    /// so ask.
    #[error("ambiguous: write 1.234,56")]
    Ambiguous,
    /// Beyond ±9.999.999.999,99.
    #[error("out of range")]
    Range,
}

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest amount, 9.999.999.999,99.
    pub const MAX: Self = Self(999_999_999_999);
    /// The smallest amount, -9.999.999.999,99.
    pub const MIN: Self = Self(-999_999_999_999);

    /// From a number of cents.
    pub const fn from_cents(cents: i64) -> Result<Self, MoneyError> {
        if cents < Self::MIN.0 || cents > Self::MAX.0 { Err(MoneyError::Range) } else { Ok(Self(cents)) }
    }

    /// The number of cents.
    pub const fn cents(self) -> i64 {
        self.0
    }

    /// Reads `1.234,56`, `1234,56`, `1234`, `1.234`, `R$ 35,00`, `-1,00`, `R$ -1,00`; one decimal stands for tens of cents
    /// (`35,5`). A single dot before one or two last digits can only be a decimal point (`1234.56`) and is taken as one.
    /// `1,234.56`, `1,234` and `0.500` are refused as ambiguous. Spaces stand around the amount and its sign, not in it.
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let visible: String = text.chars().filter(|c| !is_invisible(*c)).collect();
        let (before, rest) = strip_sign(visible.trim());
        let rest = rest.strip_prefix("R$").or_else(|| rest.strip_prefix("r$")).unwrap_or(rest);
        let (after, body) = strip_sign(rest.trim_start());
        if body.is_empty() {
            return Err(MoneyError::Empty);
        }
        let known = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ',');
        if before && after || !body.chars().all(known) {
            return Err(MoneyError::Characters);
        }
        if body.contains(char::is_whitespace) {
            return Err(MoneyError::Format);
        }
        let (whole, decimals) = split_decimals(body)?;
        let reais: i64 = ungroup(whole)?.parse().map_err(|_| MoneyError::Range)?;
        let tens_or_cents: i64 =
            if decimals.is_empty() { 0 } else { decimals.parse().map_err(|_| MoneyError::Format)? };
        let cents = if decimals.len() == 1 { tens_or_cents * 10 } else { tens_or_cents };
        let total = reais.checked_mul(100).and_then(|reais| reais.checked_add(cents)).ok_or(MoneyError::Range)?;
        Self::from_cents(if before || after { -total } else { total })
    }

    /// `1.234,56`, `-1,00`. Can be parsed again.
    pub fn formatted(self) -> String {
        format!("{}{}", self.sign(), self.digits())
    }

    /// `R$ 1.234,56`, with the minus sign first: `-R$ 1,00`. Can be parsed again.
    pub fn formatted_currency(self) -> String {
        format!("{}R$ {}", self.sign(), self.digits())
    }

    /// The sum, or nothing if it leaves the range.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).and_then(|cents| Self::from_cents(cents).ok())
    }

    /// The difference, or nothing if it leaves the range.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).and_then(|cents| Self::from_cents(cents).ok())
    }

    const fn sign(self) -> &'static str {
        if self.0 < 0 { "-" } else { "" }
    }

    fn digits(self) -> String {
        let cents = self.0.unsigned_abs();
        let reais = (cents / 100).to_string();
        let mut grouped = String::with_capacity(reais.len() + 6);
        for (position, digit) in reais.chars().enumerate() {
            if position > 0 && (reais.len() - position).is_multiple_of(3) {
                grouped.push('.');
            }
            grouped.push(digit);
        }
        format!("{grouped},{:02}", cents % 100)
    }
}

/// Whether a minus sign (or a dash that was meant as one) comes first, and the rest.
fn strip_sign(text: &str) -> (bool, &str) {
    text.strip_prefix(is_dash).map_or((false, text), |rest| (true, rest.trim_start()))
}

/// Splits digits, dots and commas into the whole part, perhaps grouped by dots, and none to two decimals.
fn split_decimals(body: &str) -> Result<(&str, &str), MoneyError> {
    if let Some((whole, decimals)) = body.split_once(',') {
        let english =
            decimals.contains('.') || (decimals.len() >= 3 && decimals.split(',').all(|group| group.len() == 3));
        return match decimals.len() {
            _ if english && is_grouped(whole) => Err(MoneyError::Ambiguous),
            1 | 2 if !decimals.contains(',') => Ok((whole, decimals)),
            _ => Err(MoneyError::Format),
        };
    }
    match body.split_once('.') {
        Some((whole, decimals)) if matches!(decimals.len(), 1 | 2) && !decimals.contains('.') => Ok((whole, decimals)),
        _ => Ok((body, "")),
    }
}

/// One to three digits, as in front of a separator of thousands.
fn is_grouped(whole: &str) -> bool {
    matches!(whole.len(), 1..=3) && whole.bytes().all(|b| b.is_ascii_digit())
}

/// Takes the dots out of `1.234.567`; each must stand before exactly three digits. Nobody groups what begins with a zero.
fn ungroup(whole: &str) -> Result<String, MoneyError> {
    let mut groups = whole.split('.');
    let first = groups.next().unwrap_or_default();
    let plain = !whole.contains('.');
    let groups_fit = groups.all(|group| group.len() == 3);
    if first.is_empty() || !groups_fit || !(plain || first.len() <= 3) {
        return Err(MoneyError::Format);
    }
    if !plain && first.starts_with('0') {
        return Err(MoneyError::Ambiguous);
    }
    Ok(whole.replace('.', ""))
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.formatted())
    }
}

impl TryFrom<i64> for Money {
    type Error = MoneyError;

    fn try_from(cents: i64) -> Result<Self, MoneyError> {
        Self::from_cents(cents)
    }
}

impl From<Money> for i64 {
    fn from(money: Money) -> Self {
        money.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_is_read() {
        for (text, cents) in [
            ("1.234,56", 123_456),
            ("1234,56", 123_456),
            ("1234", 123_400),
            ("1.234", 123_400),
            ("R$ 35,00", 3_500),
            ("r$35", 3_500),
            ("R$\u{a0}35,00", 3_500),
            (" - R$ 35,00\u{a0}", -3_500),
            ("-1,00", -100),
            ("-R$ 1,00", -100),
            ("R$ -1,00", -100),
            ("\u{2212}1,00", -100),
            ("35,5", 3_550),
            ("1234.56", 123_456),
            ("12.3", 1_230),
            ("0,00", 0),
            ("-0", 0),
            ("007,01", 701),
            ("9.999.999.999,99", 999_999_999_999),
        ] {
            assert_eq!(Money::parse(text).map(Money::cents), Ok(cents), "{text}");
        }
    }

    #[test]
    fn each_fault_has_its_name() {
        for (text, error) in [
            ("", MoneyError::Empty),
            ("R$ ", MoneyError::Empty),
            ("-", MoneyError::Empty),
            ("dez", MoneyError::Characters),
            ("US$ 1,00", MoneyError::Characters),
            ("--1,00", MoneyError::Characters),
            ("-R$ -1,00", MoneyError::Characters),
            ("1,00-", MoneyError::Characters),
            ("1,234.56", MoneyError::Ambiguous),
            ("1,234", MoneyError::Ambiguous),
            ("1,234,567", MoneyError::Ambiguous),
            ("1,234,567.89", MoneyError::Ambiguous),
            ("0.500", MoneyError::Ambiguous),
            ("0.123.456,78", MoneyError::Ambiguous),
            ("10 20", MoneyError::Format),
            ("1 234,56", MoneyError::Format),
            ("35, 00", MoneyError::Format),
            ("12,", MoneyError::Format),
            (",50", MoneyError::Format),
            (".50", MoneyError::Format),
            ("1,2,3", MoneyError::Format),
            ("1.23.4", MoneyError::Format),
            ("1234.567", MoneyError::Format),
            ("1.2345,00", MoneyError::Format),
            ("1,2345", MoneyError::Format),
            ("1.", MoneyError::Format),
            ("10.000.000.000,00", MoneyError::Range),
            ("99999999999999999999999", MoneyError::Range),
        ] {
            assert_eq!(Money::parse(text), Err(error), "{text:?}");
        }
    }

    #[test]
    fn written_forms() {
        for (cents, plain, currency) in [
            (0, "0,00", "R$ 0,00"),
            (5, "0,05", "R$ 0,05"),
            (-100, "-1,00", "-R$ 1,00"),
            (99_999, "999,99", "R$ 999,99"),
            (123_456, "1.234,56", "R$ 1.234,56"),
            (-999_999_999_999, "-9.999.999.999,99", "-R$ 9.999.999.999,99"),
        ] {
            let money = Money::from_cents(cents).unwrap();
            assert_eq!((money.formatted().as_str(), money.formatted_currency().as_str()), (plain, currency));
        }
    }

    #[test]
    fn the_range_is_kept() {
        let cent = Money::from_cents(1).unwrap();
        assert_eq!(Money::MAX.checked_add(cent), None);
        assert_eq!(Money::MIN.checked_sub(cent), None);
        assert_eq!(Money::MAX.checked_add(Money::MIN), Some(Money::ZERO));
        assert_eq!(Money::from_cents(i64::MIN), Err(MoneyError::Range));
        assert!(serde_json::from_str::<Money>("1000000000000").is_err());
        assert_eq!(serde_json::to_string(&Money::MAX).unwrap(), "999999999999");
    }
}
