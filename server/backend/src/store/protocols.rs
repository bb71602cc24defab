//! The one generator of protocol numbers: a sequence for each local day of the company.

use chrono::NaiveDate;
use domain::protocol_number::ProtocolNumber;

use crate::{db::Tx, error::StoreError, scalar};

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
