//! One log line and one measurement for each request.
//!
//! The route's template, never the path or query: they hold names and numbers of people. The user by id only.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use domain::ids::UserId;

use crate::{metrics, middleware::request_id::RequestId};

/// Who was signed in; an extension that the inner layers put into the answer.
#[derive(Debug, Clone, Copy)]
pub struct SignedInAs(pub UserId);

/// Logs and measures the request.
pub async fn log(request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "unmatched".to_owned(), |path| path.as_str().to_owned());
    let id = request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();

    let response = next.run(request).await;

    let took = began.elapsed();
    let status = response.status().as_u16();
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    let user = response.extensions().get::<SignedInAs>().map(|user| user.0.get());
    metrics::count_request(&method, &route, status, took);
    match (status, route.as_str()) {
        (500.., _) => tracing::warn!(%method, route, status, ms, id, user, "request"),
        (_, "/healthz" | "/readyz" | "/metrics" | "/pkg/{*path}") => {
            tracing::debug!(%method, route, status, ms, id, user, "request");
        }
        _ => tracing::info!(%method, route, status, ms, id, user, "request"),
    }
    response
}
