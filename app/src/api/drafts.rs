//! Server functions of drafts: half-written texts, kept per user and record.

use domain::{ids::UserId, time::UtcMillis};
use leptos::server;

use super::{ApiError, wire::Wire};
#[cfg(feature = "ssr")]
use super::{asked, fail};
#[cfg(feature = "ssr")]
use backend::usecase::draft as usecase;

/// Keeps a draft of `author`, whose page it was typed on; gives the time it was saved.
#[server(endpoint = "drafts/save", protocol = Wire)]
pub async fn save_draft(author: UserId, record: String, body: String) -> Result<UtcMillis, ApiError> {
    let asked = asked()?;
    usecase::save(&asked.desk, &asked.caller, author, &record, &body).await.map_err(fail)
}

/// The draft of a record with the time it was saved.
#[server(endpoint = "drafts/load", protocol = Wire)]
pub async fn load_draft(record: String) -> Result<Option<(String, UtcMillis)>, ApiError> {
    let asked = asked()?;
    usecase::load(&asked.desk, &asked.caller, &record).await.map_err(fail)
}

/// Throws a draft away.
#[server(endpoint = "drafts/discard", protocol = Wire)]
pub async fn discard_draft(author: UserId, record: String) -> Result<(), ApiError> {
    let asked = asked()?;
    usecase::discard(&asked.desk, &asked.caller, author, &record).await.map_err(fail)
}
