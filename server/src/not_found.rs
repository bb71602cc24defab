//! Addresses without a route: a file of the site folder, else the desk's own page that says so.

use axum::{
    extract::{Request, State},
    http::{Method, StatusCode},
    response::{IntoResponse, Response},
};
use domain::error::ErrorCode;

use crate::{
    assets, context,
    middleware::{access_log::SignedInAs, finish_page, identify},
    refusal,
    state::AppState,
};

/// Fallback of the router.
pub async fn answer(State(state): State<AppState>, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    if let Some(file) = assets::find(&state, &parts).await {
        return file;
    }
    let context = match identify::context_of(&state, &parts).await {
        Ok(context) => context,
        Err(refused) => return *refused,
    };
    if context.session.is_none() {
        return identify::signed_out(&parts, &context.request_id);
    }
    if parts.uri.path().starts_with("/api/") {
        return refusal::json(ErrorCode::NotFound.into(), &context.request_id);
    }
    if !matches!(parts.method, Method::GET | Method::HEAD) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let user = context.session.as_ref().map(|session| SignedInAs(session.actor.id));
    parts.extensions.insert(context);
    let request = Request::from_parts(parts, body);
    let options = state.leptos.clone();
    let render =
        leptos_axum::render_app_to_stream_with_context(context::provider(&state), move || app::shell(options.clone()));
    let mut response = finish_page::separated(render(request).await);
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    if let Some(user) = user {
        response.extensions_mut().insert(user);
    }
    response
}
