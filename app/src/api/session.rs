//! Server functions around the session.

use domain::ids::UserId;
use leptos::server;

use super::{ApiError, wire::Wire};
#[cfg(feature = "ssr")]
use super::{asked, fail};
#[cfg(feature = "ssr")]
use leptos::prelude::expect_context;

/// Nobody can sign in yet: the sign-in page then explains how to create the administrator.
#[server(endpoint = "session/first_start", protocol = Wire)]
pub async fn is_first_start() -> Result<bool, ApiError> {
    let desk = expect_context::<backend::Desk>();
    backend::usecase::session::is_first_start(&desk).await.map_err(fail)
}

/// The user of the present session: the page compares after somebody signed in over it.
#[server(endpoint = "session/who_am_i", protocol = Wire)]
pub async fn who_am_i() -> Result<UserId, ApiError> {
    Ok(asked()?.caller.actor.id)
}
