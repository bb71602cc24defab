//! The few things that the two databases do not say alike, each behind one function.
//!
//! Search: SQLite answers from an FTS5 table with the trigram tokenizer, PostgreSQL from a trigram index over `like`.
//! Both find folded text that contains every given word, each word anywhere.

use std::cmp::Reverse;

use sea_query::{Value, Values};
use sea_query_sqlx::SqlxValues;
use sqlx::AssertSqlSafe;

use crate::{
    db::{Conn, Db, Engine, Raw, Tx},
    error::StoreError,
    run, scalar,
};

/// A table of searchable text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchTable {
    People,
    Tickets,
    Contracts,
}

impl SearchTable {
    const ALL: [Self; 3] = [Self::People, Self::Tickets, Self::Contracts];

    const fn name(self) -> &'static str {
        match self {
            Self::People => "people_search",
            Self::Tickets => "ticket_search",
            Self::Contracts => "contract_search",
        }
    }
}

/// Shortest word that the trigram indexes can find, in characters.
pub const MIN_WORD: usize = 3;
/// Words of one search that are looked at, the longest ones; nobody types more.
const MOST_WORDS: usize = 16;

/// Stores the folded text of one record, replacing what was there.
///
/// # Errors
/// The database fails.
pub async fn put_search_text(tx: &mut Tx, table: SearchTable, id: i64, body: &str) -> Result<(), StoreError> {
    let table = table.name();
    match tx.engine() {
        Engine::Sqlite => {
            run!(tx, AssertSqlSafe(format!("delete from {table} where rowid = $1")), id)?;
            run!(tx, AssertSqlSafe(format!("insert into {table} (rowid, body) values ($1, $2)")), id, body)?;
        }
        Engine::Postgres => {
            let sql = format!(
                "insert into {table} (id, body) values ($1, $2) on conflict (id) do update set body = excluded.body"
            );
            run!(tx, AssertSqlSafe(sql), id, body)?;
        }
    }
    Ok(())
}

/// Pages that one step of [`tidy_search`] writes; other writers wait for a step, some hundredths of a second.
const PAGES_A_STEP: i64 = 500;

/// Puts the search indexes in order. SQLite's grow by pieces, and every word is looked up in each of them: after a million
/// texts the commonest ones took three times as long. PostgreSQL's own housekeeping does the same.
///
/// # Errors
/// The database fails; what was put in order until then stays so.
pub async fn tidy_search(db: &Db) -> Result<(), StoreError> {
    if db.engine() == Engine::Postgres {
        return Ok(());
    }
    for table in SearchTable::ALL.map(SearchTable::name) {
        // A negative number of pages begins to make one piece of all, a positive one goes on with it.
        let mut pages = -PAGES_A_STEP;
        loop {
            let mut tx = db.begin().await?;
            let before = scalar!(tx, i64, "select total_changes()")?;
            run!(tx, AssertSqlSafe(format!("insert into {table} ({table}, rank) values ('merge', $1)")), pages)?;
            let changes = scalar!(tx, i64, "select total_changes()")? - before;
            tx.commit().await?;
            // The statement itself counts as one: nothing was left to do.
            if changes < 2 {
                break;
            }
            pages = PAGES_A_STEP;
        }
    }
    Ok(())
}

/// The SQL condition `id in (…)` that finds `table`'s records, and the value it binds, for folded `text`.
///
/// `None` when no word is long enough for the index; the caller then falls back to a prefix or finds nothing.
#[must_use]
pub fn search_condition(engine: Engine, table: SearchTable, text: &str) -> Option<(String, String)> {
    let words = long_words(text);
    if words.is_empty() {
        return None;
    }
    let (key, table) = (key(engine), table.name());
    Some(match engine {
        Engine::Sqlite => (format!("in (select {key} from {table} where {table} match $1)"), match_expression(&words)),
        Engine::Postgres => {
            let holding = "body like split_part($1, chr(1), 1) and body like all (string_to_array($1, chr(1)))";
            (format!("in (select {key} from {table} where {holding})"), like_list(&words))
        }
    })
}

fn long_words(text: &str) -> Vec<&str> {
    text.split_whitespace().filter(|word| word.chars().count() >= MIN_WORD).collect()
}

