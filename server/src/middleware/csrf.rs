//! Requests that change something must come from our own pages.
//!
//! Browsers say where a request comes from (`Sec-Fetch-Site`, `Origin`); tower-http compares. Programs that send neither are
//! let through: they hold no cookie that somebody else could use.

use axum::{
    body::Body,
    http::{Response, StatusCode},
    response::IntoResponse,
};
use backend::config::Config;
use tower_http::csrf::{CsrfLayer, ProtectionError};

/// The layer, with the public address as the one other origin that is ours: behind a proxy `Host` may be an inner name.
pub fn layer(config: &Config) -> CsrfLayer<fn(ProtectionError) -> Response<Body>> {
    let layer = CsrfLayer::new();
    let layer = match layer.clone().add_trusted_origin(&config.public_url) {
        Ok(trusting) => trusting,
        Err(error) => {
            tracing::warn!(%error, "the public address is not an origin");
            layer
        }
    };
    let refuse: fn(ProtectionError) -> Response<Body> = refused;
    layer.with_rejection_response(refuse)
}

#[expect(clippy::needless_pass_by_value, reason = "the layer hands it over by value")]
fn refused(error: ProtectionError) -> Response<Body> {
    tracing::warn!(%error, "a request from another site was refused");
    let text = "Pedido de outro site recusado. / Request from another site refused.\n";
    (StatusCode::FORBIDDEN, text).into_response()
}
