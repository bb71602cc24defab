//! What a cell says beyond its text: zeros that a spreadsheet dropped, two phones in one cell, marks against formulas.
//!
//! Whatever is mended here must then be a written form like any other; nothing is made to fit.

use crate::{
    document::{Document, DocumentError},
    person::{PhoneForm, PhoneState},
    phone::Phone,
    written::without_leftover,
};

/// Takes the apostrophe away that keeps a spreadsheet from running a cell as a formula: corrected rows come back with it.
pub(super) fn armed(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t'])).unwrap_or(cell)
}

/// Spreadsheets drop the zeros in front of a number, and some write `.0` or `,00` behind it, which is no part of it. The
/// zeros are put back when the check digits then agree.
pub(super) fn restore_zeros(typed: &str) -> String {
    let number = without_leftover(typed.trim());
    let all_digits = number.bytes().all(|b| b.is_ascii_digit());
    if all_digits && Document::parse(number) == Err(DocumentError::Length) {
        let padded = match number.len() {
            8..=10 => format!("{number:0>11}"),
            12..=13 => format!("{number:0>14}"),
            _ => return number.to_owned(),
        };
        if Document::parse(&padded).is_ok() {
            return padded;
        }
    }
    number.to_owned()
}

/// Phones that stand in one cell, parted by slashes, take a place each: the first one its own, the others the next free
/// ones. A cell with anything else than whole phones, or with more than there are places, stays as it is, which is a fault.
pub(super) fn part_phones(phones: &mut [PhoneForm]) {
    for index in 0..phones.len() {
        let Some(numbers) = several(&phones[index].number) else { continue };
        let is_free = |(_, form): &(usize, &PhoneForm)| form.number.trim().is_empty();
        let free = phones.iter().enumerate().filter(is_free).map(|(at, _)| at);
        let places: Vec<usize> = std::iter::once(index).chain(free).take(numbers.len()).collect();
        if places.len() == numbers.len() {
            for (at, number) in places.into_iter().zip(numbers) {
                phones[at].number = number.formatted();
            }
        }
    }
}

/// The phones of a cell that holds nothing else, when there are at least two.
fn several(cell: &str) -> Option<Vec<Phone>> {
    let numbers = cell.split('/').map(|part| Phone::parse(part).ok()).collect::<Option<Vec<_>>>()?;
    (numbers.len() > 1).then_some(numbers)
}

/// Lists often repeat the same number in two columns; that is no fault of the row.
pub(super) fn drop_repeated(phones: &mut [PhoneForm]) {
    let mut known: Vec<Phone> = Vec::new();
    for form in phones {
        let Ok(number) = Phone::parse(&form.number) else { continue };
        if known.contains(&number) {
            *form = PhoneForm { number: String::new(), state: PhoneState::Ok };
        } else {
            known.push(number);
        }
    }
}
