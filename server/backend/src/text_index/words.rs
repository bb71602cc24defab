//! The index of whole words and of each two and three of them: "mariana", "mariana:oliveira", "mariana:oliveira:siqueira".
//!
//! What is typed is first looked for in the vocabulary, all the words there are, by any of its parts: "olive" is "oliveira"
//! and "oliveiras". The texts are then those that hold three of the words found together, which few do where each alone is
//! common. Numbers are no part of the vocabulary, since each text has one of its own; their pieces are rare enough for
//! [`super::parts`].

use std::collections::BTreeSet;

use sea_query::{Value, Values};
use sea_query_sqlx::SqlxValues;
use sqlx::AssertSqlSafe;

use super::{
    Lookup, TextTable, is_long, key,
    parts::{like_pattern, quoted},
    typed_words,
};
use crate::{
    db::{Conn, Engine, Raw, Tx},
    error::StoreError,
    run,
};

/// SQLite's index of the vocabulary.
pub(super) const PARTS: &str = "search_words_parts";
/// How a condition on PostgreSQL's tokens begins.
pub(super) const HOLDS_ONE_OF: &str = "s.tokens && ";
/// Stands between the words of a token; folded text never holds it.
pub(super) const BETWEEN: &str = ":";
/// Words of the vocabulary that one typed word may stand for, "ana" for all the names that hold it.
const MOST_KIN: usize = 64;
/// Tokens that one search may ask for; beyond, reading the pieces is cheaper.
const MOST_TOKENS: usize = 512;

/// Whether a word is in the vocabulary: long enough for an index, and no mere number.
fn is_name(word: &str) -> bool {
    is_long(word) && !word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The words of a folded text that the vocabulary has.
pub(super) fn words(body: &str) -> BTreeSet<&str> {
    body.split_whitespace().filter(|word| is_name(word)).collect()
}

/// What says that a text holds all of these words: each of them once.
fn token<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: BTreeSet<&str> = words.into_iter().collect();
    words.into_iter().collect::<Vec<_>>().join(BETWEEN)
}

/// Everything that a text of these words is found by.
pub(super) fn tokens(words: &BTreeSet<&str>) -> Vec<String> {
    let words: Vec<&str> = words.iter().copied().collect();
    let mut tokens = Vec::new();
    for (place, one) in words.iter().enumerate() {
        tokens.push((*one).to_owned());
        let after = &words[place + 1..];
        for (place, other) in after.iter().enumerate() {
            let pair = [one, BETWEEN, other].concat();
            tokens.extend(after[place + 1..].iter().map(|third| [&pair, BETWEEN, third].concat()));
            tokens.push(pair);
        }
    }
    tokens
}

/// Adds words to the vocabulary. It only grows: a word that no text holds any more finds nothing.
pub(super) async fn learn(tx: &mut Tx, words: &BTreeSet<&str>) -> Result<(), StoreError> {
    let words = words.iter().copied().collect::<Vec<_>>().join(" ");
    match tx.engine() {
        Engine::Sqlite => {
            // Folded words need no escaping in JSON.
            let list = format!("[\"{}\"]", words.replace(' ', "\",\""));
            run!(
                tx,
                "insert or ignore into search_words (word) select value from json_each($1) where value <> ''",
                list
            )?;
        }
        // A word may be there twice, when two transactions bring it at once: no unique index makes one wait for the other,
        // which could be waiting for it.
        Engine::Postgres => {
            run!(
                tx,
                "insert into search_words (word)
                 select w from unnest(string_to_array($1, ' ')) w
                 where not exists (select 1 from search_words known where known.word = w)",
                words
            )?;
        }
    }
    Ok(())
}

/// How to find the records; `None` when the pieces have to do it: a number was typed, no word is long enough, or what was
/// typed stands for too many words.
pub(super) async fn look_up(
    conn: &mut Conn,
    table: TextTable,
    name: &'static str,
    text: &str,
) -> Result<Option<Lookup>, StoreError> {
    let typed = typed_words(text);
    let long: Vec<&str> = typed.iter().copied().filter(|word| is_long(word)).collect();
    if long.is_empty() || !long.iter().all(|word| is_name(word)) {
        return Ok(None);
    }
    let mut kin = kin(conn, &long).await?;
    kin.sort_by_key(Vec::len);
    let Some(groups) = groups(&kin) else { return Ok(None) };
    Ok(Some(lookup(conn.engine(), table, name, &groups, &typed)))
}

