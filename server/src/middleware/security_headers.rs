//! Headers that tell browsers what pages of the desk may do.
//!
//! Scripts run only with the nonce of their page, styles only from our files, nothing is embedded anywhere. The policy of a
//! page is set where its nonce is known, in [`crate::context`]; every other answer gets one that allows nothing.

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use backend::config::Config;

use crate::state::{AppState, WebSettings};

/// For answers that are no pages: should one be shown as a page after all, it can do nothing.
const CLOSED: &str = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";
const ONE_YEAR: &str = "max-age=31536000";

/// Adds the headers that the answer does not have already.
pub async fn add(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let mut set = |name: HeaderName, value: &'static str| {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, CLOSED);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "same-origin");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    // Pages show customers' data: nothing of them stays in a shared browser.
    set(header::CACHE_CONTROL, "no-store");
    if state.desk.config().is_https() {
        set(header::STRICT_TRANSPORT_SECURITY, ONE_YEAR);
    }
    response
}

/// The policy of a rendered page with this nonce; `None` if the nonce or an address cannot stand in a header.
pub fn page_policy(nonce: &str, config: &Config, web: &WebSettings) -> Option<HeaderValue> {
    // Older browsers do not count the socket as 'self'.
    let socket = config.public_url.replacen("http", "ws", 1);
    let reload =
        web.reload_port.map(|port| format!(" ws://localhost:{port} ws://127.0.0.1:{port}")).unwrap_or_default();
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data: blob:; font-src 'self'; connect-src 'self' {socket}{reload}; media-src 'self'; \
         manifest-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
    );
    HeaderValue::from_str(&policy).ok()
}
