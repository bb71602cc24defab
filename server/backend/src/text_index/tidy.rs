//! Putting the indexes in order.

use sqlx::AssertSqlSafe;

use super::{TextTable, put};
use crate::{
    db::{Db, Engine},
    error::StoreError,
    rows, run, scalar,
};

/// Pieces that are left alone: looking a word up in so few costs little, and making one of them writes the whole index anew.
const MOST_PIECES: i64 = 4;
/// Pages that one step writes; other writers wait for a step, some hundredths of a second.
const PAGES_A_STEP: i64 = 500;

/// Texts that one step writes anew.
const TEXTS_A_STEP: i64 = 500;

/// What the nightly job does for the search.
///
/// # Errors
/// The database fails; what was put in order until then stays so.
pub async fn tidy(db: &Db) -> Result<(), StoreError> {
    match db.engine() {
        Engine::Sqlite => merge(db).await,
        Engine::Postgres => index_again(db).await,
    }
}

/// Gives today's tokens to texts that the program of before migration 0012 has written, should it run on beside this one: they
/// have no stretch. Texts that somebody is writing are left for the next night.
async fn index_again(db: &Db) -> Result<(), StoreError> {
    let mut last = 0;
    loop {
        let mut tx = db.begin().await?;
        let old: Vec<(i64, String)> = rows!(
            tx,
            (i64, String),
            "select id, body from contract_search
             where id > $1 and not tokens @> array[':' || id / 10000]
             order by id limit $2 for update skip locked",
            last,
            TEXTS_A_STEP
        )?;
        for (id, body) in &old {
            put(&mut tx, TextTable::Contracts, *id, body).await?;
        }
        tx.commit().await?;
        match old.last() {
            Some((id, _)) => last = *id,
            None => return Ok(()),
        }
    }
}

/// Makes one piece of each index that fell into many. SQLite's grow by pieces, and every word is looked up in each of them:
/// after a million texts the commonest ones took three times as long. PostgreSQL keeps one index and empties the list of
/// what came lately by itself.
async fn merge(db: &Db) -> Result<(), StoreError> {
    let texts = TextTable::ALL.into_iter().map(TextTable::name);
    let words = TextTable::ALL.into_iter().filter_map(TextTable::words);
    for table in texts.chain(words).chain([super::words::PARTS]) {
        let pieces = AssertSqlSafe(format!("select count(distinct segid) from {table}_idx"));
        if scalar!(db.conn().await?, i64, pieces)? <= MOST_PIECES {
            continue;
        }
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
