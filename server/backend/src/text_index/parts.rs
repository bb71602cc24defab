//! The index of three-letter pieces: finds any part of a word, in any table.

use super::{Lookup, TextTable, is_long, key, typed_words};
use crate::db::Engine;

/// How to find the records of `table` whose text holds every word of folded `text`; `None` when there is no word.
///
/// Words of three letters and more are found by the index, shorter ones ("NF", "13") among what the longer ones left; alone
/// they cost a look at every text.
pub fn by_parts(engine: Engine, table: TextTable, text: &str) -> Option<Lookup> {
    let words = typed_words(text);
    let typed = words.iter().map(|word| (*word).to_owned()).collect();
    if words.is_empty() {
        return None;
    }
    let from = table.name();
    let (conditions, values) = match engine {
        Engine::Sqlite => {
            let (long, short): (Vec<&str>, Vec<&str>) = words.into_iter().partition(|word| is_long(word));
            let (mut conditions, mut values) = (Vec::new(), Vec::new());
            if !long.is_empty() {
                conditions.push(format!("s.{from} match ?"));
                values.push(long.into_iter().map(quoted).collect::<Vec<_>>().join(" "));
            }
            conditions.extend(short.iter().map(|_| "instr(s.body, ?) > 0".to_owned()));
            values.extend(short.into_iter().map(str::to_owned));
            (conditions, values)
        }
        // Each word is a condition of its own, so that PostgreSQL can begin with the one that few texts hold.
        Engine::Postgres => {
            let conditions = (1..=words.len()).map(|number| format!("s.body like ${number}")).collect();
            (conditions, words.into_iter().map(like_pattern).collect())
        }
    };
    Some(Lookup { from, key: key(engine), by_words: false, conditions, values, typed })
}

/// One phrase of an FTS5 expression.
pub(super) fn quoted(word: &str) -> String {
    format!("\"{}\"", word.replace('"', "\"\""))
}

/// The pattern of any text that holds `word`.
pub(super) fn like_pattern(word: &str) -> String {
    format!("%{}%", word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))
}
