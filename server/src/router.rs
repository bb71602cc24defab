//! Every route of the desk, and what its requests pass through.

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::{from_fn, from_fn_with_state},
    routing::{get, post},
};
use leptos_axum::LeptosRoutes;
use tower::ServiceBuilder;
use tower_http::{CompressionLevel, compression::CompressionLayer};

use crate::{
    assets, chat, client_address, client_errors, context, export, files, health, imports, login, metrics,
    middleware::{access_log, csrf, finish_page, identify, panics, request_id, security_headers},
    not_found, pages,
    state::AppState,
    ws,
};

/// The forms of signing in and out are small.
const FORM_LIMIT: usize = 16 * 1024;
/// A message of the chat, percent-encoded.
const MESSAGE_LIMIT: usize = 64 * 1024;

/// The whole service.
pub fn router(state: AppState) -> Router {
    let options = state.leptos.clone();
    let shell = move || app::shell(options.clone());
    let identify = from_fn_with_state(state.clone(), identify::identify);

    // Pages and server functions. Their streams are read to the end whatever the browser does.
    let pages = Router::new()
        .leptos_routes_with_context(&state, pages::PAGES.clone(), context::provider(&state), shell)
        .route_layer(from_fn(finish_page::finish));
    let forms = Router::new()
        .route("/login", post(login::sign_in))
        .route("/login/link", post(login::link::request))
        .route("/login/enter", post(login::link::enter))
        .route("/logout", post(login::sign_out))
        .layer(DefaultBodyLimit::max(FORM_LIMIT));
    let desk = pages
        .merge(forms)
        .route("/ws", get(ws::open))
        .route("/api/client_errors", post(client_errors::report).layer(DefaultBodyLimit::max(client_errors::LIMIT)))
        .route("/chat/messages", post(chat::send).layer(DefaultBodyLimit::max(MESSAGE_LIMIT)))
        .route("/export/tickets.csv", get(export::tickets))
        .route("/export/contracts.csv", get(export::contracts))
        // The use-case stops at the largest file.
        .route("/api/imports", post(imports::upload).layer(DefaultBodyLimit::disable()))
        .route("/imports/{id}/bad.csv", get(imports::bad_rows))
        .route("/api/files", post(files::upload).layer(DefaultBodyLimit::disable()))
        .route("/files/{id}", get(files::download))
        .route("/files/{id}/image", get(files::image))
        .route_layer(identify);

    let around = ServiceBuilder::new()
        .layer(from_fn_with_state(state.clone(), client_address::find))
        .layer(from_fn(request_id::name))
        .layer(from_fn(access_log::log))
        .layer(from_fn_with_state(state.clone(), security_headers::add))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(files::worth_compressing()))
        .layer(from_fn(panics::answer))
        .layer(csrf::layer(state.desk.config()));

    Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(metrics::show))
        .route("/pkg/{*path}", get(assets::package))
        .merge(desk)
        .fallback(not_found::answer)
        .layer(around)
        .with_state(state)
}