/// The column that a search table calls its records by.
const fn key(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "rowid",
        Engine::Postgres => "id",
    }
}

/// FTS5: every word a quoted phrase, all of them required.
fn match_expression(words: &[&str]) -> String {
    words.iter().map(|word| format!("\"{}\"", word.replace('"', "\"\""))).collect::<Vec<_>>().join(" ")
}

/// LIKE patterns, one a word, separated by a character that folded text never holds. The longest word comes first: the
/// trigram index answers a plain `like` only, so the statements ask for that word by itself and for all of them besides.
fn like_list(words: &[&str]) -> String {
    let mut words = words.to_vec();
    words.sort_by_key(|word| Reverse(word.chars().count()));
    words.into_iter().map(like_pattern).collect::<Vec<_>>().join("\u{1}")
}

fn like_pattern(word: &str) -> String {
    format!("%{}%", word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))
}

/// Ids of `table`'s records whose text holds every word of folded `text`; at most `limit`, newest first.
///
/// # Errors
/// The database fails.
pub async fn search_ids(conn: &mut Conn, table: SearchTable, text: &str, limit: i64) -> Result<Vec<i64>, StoreError> {
    let Some((sql, values)) = search_sql(conn.engine(), table, text, limit) else { return Ok(Vec::new()) };
    // The text is made of literals; every value from outside is bound.
    let sql = AssertSqlSafe(sql);
    let found: Vec<(i64,)> = match conn.raw() {
        Raw::Sqlite(conn) => sqlx::query_as_with::<sqlx::Sqlite, _, _>(sql, values).fetch_all(conn).await?,
        Raw::Postgres(conn) => {
            // What a word costs depends on the word: PostgreSQL must not keep one plan for all of them.
            sqlx::query_as_with::<sqlx::Postgres, _, _>(sql, values).persistent(false).fetch_all(conn).await?
        }
    };
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// The statement of [`search_ids`] with its values, for the test of its plan as well; `None` when no word is long enough for
/// the index. Each word is a condition of its own, so that PostgreSQL can begin with the one that few texts hold.
#[must_use]
pub fn search_sql(engine: Engine, table: SearchTable, text: &str, limit: i64) -> Option<(String, SqlxValues)> {
    let (key, table) = (key(engine), table.name());
    let (conditions, words) = text_conditions(engine, table, &long_words(text).join(" "))?;
    let limit_at = match engine {
        Engine::Sqlite => "?".to_owned(),
        Engine::Postgres => format!("${}", words.len() + 1),
    };
    let sql = format!("select {key} from {table} where {conditions} order by {key} desc limit {limit_at}");
    let values = words.into_iter().map(Value::from).chain([limit.into()]).collect();
    Some((sql, SqlxValues(Values(values))))
}

/// The condition that finds the tickets whose text holds every word of folded `text`, and the values it binds in the order
/// of its placeholders, which are those of sea-query. `None` when there is no word.
///
/// Words of three letters and more are found by the index, shorter ones ("NF", "13") among what the longer ones left; alone
/// they cost a look at every text.
#[must_use]
pub fn ticket_text_condition(engine: Engine, text: &str) -> Option<(String, Vec<String>)> {
    let (conditions, values) = text_conditions(engine, "ticket_search", text)?;
    let key = key(engine);
    Some((format!("in (select {key} from ticket_search where {conditions})"), values))
}

/// The conditions on a search table by themselves; see [`ticket_text_condition`].
#[must_use]
pub fn text_conditions(engine: Engine, table: &str, text: &str) -> Option<(String, Vec<String>)> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    words.sort_by_key(|word| (Reverse(word.chars().count()), *word));
    words.dedup();
    words.truncate(MOST_WORDS);
    if words.is_empty() {
        return None;
    }
    Some(match engine {
        Engine::Sqlite => {
            let (long, short): (Vec<&str>, Vec<&str>) =
                words.into_iter().partition(|word| word.chars().count() >= MIN_WORD);
            let (mut conditions, mut values) = (Vec::new(), Vec::new());
            if !long.is_empty() {
                conditions.push(format!("{table} match ?"));
                values.push(match_expression(&long));
            }
            conditions.extend(short.iter().map(|_| "instr(body, ?) > 0".to_owned()));
            values.extend(short.into_iter().map(str::to_owned));
            (conditions.join(" and "), values)
        }
        Engine::Postgres => {
            let conditions: Vec<String> = (1..=words.len()).map(|number| format!("body like ${number}")).collect();
            let values = words.iter().map(|word| like_pattern(word)).collect();
            (conditions.join(" and "), values)
        }
    })
}

