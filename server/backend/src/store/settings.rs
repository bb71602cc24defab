//! Settings of the company: one JSON text under a name, with a version for saves on a stale copy.

use domain::{
    error::{AppError, ErrorCode},
    settings::Setting,
    time::UtcMillis,
};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    db::{Conn, Tx},
    error::StoreError,
    maybe_row, rows,
};

/// A stored setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored<T> {
    pub value: T,
    /// Grows by one with each save; 0 is the version of a setting that was never saved.
    pub version: i64,
}

/// The setting of this name; `None` when it was never saved.
///
/// # Errors
/// The database fails, or the stored text is of another shape than `T`.
pub async fn get_json<T: DeserializeOwned>(conn: &mut Conn, name: &str) -> Result<Option<Stored<T>>, StoreError> {
    let stored: Option<(String, i64)> =
        maybe_row!(conn, (String, i64), "select body, version from settings where name = $1", name)?;
    let Some((body, version)) = stored else { return Ok(None) };
    let value = serde_json::from_str(&body).map_err(StoreError::corrupt)?;
    Ok(Some(Stored { value, version }))
}

/// Saves a setting over the version that was read (0 = none was there) and gives the new version; `None` when somebody
/// else saved meanwhile, and then nothing is changed. `by` is the name of the user, kept beside the setting.
///
/// # Errors
/// The database fails, or `body` cannot be written as JSON.
pub async fn put_json<T: Serialize>(
    tx: &mut Tx,
    name: &str,
    body: &T,
    now: UtcMillis,
    by: &str,
    expected_version: i64,
) -> Result<Option<i64>, StoreError> {
    let text = serde_json::to_string(body).map_err(StoreError::corrupt)?;
    let saved: Option<(i64,)> = if expected_version == 0 {
        maybe_row!(
            tx,
            (i64,),
            "insert into settings (name, body, updated_at, updated_by) values ($1, $2, $3, $4)
             on conflict (name) do nothing
             returning version",
            name,
            text.as_str(),
            now.millis(),
            by
        )?
    } else {
        maybe_row!(
            tx,
            (i64,),
            "update settings
             set body = $2, version = version + 1, updated_at = $3, updated_by = $4
             where name = $1 and version = $5
             returning version",
            name,
            text.as_str(),
            now.millis(),
            by,
            expected_version
        )?
    };
    Ok(saved.map(|(version,)| version))
}

/// The setting as saved last, or its default when nobody saved it yet.
///
/// # Errors
/// The database fails, or the stored text is of another shape than `T`.
pub async fn load<T: Setting>(conn: &mut Conn) -> Result<T, StoreError> {
    Ok(load_versioned(conn).await?.value)
}

/// The setting with the version that a save must name; the default has version 0.
///
/// # Errors
/// The database fails, or the stored text is of another shape than `T`.
pub async fn load_versioned<T: Setting>(conn: &mut Conn) -> Result<Stored<T>, StoreError> {
    Ok(get_json(conn, T::NAME).await?.unwrap_or_else(|| Stored { value: T::default(), version: 0 }))
}

/// Saves a setting over the version that was on the screen and gives the new version.
///
/// # Errors
/// [`ErrorCode::Stale`] when somebody else saved meanwhile; or the database fails.
pub async fn save<T: Setting>(
    tx: &mut Tx,
    value: &T,
    expected_version: i64,
    now: UtcMillis,
    by: &str,
) -> Result<i64, AppError> {
    put_json(tx, T::NAME, value, now, by, expected_version).await?.ok_or_else(|| ErrorCode::Stale.into())
}

/// A setting as its table holds it, for the page that shows them all.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct SettingRecord {
    pub name: String,
    /// JSON.
    pub body: String,
    pub version: i64,
    pub updated_at: i64,
    pub updated_by: String,
}

/// Every setting that was ever saved, in one statement.
pub async fn all_stored(conn: &mut Conn) -> Result<Vec<SettingRecord>, StoreError> {
    rows!(conn, SettingRecord, "select name, body, version, updated_at, updated_by from settings")
}

#[cfg(test)]
mod tests {
    use domain::time::UtcMillis;

    use super::*;
    use crate::both_databases;

    both_databases! {
        async fn a_save_on_a_stale_version_changes_nothing(db: TestDb) {
            let now = UtcMillis::from_millis(1);
            let mut tx = db.db().begin().await.unwrap();
            assert_eq!(get_json::<Vec<i64>>(&mut tx, "x").await.unwrap(), None);
            assert_eq!(put_json(&mut tx, "x", &[1, 2], now, "Ana", 0).await.unwrap(), Some(1));
            assert_eq!(put_json(&mut tx, "x", &[3], now, "Bia", 0).await.unwrap(), None);
            assert_eq!(put_json(&mut tx, "x", &[4], now, "Bia", 1).await.unwrap(), Some(2));
            assert_eq!(put_json(&mut tx, "x", &[5], now, "Caio", 1).await.unwrap(), None);
            tx.commit().await.unwrap();
            let stored = get_json::<Vec<i64>>(&mut db.db().conn().await.unwrap(), "x").await.unwrap();
            assert_eq!(stored, Some(Stored { value: vec![4], version: 2 }));
        }
    }
}
