//! Server function of the command palette.

use domain::palette::Found;
use leptos::server;

use super::{ApiError, wire::Wire};
#[cfg(feature = "ssr")]
use super::{asked, fail};

/// People, tickets and contracts for what was typed; what the caller may not see is left out.
#[server(endpoint = "palette/find", protocol = Wire)]
pub async fn find_anything(text: String) -> Result<Found, ApiError> {
    let asked = asked()?;
    backend::usecase::palette::find(&asked.desk, &asked.caller, &text).await.map_err(fail)
}
