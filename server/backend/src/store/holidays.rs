//! The company's days without work. A day is its own key, written `yyyy-mm-dd`.

use chrono::NaiveDate;
use domain::{settings::Holiday, time::UtcMillis};

use crate::{
    db::{Conn, Tx},
    error::StoreError,
    maybe_row, rows, run,
};

/// All holidays, oldest first.
///
/// # Errors
/// The database fails, or holds something that is not a day.
pub async fn all(conn: &mut Conn) -> Result<Vec<Holiday>, StoreError> {
    let found = rows!(conn, (String, String), "select day, name from holidays order by day")?;
    found.into_iter().map(holiday_of).collect()
}

/// The holiday on a day, if it is one.
///
/// # Errors
/// The database fails, or holds something that is not a day.
pub async fn on(conn: &mut Conn, day: NaiveDate) -> Result<Option<Holiday>, StoreError> {
    let found = maybe_row!(conn, (String, String), "select day, name from holidays where day = $1", day.to_string())?;
    found.map(holiday_of).transpose()
}

/// Adds a holiday; `false` when the day is one already, and then its name stays as it is.
pub async fn insert(tx: &mut Tx, holiday: &Holiday, now: UtcMillis) -> Result<bool, StoreError> {
    let added = run!(
        tx,
        "insert into holidays (day, name, created_at) values ($1, $2, $3)
         on conflict (day) do nothing",
        holiday.day.to_string(),
        holiday.name.as_str(),
        now.millis()
    )?;
    Ok(added == 1)
}

/// Takes a holiday away; `false` when the day was none.
pub async fn delete(tx: &mut Tx, day: NaiveDate) -> Result<bool, StoreError> {
    Ok(run!(tx, "delete from holidays where day = $1", day.to_string())? == 1)
}

/// When the table was changed last and by whom, from the audit; `None` when it never was.
pub async fn last_change(conn: &mut Conn) -> Result<Option<(UtcMillis, String)>, StoreError> {
    let found = maybe_row!(
        conn,
        (i64, String),
        "select at, actor_name
         from audit
         where entity = 'holidays' and entity_id is null
         order by id desc
         limit 1"
    )?;
    Ok(found.map(|(at, by)| (UtcMillis::from_millis(at), by)))
}

fn holiday_of((day, name): (String, String)) -> Result<Holiday, StoreError> {
    Ok(Holiday { day: day.parse().map_err(StoreError::corrupt)?, name })
}
