//! The last resort: a request whose handling panics gets an answer like any other failure, and the process goes on.

use std::panic::AssertUnwindSafe;

use axum::{extract::Request, middleware::Next, response::Response};
use domain::error::ErrorCode;
use futures::FutureExt;

use super::request_id::RequestId;
use crate::refusal;

/// Turns a panic into a 500. The panic itself was written to standard error with its place.
pub async fn answer(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let headers = request.headers().clone();
    let id = request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    // Nothing of the request is used afterwards, and the desk keeps its locks only for single assignments.
    match AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => response,
        Err(_panic) => {
            tracing::error!(id, "a request panicked");
            refusal::for_path(&path, ErrorCode::Internal.into(), &headers, &id)
        }
    }
}
