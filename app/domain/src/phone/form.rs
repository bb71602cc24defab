//! Where a written number has its marks: `+55 (11) 98765-4321`, `(11) 9 8765-4321`, `011.3456.7890`, `0800 123 4567`.
//!
//! In front of the number are the country code, the long-distance 0 and the area code, each of which may stand in
//! parentheses, alone or with its neighbours. The number itself is written in one of few groupings. Between all of them stands
//! a space, a hyphen or a dot, or nothing; anywhere else a mark belongs to another number.

use super::{Phone, PhoneKind};
use crate::written::{Gap, Written};

/// How long the part is that may stand in parentheses, and after how many digits behind it the number may be divided; each
/// list is one way of writing it.
type Groups = (usize, &'static [&'static [usize]]);

const fn groups(kind: PhoneKind, length: usize) -> Groups {
    match (kind, length) {
        (PhoneKind::Mobile, 11) => (2, &[&[1, 5]]),
        // Also a mobile number without its nine.
        (PhoneKind::Landline | PhoneKind::Mobile, _) => (2, &[&[4]]),
        (PhoneKind::LocalRate, _) => (0, &[&[4]]),
        (PhoneKind::TollFree | PhoneKind::SharedCost | PhoneKind::Donation, 10) => (3, &[&[3]]),
        (PhoneKind::TollFree | PhoneKind::SharedCost | PhoneKind::Donation, _) => (3, &[&[2], &[3]]),
    }
}

/// Whether each mark of `written` stands where numbers like `phone` have one. `country` is how many digits its country code
/// has.
pub(super) fn is_written(written: &Written, country: usize, phone: &Phone) -> bool {
    let trunk = usize::from(written.bare[country..].starts_with('0'));
    let (area, groupings) = groups(phone.kind, written.bare.len() - country - trunk);
    let number = country + trunk + area;
    // "0055" is two parts: "00 55".
    let parts = [country.saturating_sub(2), country, country + trunk];
    let in_front = |gap: &Gap| match gap.at {
        0 => ["", "+", "(", "(+", "+("].contains(&gap.marks.as_str()) && (number > 0 || !gap.marks.contains('(')),
        at if at == number => is_divider(gap.marks.strip_prefix(')').unwrap_or(&gap.marks)),
        at if parts.contains(&at) => {
            let marks = gap.marks.strip_prefix(')').unwrap_or(&gap.marks);
            is_divider(marks.strip_suffix('(').unwrap_or(marks))
        }
        _ => false,
    };
    // "119 8765-4321" would be another area code than "11 9 8765-4321".
    let is_apart = written.gaps.iter().any(|gap| gap.at == number);
    let within = |gap: &Gap, grouping: &[usize]| {
        let at = gap.at.checked_sub(number).filter(|at| *at != 1 || is_apart);
        is_divider(&gap.marks) && at.is_some_and(|at| grouping.contains(&at))
    };
    are_closed(written)
        && groupings.iter().any(|grouping| written.gaps.iter().all(|gap| in_front(gap) || within(gap, grouping)))
}

fn is_divider(marks: &str) -> bool {
    matches!(marks, "" | "-" | ".")
}

/// Whether each parenthesis that is opened is closed before the next one.
fn are_closed(written: &Written) -> bool {
    let mut open = false;
    for mark in written.gaps.iter().flat_map(|gap| gap.marks.chars()) {
        match mark {
            '(' if open => return false,
            ')' if !open => return false,
            '(' | ')' => open = !open,
            _ => {}
        }
    }
    !open
}
