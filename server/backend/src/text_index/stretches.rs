//! Texts with neighbouring numbers. Beside its words, PostgreSQL's index says in which ten thousand of the numbers a text is:
//! the texts of a name in that stretch are read without the whole list of the name.

use super::words::BETWEEN;

/// Numbers of one stretch.
const LENGTH: i64 = 10_000;
/// Stretches of one search: where a hundred of them hold few texts, numbers are no neighbours any more.
const MOST: usize = 100;

/// What the texts of one stretch are found by: the token of `id`'s.
pub(super) fn stretch(id: i64) -> String {
    token(id / LENGTH)
}

/// The tokens of the stretches from `from`'s to `to`'s, which may be the lower one; those next to `from` if they are many.
pub(super) fn stretches(from: i64, to: i64) -> String {
    let [first, last] = [from, to].map(|id| id.max(0) / LENGTH);
    let tokens: Vec<String> = if first <= last {
        (first..=last).take(MOST).map(token).collect()
    } else {
        (last..=first).rev().take(MOST).map(token).collect()
    };
    tokens.join(" ")
}

fn token(number: i64) -> String {
    format!("{BETWEEN}{number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stretches_of_some_numbers() {
        assert_eq!([1, 9_999, 10_000, 123_456].map(stretch), [":0", ":0", ":1", ":12"]);
        assert_eq!(stretches(25_000, 15_000), ":2 :1");
        assert_eq!(stretches(25_000, 35_000), ":2 :3");
        assert_eq!(stretches(5_000, -5_000), ":0");
        assert_eq!(stretches(5_000, 5_000), ":0");
        let many = stretches(i64::MAX, 0);
        assert!(many.split(' ').count() == MOST && many.starts_with(&stretch(i64::MAX)));
        let many = stretches(1, i64::MAX);
        assert!(many.split(' ').count() == MOST && many.starts_with(":0 :1 "));
    }
}
