//! The browser's files: scripts, styles, fonts, from the site folder, compressed beforehand.

use std::path::Path;

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use tower::ServiceExt;
use tower_http::services::ServeDir;

use crate::state::AppState;

/// A name with a hash in it never changes its content.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");
/// Scripts and styles without a hash (debug builds): ask each time whether they changed.
const ASK: HeaderValue = HeaderValue::from_static("no-cache");
/// Shortest part of a name that counts as a hash.
const HASH_LENGTH: usize = 16;

/// Handler of `/pkg/{*path}`.
pub async fn package(State(state): State<AppState>, request: Request) -> Response {
    let (parts, _body) = request.into_parts();
    find(&state, &parts).await.unwrap_or_else(|| StatusCode::NOT_FOUND.into_response())
}

/// The file that the request names; `None` when there is none.
pub async fn find(state: &AppState, request: &Parts) -> Option<Response> {
    if !matches!(request.method, Method::GET | Method::HEAD) || request.uri.path() == "/" {
        return None;
    }
    let question = Request::from_parts(request.clone(), Body::empty());
    let folder = ServeDir::new(&state.web.site_dir)
        .precompressed_br()
        .precompressed_gzip()
        .append_index_html_on_directories(false);
    let mut response = folder.oneshot(question).await.ok()?.map(Body::new);
    if matches!(response.status(), StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED) {
        return None;
    }
    response.headers_mut().insert(header::CACHE_CONTROL, lifetime(request.uri.path()));
    Some(response)
}

fn lifetime(path: &str) -> HeaderValue {
    let name = Path::new(path).file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let is_hash = |part: &str| {
        part.len() >= HASH_LENGTH
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    match (path.starts_with("/pkg/"), name.split('.').skip(1).any(is_hash)) {
        (true, true) => FOREVER,
        (true, false) => ASK,
        (false, _) => AN_HOUR,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_forever() {
        assert_eq!(lifetime("/pkg/balcao.1V_XeHYO1j7rWbkfkyHg4A.wasm"), FOREVER);
        assert_eq!(lifetime("/pkg/balcao.wasm"), ASK);
        assert_eq!(lifetime("/fonts/balcao-sans.woff2"), AN_HOUR);
    }
}
