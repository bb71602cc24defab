//! Finding records by any part of any word of their text, in any order, however many there are.
//!
//! Two indexes answer, and both mean the same. [`parts`] looks for the three-letter pieces of each word: SQLite in an FTS5 table
//! with the trigram tokenizer, PostgreSQL in a trigram index over `like`. It finds everything, but for common words that few
//! texts hold together it reads long lists. [`words`] knows every word that names are made of and which texts hold two
//! or three of them together, and reads short ones; it serves contracts, whose texts are names.

mod parts;
mod stretches;
mod tidy;
mod words;

use std::{cmp::Reverse, collections::BTreeSet};

use sea_query::{Expr, ExprTrait, Value, Values};
use sea_query_sqlx::SqlxValues;
use sqlx::AssertSqlSafe;

use crate::{
    db::{Conn, Engine, Raw, Tx},
    error::StoreError,
    run,
};

pub use self::{parts::by_parts, tidy::tidy};

/// A table of searchable text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextTable {
    People,
    Tickets,
    Contracts,
}

impl TextTable {
    const ALL: [Self; 3] = [Self::People, Self::Tickets, Self::Contracts];

    /// The texts with their pieces.
    const fn name(self) -> &'static str {
        match self {
            Self::People => "people_search",
            Self::Tickets => "ticket_search",
            Self::Contracts => "contract_search",
        }
    }

    /// The words of the texts, in a table of their own on SQLite and beside the text on PostgreSQL. Subjects of tickets are
    /// sentences, and people have an e-mail address each, which would fill the vocabulary.
    const fn words(self) -> Option<&'static str> {
        match self {
            Self::People | Self::Tickets => None,
            Self::Contracts => Some("contract_words"),
        }
    }
}

/// Shortest word that the indexes can find, in characters.
const MIN_WORD: usize = 3;
/// Words of one search that are looked at, the longest ones; nobody types more.
const MOST_WORDS: usize = 16;

/// Tokens, on SQLite with the words between them, of a condition that is not far from being one token's.
const PLAIN: usize = 8;

/// How a search is put to the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lookup {
    /// The table to read from, under the alias `s`.
    pub from: &'static str,
    /// Its column with the record's id.
    pub key: &'static str,
    /// By whole words and not by pieces.
    pub by_words: bool,
    /// The conditions, with the placeholders of sea-query, and what they bind.
    pub conditions: Vec<String>,
    pub values: Vec<String>,
    /// The words that were typed.
    pub typed: Vec<String>,
}

impl Lookup {
    /// The conditions as an expression.
    pub fn expr(&self) -> Expr {
        Expr::cust_with_values(self.all(), self.values.clone())
    }

    /// No text can hold what was typed.
    pub fn finds_nothing(&self) -> bool {
        self.values.is_empty()
    }

    /// One condition of few tokens: PostgreSQL knows how common it is, SQLite asks it of one record quickly.
    pub fn is_plain(&self) -> bool {
        matches!(self.values.as_slice(), [tokens] if self.by_words && tokens.split(' ').count() <= PLAIN)
    }

    /// The same for PostgreSQL by words, put so that it does not see which they are: it takes them for rare and asks the index.
    pub fn by_index(&self) -> Expr {
        let hide = |condition: &String| match condition.strip_prefix(words::HOLDS_ONE_OF) {
            Some(tokens) => words::hidden(tokens),
            None => condition.clone(),
        };
        let conditions: Vec<String> = self.conditions.iter().map(hide).collect();
        Expr::cust_with_values(conditions.join(" and "), self.values.clone())
    }

    /// As [`Self::by_index`], with a number from `from` to `to`, which may be the lower one, and some more.
    pub fn near(&self, from: i64, to: i64) -> Expr {
        let stretches = stretches::stretches(from, to);
        self.by_index().and(Expr::cust_with_values(words::hidden("string_to_array($1, ' ')"), [stretches]))
    }

    /// The same for PostgreSQL, put so that no index answers it: for looking through texts one by one.
    pub fn one_by_one(&self) -> Expr {
        let conditions: Vec<String> =
            (1..=self.typed.len()).map(|number| format!("(s.body || '') like ${number}")).collect();
        Expr::cust_with_values(conditions.join(" and "), self.typed.iter().map(|word| parts::like_pattern(word)))
    }

    /// `column` is one of the records found.
    pub fn holds(&self, column: &str) -> Expr {
        let Self { from, key, values, .. } = self;
        let conditions = self.all();
        Expr::cust_with_values(format!("{column} in (select s.{key} from {from} s where {conditions})"), values.clone())
    }

    /// The same, put so that each record is asked by itself.
    pub fn asked_of(&self, column: &str) -> Expr {
        let Self { from, key, values, .. } = self;
        let conditions = self.all();
        let sql = format!("exists (select 1 from {from} s where s.{key} = {column} and {conditions})");
        Expr::cust_with_values(sql, values.clone())
    }

