//! Server functions of the import of people. The file itself goes to `POST /api/imports`, a route of the server.

use domain::{
    ids::ImportId,
    person::import::{ImportPreview, ImportStatus, Mapping, Separator},
};
use leptos::server;

use super::{ApiError, wire::Wire};
#[cfg(feature = "ssr")]
use super::{asked, fail};
#[cfg(feature = "ssr")]
use backend::usecase::import as usecase;

/// The last imports, newest first.
#[server(endpoint = "imports/list", protocol = Wire)]
pub async fn list_imports() -> Result<Vec<ImportStatus>, ApiError> {
    let asked = asked()?;
    usecase::list(&asked.desk, &asked.caller).await.map_err(fail)
}

/// First rows, first faults and progress.
#[server(endpoint = "imports/preview", protocol = Wire)]
pub async fn preview_import(id: ImportId) -> Result<ImportPreview, ApiError> {
    let asked = asked()?;
    usecase::preview(&asked.desk, &asked.caller, id).await.map_err(fail)
}

/// Only the progress.
#[server(endpoint = "imports/status", protocol = Wire)]
pub async fn progress_of_import(id: ImportId) -> Result<ImportStatus, ApiError> {
    let asked = asked()?;
    usecase::status(&asked.desk, &asked.caller, id).await.map_err(fail)
}

/// Other columns or another separator.
#[server(endpoint = "imports/remap", protocol = Wire)]
pub async fn remap_import(id: ImportId, separator: Separator, mapping: Mapping) -> Result<(), ApiError> {
    let asked = asked()?;
    usecase::remap(&asked.desk, &asked.caller, id, separator, mapping).await.map_err(fail)
}

/// Starts it.
#[server(endpoint = "imports/start", protocol = Wire)]
pub async fn start_import(id: ImportId) -> Result<(), ApiError> {
    let asked = asked()?;
    usecase::start(&asked.desk, &asked.caller, id).await.map_err(fail)
}

/// Cancels it.
#[server(endpoint = "imports/cancel", protocol = Wire)]
pub async fn cancel_import(id: ImportId) -> Result<(), ApiError> {
    let asked = asked()?;
    usecase::cancel(&asked.desk, &asked.caller, id).await.map_err(fail)
}
