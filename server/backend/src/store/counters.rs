//! Kept counts and sums: moved in the transaction of each change, never counted while somebody waits.

use std::collections::HashMap;

use domain::view::{Counted, CounterMoves, add_moves};

use crate::{
    db::{Conn, Tx},
    error::StoreError,
    rows, run,
    store::views,
};

/// Moves the counters of a list by what became of its records: each as it was (`None` when it is new) and as it is. After
/// all of them are written: a view that is being saved holds writers off and is seen from then on, and whoever locks a
/// counter before a record may wait for somebody who does it the other way round.
pub async fn follow<T: Counted + Sync>(tx: &mut Tx, changes: &[(Option<&T>, &T)]) -> Result<(), StoreError> {
    if changes.is_empty() {
        return Ok(());
    }
    let saved = views::countable::<T>(tx).await?;
    let mut moves = CounterMoves::new();
    for (before, after) in changes {
        add_moves(&mut moves, *before, Some(after), &saved);
    }
    apply(tx, &moves).await
}

/// Moves counters by their deltas, always in the order of their names.
async fn apply(tx: &mut Tx, moves: &CounterMoves) -> Result<(), StoreError> {
    for (name, (count, value)) in moves {
        run!(
            tx,
            "insert into counters (name, count, value_cents) values ($1, $2, $3)
             on conflict (name) do update
             set count = counters.count + excluded.count, value_cents = counters.value_cents + excluded.value_cents",
            name.as_str(),
            *count,
            *value
        )?;
    }
    Ok(())
}

/// All counters whose name begins with `prefix`, as (count, cents).
pub async fn with_prefix(conn: &mut Conn, prefix: &str) -> Result<HashMap<String, (i64, i64)>, StoreError> {
    // The end of the range: the prefix with its last character raised by one.
    let mut end = prefix.to_owned();
    let last = end.pop().and_then(|last| char::from_u32(u32::from(last) + 1)).unwrap_or('\u{10ffff}');
    end.push(last);
    let found: Vec<(String, i64, i64)> = rows!(
        conn,
        (String, i64, i64),
        "select name, count, value_cents from counters where name >= $1 and name < $2",
        prefix,
        end
    )?;
    Ok(found.into_iter().map(|(name, count, value)| (name, (count, value))).collect())
}

/// Takes a counter away: what it counted is no longer shown.
pub async fn delete(tx: &mut Tx, name: &str) -> Result<(), StoreError> {
    run!(tx, "delete from counters where name = $1", name)?;
    Ok(())
}

/// Sets one counter to what was counted.
pub async fn set(tx: &mut Tx, name: &str, count: i64, value_cents: i64) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into counters (name, count, value_cents) values ($1, $2, $3)
         on conflict (name) do update set count = excluded.count, value_cents = excluded.value_cents",
        name,
        count,
        value_cents
    )?;
    Ok(())
}