    /// The statement of [`ids`] with its values, for the test of its plan as well.
    pub fn newest(&self, engine: Engine, limit: i64) -> (String, SqlxValues) {
        let Self { from, key, values, .. } = self;
        let conditions = self.all();
        let limit_at = match engine {
            Engine::Sqlite => "?".to_owned(),
            Engine::Postgres => format!("${}", values.len() + 1),
        };
        let sql = format!("select s.{key} from {from} s where {conditions} order by s.{key} desc limit {limit_at}");
        let values = values.iter().cloned().map(Value::from).chain([limit.into()]).collect();
        (sql, SqlxValues(Values(values)))
    }

    fn all(&self) -> String {
        self.conditions.join(" and ")
    }
}

/// The column that a table of texts calls its records by.
const fn key(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "rowid",
        Engine::Postgres => "id",
    }
}

/// Stores the folded text of one record, replacing what was there.
pub async fn put(tx: &mut Tx, table: TextTable, id: i64, body: &str) -> Result<(), StoreError> {
    let name = table.name();
    let words = table.words().map(|table| (table, words::words(body)));
    match (tx.engine(), &words) {
        (Engine::Sqlite, words) => {
            run!(tx, AssertSqlSafe(format!("delete from {name} where rowid = $1")), id)?;
            run!(tx, AssertSqlSafe(format!("insert into {name} (rowid, body) values ($1, $2)")), id, body)?;
            if let Some((name, words)) = words {
                let tokens = words::tokens(words).join(" ");
                run!(tx, AssertSqlSafe(format!("delete from {name} where rowid = $1")), id)?;
                run!(tx, AssertSqlSafe(format!("insert into {name} (rowid, tokens) values ($1, $2)")), id, tokens)?;
            }
        }
        (Engine::Postgres, Some((_, words))) => {
            let sql = format!(
                "insert into {name} (id, body, tokens) values ($1, $2, string_to_array($3, ' '))
                 on conflict (id) do update set body = excluded.body, tokens = excluded.tokens"
            );
            run!(tx, AssertSqlSafe(sql), id, body, tokens_of(id, words))?;
        }
        (Engine::Postgres, None) => {
            let sql = format!(
                "insert into {name} (id, body) values ($1, $2) on conflict (id) do update set body = excluded.body"
            );
            run!(tx, AssertSqlSafe(sql), id, body)?;
        }
    }
    match words {
        Some((_, words)) => words::learn(tx, &words).await,
        None => Ok(()),
    }
}

/// What a text is found by in the index of words, separated by spaces: for whoever fills the tables with many rows at once.
pub fn tokens(engine: Engine, id: i64, body: &str) -> String {
    let words = words::words(body);
    match engine {
        Engine::Sqlite => words::tokens(&words).join(" "),
        Engine::Postgres => tokens_of(id, &words),
    }
}

/// What PostgreSQL finds a text by: its words and its stretch.
fn tokens_of(id: i64, words: &BTreeSet<&str>) -> String {
    let mut tokens = words::tokens(words);
    tokens.push(stretches::stretch(id));
    tokens.join(" ")
}

/// How to find `table`'s records whose text holds every word of folded `text`; `None` when there is no word.
pub async fn look_up(conn: &mut Conn, table: TextTable, text: &str) -> Result<Option<Lookup>, StoreError> {
    if let Some(words) = table.words()
        && let Some(lookup) = words::look_up(conn, table, words, text).await?
    {
        return Ok(Some(lookup));
    }
    Ok(by_parts(conn.engine(), table, text))
}

/// Ids of `table`'s records whose text holds every word of folded `text` that the indexes can find; at most `limit`, newest
/// first.
pub async fn ids(conn: &mut Conn, table: TextTable, text: &str, limit: i64) -> Result<Vec<i64>, StoreError> {
    let Some(lookup) = look_up(conn, table, &long_words(text)).await? else { return Ok(Vec::new()) };
    let (sql, values) = lookup.newest(conn.engine(), limit);
    // The text is made of literals; every value from outside is bound.
    let sql = AssertSqlSafe(sql);
    let rows: Vec<(i64,)> = match conn.raw() {
        Raw::Sqlite(conn) => sqlx::query_as_with::<sqlx::Sqlite, _, _>(sql, values).fetch_all(conn).await?,
        Raw::Postgres(conn) => {
            // What a word costs depends on the word: PostgreSQL must not keep one plan for all of them.
            sqlx::query_as_with::<sqlx::Postgres, _, _>(sql, values).persistent(false).fetch_all(conn).await?
        }
    };
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The words of folded `text` that the indexes can find.
pub fn long_words(text: &str) -> String {
    text.split_whitespace().filter(|word| is_long(word)).collect::<Vec<_>>().join(" ")
}

/// The words of a typed text that are looked at: each once, the longest first.
fn typed_words(text: &str) -> Vec<&str> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    words.sort_by_key(|word| (Reverse(word.chars().count()), *word));
    words.dedup();
    words.truncate(MOST_WORDS);
    words
}

/// A word that the indexes can find.
pub(crate) fn is_long(word: &str) -> bool {
    word.chars().count() >= MIN_WORD
}

#[cfg(test)]
mod tests;
