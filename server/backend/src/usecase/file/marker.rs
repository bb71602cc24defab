//! Whether the storage is the one of this database: a marker object in the storage holds the desk's id, and so do the
//! settings. A database that is empty or another desk's knows none of the names, and every file would look like an orphan.

use domain::error::AppError;
use serde::{Deserialize, Serialize};

use crate::{Desk, store::settings, token};

/// The setting that holds the id.
const SETTING: &str = "desk";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct DeskId {
    id: String,
}

/// The objects of the storage, by whether the database knows their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Census {
    pub known: u64,
    pub unknown: u64,
}

impl Census {
    /// Most of what is there is known; also when nothing is there.
    const fn is_familiar(self) -> bool {
        self.unknown <= self.known
    }

    const fn total(self) -> u64 {
        self.known + self.unknown
    }
}

/// Whether what the database does not know may be deleted. Puts the marker into a storage that has none, and takes over the
/// id of one that has, when nothing else is there or most of it is known.
///
/// # Errors
/// The database or the storage fails.
pub(super) async fn is_ours(desk: &Desk, census: Census) -> Result<bool, AppError> {
    let stored = settings::get_json::<DeskId>(&mut desk.db().conn().await?, SETTING).await?;
    let own = stored.map(|stored| stored.value.id);
    let marker = desk.files().marker().await?;
    let place = desk.files().describe();
    if let (Some(own), Some(marker)) = (&own, &marker)
        && own != marker
    {
        tracing::error!(place, "the storage of files is another desk's: nothing is swept there");
        return Ok(false);
    }
    if !census.is_familiar() {
        let Census { known, unknown } = census;
        tracing::error!(place, known, unknown, "most files of the storage are unknown: nothing is swept there");
        return Ok(false);
    }
    if own.is_none() && marker.is_some() && census.total() == 0 {
        tracing::error!(place, "the storage of files is marked for another database: nothing is swept there");
        return Ok(false);
    }
    let id = own.clone().or_else(|| marker.clone()).unwrap_or_else(token::fresh);
    if own.is_none() {
        let mut tx = desk.db().begin().await?;
        let saved = settings::put_json(&mut tx, SETTING, &DeskId { id: id.clone() }, desk.clock().now(), "", 0).await?;
        if saved.is_none() {
            // Another process was faster; the next night finds its id.
            return Ok(false);
        }
        tx.commit().await?;
    }
    if marker.is_none() {
        desk.files().put_marker(&id).await?;
    }
    Ok(true)
}
