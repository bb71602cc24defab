//! Texts with neighbouring numbers. Beside its words, PostgreSQL's index says in which ten thousand of the numbers a text is:
//! the texts of a name in that stretch are read without the whole list of the name.

use super::words::BETWEEN;

/// Numbers of one stretch.
const LENGTH: i64 = 10_000;

/// What the texts of one stretch are found by: the token of `id`'s.
pub fn stretch(id: i64) -> String {
    format!("{BETWEEN}{}", id.div_euclid(LENGTH))
}

/// The tokens of the stretch of `id` and of the one below or above it, for a condition on `tokens`.
pub(super) fn near(id: i64, down: bool) -> String {
    let next = if down { id - LENGTH } else { id + LENGTH };
    [stretch(id), stretch(next)].join(" ")
}
