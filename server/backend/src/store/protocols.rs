//! The one generator of protocol numbers: a sequence for each local day of the company.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::protocol_number::ProtocolNumber;

use crate::{db::Tx, error::StoreError, maybe_row, run, scalar};

/// The next protocol number of `day`.
///
/// # Errors
/// The database fails, or the day has used up its 999,999 numbers.
pub async fn next(tx: &mut Tx, day: NaiveDate) -> Result<ProtocolNumber, StoreError> {
    let sequence = scalar!(
        tx,
        i64,
        "insert into protocol_sequences (day, last) values ($1, 1)
         on conflict (day) do update set last = protocol_sequences.last + 1
         returning last",
        day.to_string()
    )?;
    let sequence = u32::try_from(sequence).map_err(StoreError::corrupt)?;
    ProtocolNumber::new(day, sequence).map_err(StoreError::corrupt)
}

/// The last sequence given out on `day`; 0 when there is none.
pub async fn last(tx: &mut Tx, day: NaiveDate) -> Result<u32, StoreError> {
    let found = maybe_row!(tx, (i64,), "select last from protocol_sequences where day = $1", day.to_string())?;
    found.map_or(Ok(0), |(last,)| u32::try_from(last).map_err(StoreError::corrupt))
}

/// Records what was given out by hand: for each day its last sequence.
pub async fn advance(tx: &mut Tx, days: &BTreeMap<NaiveDate, u32>) -> Result<(), StoreError> {
    for (day, last) in days {
        run!(
            tx,
            "insert into protocol_sequences (day, last) values ($1, $2)
             on conflict (day) do update set last = excluded.last",
            day.to_string(),
            i64::from(*last)
        )?;
    }
    Ok(())
}