/// For each word the words of the vocabulary that hold it, at most one more than [`MOST_KIN`].
async fn kin(conn: &mut Conn, typed: &[&str]) -> Result<Vec<Vec<String>>, StoreError> {
    let engine = conn.engine();
    let limit = MOST_KIN + 1;
    let selects: Vec<String> = (0..typed.len())
        .map(|place| match engine {
            Engine::Sqlite => format!(
                "select cast({place} as bigint), word from (select p.word from {PARTS} p where p.{PARTS} match ? limit {limit})"
            ),
            Engine::Postgres => format!(
                "select cast({place} as bigint), word
                 from (select distinct w.word from search_words w where w.word like ${} limit {limit}) k{place}",
                place + 1
            ),
        })
        .collect();
    let values = typed.iter().map(|word| match engine {
        Engine::Sqlite => Value::from(quoted(word)),
        Engine::Postgres => Value::from(like_pattern(word)),
    });
    let (sql, values) = (AssertSqlSafe(selects.join(" union all ")), SqlxValues(Values(values.collect())));
    let rows: Vec<(i64, String)> = match conn.raw() {
        Raw::Sqlite(conn) => sqlx::query_as_with::<sqlx::Sqlite, _, _>(sql, values).fetch_all(conn).await?,
        Raw::Postgres(conn) => {
            sqlx::query_as_with::<sqlx::Postgres, _, _>(sql, values).persistent(false).fetch_all(conn).await?
        }
    };
    let mut kin = vec![Vec::new(); typed.len()];
    for (place, word) in rows {
        if let Some(words) = usize::try_from(place).ok().and_then(|place| kin.get_mut(place)) {
            words.push(word);
        }
    }
    Ok(kin)
}

/// Groups of tokens; a text is found when it holds one of each group. The word with the fewest kin comes first and is put
/// together with every other one, two of them at a time unless that makes too many tokens. `None` when there would be too
/// many anyway.
fn groups(kin: &[Vec<String>]) -> Option<Vec<BTreeSet<String>>> {
    let (first, others) = kin.split_first()?;
    if kin.iter().any(|words| words.len() > MOST_KIN) {
        return None;
    }
    let sizes: &[usize] = match others.len() {
        0 => &[0],
        1 => &[1],
        _ => &[2, 1],
    };
    sizes.iter().find_map(|size| {
        let parties: Vec<Vec<&Vec<String>>> =
            others_by(others, *size).map(|others| std::iter::once(first).chain(others).collect()).collect();
        let asked = |party: &Vec<&Vec<String>>| party.iter().map(|words| words.len()).product::<usize>();
        let few = parties.iter().map(asked).sum::<usize>() <= MOST_TOKENS;
        few.then(|| parties.iter().map(|party| group(party)).collect())
    })
}

/// All of `others`, some at a time; the last ones may be there twice.
fn others_by(others: &[Vec<String>], size: usize) -> impl Iterator<Item = &[Vec<String>]> {
    (0..others.len().max(1)).step_by(size.max(1)).map(move |from| {
        let from = from.min(others.len() - size);
        &others[from..from + size]
    })
}

/// Each token of one word of each list.
fn group(party: &[&Vec<String>]) -> BTreeSet<String> {
    let mut found: Vec<Vec<&str>> = vec![Vec::new()];
    for words in party {
        found =
            found.iter().flat_map(|begun| words.iter().map(move |word| [begun.as_slice(), &[word]].concat())).collect();
    }
    found.into_iter().map(token).collect()
}

/// A condition of which PostgreSQL's planner does not know how many texts meet it.
pub(super) fn hidden(tokens: &str) -> String {
    format!("{HOLDS_ONE_OF}(select {tokens})")
}

fn lookup(engine: Engine, table: TextTable, name: &'static str, groups: &[BTreeSet<String>], typed: &[&str]) -> Lookup {
    let from = match engine {
        Engine::Sqlite => name,
        Engine::Postgres => table.name(),
    };
    let short: Vec<&str> = typed.iter().copied().filter(|word| !is_long(word)).collect();
    let (mut conditions, mut values) = (Vec::new(), Vec::new());
    match engine {
        // A word that no text holds.
        _ if groups.iter().any(BTreeSet::is_empty) => conditions.push("1 = 0".to_owned()),
        Engine::Sqlite => {
            let either =
                |group: &BTreeSet<String>| group.iter().map(|token| quoted(token)).collect::<Vec<_>>().join(" OR ");
            conditions.push(format!("s.{name} match ?"));
            values.push(groups.iter().map(|group| format!("({})", either(group))).collect::<Vec<_>>().join(" AND "));
            let body = format!("(select b.body from {} b where b.rowid = s.rowid)", table.name());
            conditions.extend(short.iter().map(|_| format!("instr({body}, ?) > 0")));
            values.extend(short.iter().map(|word| (*word).to_owned()));
        }
        Engine::Postgres => {
            for group in groups {
                values.push(group.iter().cloned().collect::<Vec<_>>().join(" "));
                conditions.push(format!("{HOLDS_ONE_OF}string_to_array(${}, ' ')", values.len()));
            }
            for word in short {
                values.push(like_pattern(word));
                conditions.push(format!("s.body like ${}", values.len()));
            }
        }
    }
    let typed = typed.iter().map(|word| (*word).to_owned()).collect();
    Lookup { from, key: key(engine), by_words: true, conditions, values, typed }
}
