//! A name for each request: in its log line, in its answer's header, and on error pages.

use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use tracing::Instrument;

const HEADER: HeaderName = HeaderName::from_static("x-request-id");
const LENGTH: usize = 16;

/// The id; an extension of every request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(pub String);

/// Gives the request an id and the answer its header. What the client sent is not believed: it could name another's.
pub async fn name(mut request: Request, next: Next) -> Response {
    let id: String = backend::token::fresh().chars().take(LENGTH).collect();
    request.extensions_mut().insert(RequestId(id.clone()));
    let span = tracing::info_span!("request", id);
    let mut response = next.run(request).instrument(span).await;
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}
