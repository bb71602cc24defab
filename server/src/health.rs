//! Two questions of whoever watches over the process: does it live, and can it serve.

use std::time::Duration;

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use backend::usecase::health;

use crate::state::AppState;

/// How long the database may take to answer.
const PATIENCE: Duration = Duration::from_secs(1);

/// `GET /healthz`: 200 as long as the process answers at all, so that an orchestrator does not restart it for the
/// database's sake.
pub async fn alive() -> &'static str {
    "alive\n"
}

/// `GET /readyz`: 200 when requests can be served, else 503 and why.
pub async fn ready(State(state): State<AppState>) -> Response {
    if state.shutdown.has_begun() {
        return no("The server is shutting down.");
    }
    match tokio::time::timeout(PATIENCE, health::is_ready(&state.desk)).await {
        Ok(Ok(())) => "ready\n".into_response(),
        Ok(Err(error)) => {
            tracing::warn!(%error, "not ready");
            no("The database does not answer, or its schema is not the one of this version.")
        }
        Err(_elapsed) => no("The database does not answer within one second."),
    }
}

fn no(why: &str) -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, format!("{why}\n")).into_response()
}
