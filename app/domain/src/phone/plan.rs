//! The Brazilian numbering plan (Anatel, Resolução 749/2022; the ninth digit: Resolução 553/2010): which digits make a number,
//! and of what kind.
//!
//! Works on the digits after the country code, without the long-distance 0 in front. Area codes come from `state`; symbols
//! and prefixes are taken off by `phone` before.

use serde::{Deserialize, Serialize};

use crate::state::Uf;

/// What sort of number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhoneKind {
    /// Area code + 9 digits, the first a 9.
    Mobile,
    /// Area code + 8 digits, the first 2–5.
    Landline,
    /// 0800: the receiver pays.
    TollFree,
    /// 0300: one price for the whole country, shared with the caller.
    SharedCost,
    /// 0500: donations.
    Donation,
    /// 300X-XXXX and 400X-XXXX: one number for the whole country, dialled without area code at local price.
    LocalRate,
}

/// Why digits are not a number of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Misfit {
    Length,
    /// A subscriber's number alone, or an area code that does not exist.
    NoAreaCode,
    /// Area code + eight digits beginning with 6–9: a mobile number as before 2016.
    OldMobile,
    /// The area code exists, but no number in it begins like this.
    Subscriber,
}

/// The kind of a number.
pub(super) fn classify(number: &str) -> Result<PhoneKind, Misfit> {
    if let Some(kind) = without_area_code(number) {
        return Ok(kind);
    }
    match number.len() {
        8 | 9 => return Err(Misfit::NoAreaCode),
        10 | 11 => {}
        _ => return Err(Misfit::Length),
    }
    let (ddd, subscriber) = number.split_at(2);
    if ddd.parse().ok().and_then(Uf::of_ddd).is_none() {
        return Err(Misfit::NoAreaCode);
    }
    match (subscriber.len(), subscriber.as_bytes()[0]) {
        (9, b'9') => Ok(PhoneKind::Mobile),
        (8, b'2'..=b'5') => Ok(PhoneKind::Landline),
        (8, b'6'..=b'9') => Err(Misfit::OldMobile),
        _ => Err(Misfit::Subscriber),
    }
}

/// 0800, 0300 and 0500 with seven digits behind (old ones have six), and the eight digits of 300X and 400X.
fn without_area_code(number: &str) -> Option<PhoneKind> {
    match (number.len(), number.get(..3)?) {
        (8, "300" | "400") => Some(PhoneKind::LocalRate),
        (9 | 10, "800") => Some(PhoneKind::TollFree),
        (9 | 10, "300") => Some(PhoneKind::SharedCost),
        (9 | 10, "500") => Some(PhoneKind::Donation),
        _ => None,
    }
}