/// Locks one contract's row until the transaction ends, as [`lock_ticket`] does.
///
/// # Errors
/// The database fails.
pub async fn lock_contract(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    if tx.engine() == Engine::Postgres {
        run!(tx, "select id from contracts where id = $1 for no key update", id)?;
    }
    Ok(())
}

/// Says that this transaction will write contracts; before the first [`lock_contract`], as [`write_tickets`].
///
/// # Errors
/// The database fails.
pub async fn write_contracts(tx: &mut Tx) -> Result<(), StoreError> {
    if tx.engine() == Engine::Postgres {
        run!(tx, "lock table contracts in row exclusive mode")?;
    }
    Ok(())
}

/// Keeps every other writer away from the contracts, so that they can be counted; as [`hold_tickets`].
///
/// # Errors
/// The database fails.
pub async fn hold_contracts(tx: &mut Tx) -> Result<(), StoreError> {
    if tx.engine() == Engine::Postgres {
        run!(tx, "lock table contracts in share row exclusive mode")?;
    }
    Ok(())
}

/// Locks one ticket's row until the transaction ends. SQLite's single writer needs no lock.
///
/// The weakest lock that keeps other writers out: rows that merely point to the ticket (history, links, mails) may be added
/// meanwhile. A stronger one would let two transactions that did so wait for each other.
///
/// # Errors
/// The database fails.
pub async fn lock_ticket(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    if tx.engine() == Engine::Postgres {
        run!(tx, "select id from tickets where id = $1 for no key update", id)?;
    }
    Ok(())
}

/// Locks one user's row until the transaction ends, as [`lock_ticket`]: what one user may do so often is counted alone.
///
/// # Errors
/// The database fails.
pub async fn lock_user(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    if tx.engine() == Engine::Postgres {
        run!(tx, "select id from users where id = $1 for no key update", id)?;
    }
    Ok(())
}

/// Locks one conversation's row until the transaction ends. SQLite's single writer needs no lock.
///
/// # Errors
/// The database fails.
pub async fn lock_conversation(tx: &mut Tx, ticket: i64) -> Result<(), StoreError> {
    if tx.engine() == Engine::Postgres {
        run!(tx, "select ticket_id from conversations where ticket_id = $1 for no key update", ticket)?;
    }
    Ok(())
}

/// Says that this transaction will write tickets. Call it before the first [`lock_ticket`]: whoever waits for
/// [`hold_tickets`] to end must not hold a ticket meanwhile, or others would wait for both in a circle.
///
/// # Errors
/// The database fails.
pub async fn write_tickets(tx: &mut Tx) -> Result<(), StoreError> {
    if tx.engine() == Engine::Postgres {
        run!(tx, "lock table tickets in row exclusive mode")?;
    }
    Ok(())
}

/// Keeps every other writer away from the tickets until the transaction ends, so that they can be counted. Readers go on.
/// SQLite's single writer needs no lock.
///
/// # Errors
/// The database fails.
pub async fn hold_tickets(tx: &mut Tx) -> Result<(), StoreError> {
    if tx.engine() == Engine::Postgres {
        run!(tx, "lock table tickets in share row exclusive mode")?;
    }
    Ok(())
}

/// A column that the planner must not pick an index for. SQLite would otherwise answer `in (…)` from an index and sort the
/// rows afterwards; PostgreSQL has statistics and decides well by itself.
#[must_use]
pub fn without_index(engine: Engine, column: &str) -> String {
    match engine {
        Engine::Sqlite => format!("+{column}"),
        Engine::Postgres => column.to_owned(),
    }
}

#[cfg(test)]
mod tests;
