//! Server functions of files. The bytes go through the routes `/api/files` and `/files/{id}` of the server.

use domain::{
    file::wire::TicketFiles,
    ids::{ClientKey, FileId, TicketId},
};
use leptos::server;

use super::{ApiError, wire::Wire};
#[cfg(feature = "ssr")]
use super::{asked, fail};
#[cfg(feature = "ssr")]
use backend::usecase::file as usecase;

/// The files of a ticket and its chat.
#[server(endpoint = "files/list", protocol = Wire)]
pub async fn list_files(ticket: TicketId) -> Result<TicketFiles, ApiError> {
    let asked = asked()?;
    usecase::of_ticket(&asked.desk, &asked.caller, ticket).await.map_err(fail)
}

/// Removes a file; the team any of a ticket, everybody a waiting one of their own.
#[server(endpoint = "files/remove", protocol = Wire)]
pub async fn remove_file(key: ClientKey, id: FileId) -> Result<(), ApiError> {
    let asked = asked()?;
    usecase::remove(&asked.desk, &asked.caller, &key, id).await.map_err(fail)
}
