//! Server functions of the portal. Opening a ticket is that of tickets.

use domain::{
    ids::{ClientKey, TicketId},
    portal::{PortalHome, PortalPage, PortalReopened, PortalService},
};
use leptos::server;

use super::{ApiError, wire::Wire};
#[cfg(feature = "ssr")]
use super::{asked, fail};
#[cfg(feature = "ssr")]
use backend::usecase::portal as usecase;

/// My tickets.
#[server(endpoint = "portal/home", protocol = Wire)]
pub async fn my_tickets() -> Result<PortalHome, ApiError> {
    let asked = asked()?;
    usecase::home(&asked.desk, &asked.caller).await.map_err(fail)
}

/// One of my tickets.
#[server(endpoint = "portal/show", protocol = Wire)]
pub async fn my_ticket(id: TicketId) -> Result<PortalPage, ApiError> {
    let asked = asked()?;
    usecase::show(&asked.desk, &asked.caller, id).await.map_err(fail)
}

/// "Reabrir".
#[server(endpoint = "portal/reopen", protocol = Wire)]
pub async fn reopen_my_ticket(key: ClientKey, id: TicketId, version: i64) -> Result<PortalReopened, ApiError> {
    let asked = asked()?;
    usecase::reopen(&asked.desk, &asked.caller, &key, id, version).await.map_err(fail)
}

/// The services that may be asked for.
#[server(endpoint = "portal/choices", protocol = Wire)]
pub async fn services_for_me() -> Result<Vec<PortalService>, ApiError> {
    let asked = asked()?;
    usecase::choices(&asked.desk, &asked.caller).await.map_err(fail)
}
