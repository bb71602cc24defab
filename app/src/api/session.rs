//! Server functions around the session.

use leptos::{prelude::*, server, server_fn::codec::Json};

use super::ApiError;
#[cfg(feature = "ssr")]
use super::fail;

/// Nobody can sign in yet: the sign-in page then explains how to create the administrator.
#[server(endpoint = "session/first_start", input = Json, output = Json)]
pub async fn is_first_start() -> Result<bool, ApiError> {
    let desk = expect_context::<backend::Desk>();
    backend::usecase::session::is_first_start(&desk).await.map_err(fail)
}
