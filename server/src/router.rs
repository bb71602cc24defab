//! Every route of the desk, and what its requests pass through.

use std::sync::LazyLock;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::{from_fn, from_fn_with_state},
    routing::{get, post},
};
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list};
use tower::ServiceBuilder;
use tower_http::{CompressionLevel, compression::CompressionLayer};

use crate::{
    assets, chat, client_errors, context, export, files, health, imports, login, metrics,
    middleware::{access_log, client_address, csrf, finish_page, identify, panics, request_id, security_headers},
    not_found,
    state::AppState,
    ws,
};

/// The forms of signing in and out are small.
const FORM_LIMIT: usize = 16 * 1024;
/// A message of the chat, percent-encoded.
const MESSAGE_LIMIT: usize = 64 * 1024;

/// The routes of the pages. While Leptos collects them, every resource that is first asked for anywhere in the process
/// waits for ever (`SuppressResourceLoad` is one flag for all), so it is done once, before the first page can be rendered:
/// a second server in the same process, as the tests start them, must not do it again.
static PAGES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(app::App));

/// The templates of all pages.
pub fn templates() -> impl Iterator<Item = &'static str> {
    PAGES.iter().map(AxumRouteListing::path)
}

/// The template of a page's path, `/tickets/:number`; a closed set, whatever the path is.
pub fn template_of(path: &str) -> &'static str {
    let fits = |template: &str| {
        let (mut wanted, mut given) = (template.trim_matches('/').split('/'), path.trim_matches('/').split('/'));
        loop {
            match (wanted.next(), given.next()) {
                (None, None) => return true,
                (Some(part), Some(given)) if part == given || part.starts_with([':', '{']) => {}
                _ => return false,
            }
        }
    };
    // Fixed words before parameters: `/people/new` is no number.
    let mut found: Vec<&str> = templates().filter(|template| fits(template)).collect();
    found.sort_by_key(|template| template.matches([':', '{']).count());
    found.first().copied().unwrap_or("unknown")
}

/// The whole service.
pub fn router(state: AppState) -> Router {
    let options = state.leptos.clone();
    let shell = move || app::shell(options.clone());
    let identify = from_fn_with_state(state.clone(), identify::identify);

    // Pages and server functions. Their streams are read to the end whatever the browser does.
    let pages = Router::new()
        .leptos_routes_with_context(&state, PAGES.clone(), context::provider(&state), shell)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_told_as_its_template() {
        assert_eq!(template_of("/tickets/48217"), "/tickets/{number}");
        assert_eq!(template_of("/people/new"), "/people/new");
        assert_eq!(template_of("/"), "/");
        assert_eq!(template_of("/x/y/<script>"), "unknown");
    }
}
