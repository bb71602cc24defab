//! Putting the indexes of SQLite in order.

use sqlx::AssertSqlSafe;

use super::TextTable;
use crate::{
    db::{Db, Engine},
    error::StoreError,
    run, scalar,
};

/// Pages that one step writes; other writers wait for a step, some hundredths of a second.
const PAGES_A_STEP: i64 = 500;

/// Makes one piece of each index. SQLite's grow by pieces, and every word is looked up in each of them: after a million
/// texts the commonest ones took three times as long. PostgreSQL's own housekeeping does the same.
///
/// # Errors
/// The database fails; what was put in order until then stays so.
pub async fn tidy(db: &Db) -> Result<(), StoreError> {
    if db.engine() == Engine::Postgres {
        return Ok(());
    }
    let texts = TextTable::ALL.into_iter().map(TextTable::name);
    let words = TextTable::ALL.into_iter().filter_map(TextTable::words);
    for table in texts.chain(words).chain([super::words::PARTS]) {
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
