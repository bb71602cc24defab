//! The few things that the two databases do not say alike, each behind one function: locks, and a hint to a planner. What
//! they differ in most, finding text, is in [`crate::text_index`].

use sqlx::AssertSqlSafe;

use crate::{
    db::{Engine, Tx},
    error::StoreError,
    run,
};

/// Locks one contract's row until the transaction ends, as [`lock_ticket`] does.
pub async fn lock_contract(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    if tx.engine() == Engine::Postgres {
        run!(tx, "select id from contracts where id = $1 for no key update", id)?;
    }
    Ok(())
}

/// Says that this transaction will write contracts; before the first [`lock_contract`], as [`write_tickets`].
pub async fn write_contracts(tx: &mut Tx) -> Result<(), StoreError> {
    if tx.engine() == Engine::Postgres {
        run!(tx, "lock table contracts in row exclusive mode")?;
    }
    Ok(())
}

/// Locks one ticket's row until the transaction ends. SQLite's single writer needs no lock.
///
/// The weakest lock that keeps other writers out: rows that merely point to the ticket (history, links, mails) may be added
/// meanwhile. A stronger one would let two transactions that did so wait for each other.
pub async fn lock_ticket(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    if tx.engine() == Engine::Postgres {
        run!(tx, "select id from tickets where id = $1 for no key update", id)?;
    }
    Ok(())
}

/// Locks one user's row until the transaction ends, as [`lock_ticket`]: what one user may do so often is counted alone.
pub async fn lock_user(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    if tx.engine() == Engine::Postgres {
        run!(tx, "select id from users where id = $1 for no key update", id)?;
    }
    Ok(())
}

/// Locks one conversation's row until the transaction ends. SQLite's single writer needs no lock.
pub async fn lock_conversation(tx: &mut Tx, ticket: i64) -> Result<(), StoreError> {
    if tx.engine() == Engine::Postgres {
        run!(tx, "select ticket_id from conversations where ticket_id = $1 for no key update", ticket)?;
    }
    Ok(())
}

/// Says that this transaction will write tickets. Call it before the first [`lock_ticket`]: whoever waits for
/// [`hold`] to end must not hold a ticket meanwhile, or others would wait for both in a circle.
pub async fn write_tickets(tx: &mut Tx) -> Result<(), StoreError> {
    if tx.engine() == Engine::Postgres {
        run!(tx, "lock table tickets in row exclusive mode")?;
    }
    Ok(())
}

/// Keeps every other writer away from a table until the transaction ends, so that its rows can be counted. Readers go on.
/// SQLite's single writer needs no lock.
pub async fn hold(tx: &mut Tx, table: &'static str) -> Result<(), StoreError> {
    if tx.engine() == Engine::Postgres {
        run!(tx, AssertSqlSafe(format!("lock table {table} in share row exclusive mode")))?;
    }
    Ok(())
}

/// A column that the planner must not pick an index for. SQLite would otherwise answer `in (…)` from an index and sort the
/// rows afterwards; PostgreSQL has statistics and decides well by itself.
pub fn without_index(engine: Engine, column: &str) -> String {
    match engine {
        Engine::Sqlite => format!("+{column}"),
        Engine::Postgres => column.to_owned(),
    }
}
