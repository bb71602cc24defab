//! Who asks, found out once for each request, and whether they may be here without being signed in.
//!
//! What they may do is not decided here but in each use-case.

use axum::{
    extract::{Request, State},
    http::{Method, request::Parts},
    middleware::Next,
    response::Response,
};
use backend::usecase::session::{self, RequestContext};
use domain::error::ErrorCode;

use super::{access_log::SignedInAs, page_user, request_id::RequestId};
use crate::{
    client_address::ClientAddress,
    local_path::{LocalPath, see_other},
    refusal, session_cookie,
    state::AppState,
};

/// What people reach who are not signed in.
const OPEN: [&str; 7] = [
    "/login",
    "/login/link",
    "/login/enter",
    "/logout",
    "/first-start",
    "/api/session/first_start",
    "/api/client_errors",
];

/// Puts the [`RequestContext`] into the request; sends whoever must sign in first to the sign-in page, and refuses what comes
/// from somebody else's page.
pub async fn identify(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let context = match context_of(&state, &parts).await {
        Ok(context) => context,
        Err(refused) => return *refused,
    };
    let path = parts.uri.path();
    if context.session.is_none() && !OPEN.contains(&path) {
        return signed_out(&parts, &context.request_id);
    }
    if let Some(session) = &context.session
        && let Err(error) = page_user::check(&parts, session)
    {
        return refusal::for_path(path, error, &parts.headers, &context.request_id);
    }
    if let Some(session) = &context.session
        && parts.method == Method::GET
    {
        let home = LocalPath::home_of(session.actor.role);
        // Whoever is signed in has nothing to do on the sign-in page; a requester begins in the portal.
        if path == "/login" || (path == "/" && home != LocalPath::home()) {
            return see_other(home.as_str());
        }
    }
    let user = context.session.as_ref().map(|session| SignedInAs(session.actor.id));
    parts.extensions.insert(context);
    let mut response = next.run(Request::from_parts(parts, body)).await;
    if let Some(user) = user {
        response.extensions_mut().insert(user);
    }
    response
}

/// What is known about this request; an answer instead when the database does not tell.
///
/// # Errors
/// The answer to give: the database is away.
pub async fn context_of(state: &AppState, request: &Parts) -> Result<RequestContext, Box<Response>> {
    let request_id = request.extensions.get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    let address = request.extensions.get::<ClientAddress>().map(|client| client.ip.to_string()).unwrap_or_default();
    let session = match session_cookie::token(state.desk.config(), &request.headers) {
        Some(token) => session::authenticate(&state.desk, &token)
            .await
            .map_err(|error| Box::new(refusal::for_path(request.uri.path(), error, &request.headers, &request_id)))?,
        None => None,
    };
    Ok(RequestContext { session, request_id, address })
}

/// The answer to somebody who is not signed in: 401 for programs, the sign-in page for people.
pub fn signed_out(request: &Parts, request_id: &str) -> Response {
    let path = request.uri.path();
    if path.starts_with("/api/") || path == "/ws" {
        return refusal::json(ErrorCode::SignedOut.into(), request_id);
    }
    let back = match request.method {
        Method::GET | Method::HEAD => request.uri.path_and_query().and_then(|path| LocalPath::parse(path.as_str())),
        _ => None,
    };
    see_other(&back.unwrap_or_else(LocalPath::home).through_login())
}
