//! Signing in by a link: `POST /login/link` asks for one, the page `/login/link?token=…` shows a button, and its form,
//! `POST /login/enter`, uses the link up.

use axum::{
    Extension,
    extract::{Form, State},
    http::{HeaderMap, header},
    response::Response,
};
use backend::{
    Desk,
    usecase::session::{self, RequestContext},
};
use domain::error::ErrorCode;
use serde::Deserialize;

use super::{forget_old_session, wants_html, with_cookie};
use crate::{
    local_path::{LocalPath, query_encoded, see_other},
    refusal, session_cookie,
};

/// The form that asks for a link.
#[derive(Deserialize)]
pub struct LinkForm {
    #[serde(default)]
    email: String,
}

/// The form behind the button.
#[derive(Deserialize)]
pub struct EnterForm {
    #[serde(default)]
    token: String,
}

/// `POST /login/link`. The answer is the same for every address.
pub async fn request(
    State(desk): State<Desk>,
    Extension(context): Extension<RequestContext>,
    headers: HeaderMap,
    Form(form): Form<LinkForm>,
) -> Response {
    let email: String = form.email.trim().chars().take(254).collect();
    match session::request_link(&desk, &email, &context.address) {
        Ok(()) => see_other("/login?link=sent"),
        Err(error) => match error.code {
            ErrorCode::TooManyAttempts { seconds } if wants_html(&headers) => {
                see_other(&format!("/login?error=attempts&seconds={seconds}&email={}", query_encoded(&email)))
            }
            _ => refusal::text(&error, &headers),
        },
    }
}

/// `POST /login/enter`
pub async fn enter(
    State(desk): State<Desk>,
    Extension(context): Extension<RequestContext>,
    headers: HeaderMap,
    Form(form): Form<EnterForm>,
) -> Response {
    let browser = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match session::use_link(&desk, &form.token, &context.address, browser).await {
        Ok(signed_in) => {
            forget_old_session(&desk, &context).await;
            let home = LocalPath::home_of(signed_in.user.role);
            with_cookie(session_cookie::begin(desk.config(), signed_in.token), home.as_str())
        }
        Err(error) if error.code == ErrorCode::LinkExpired && wants_html(&headers) => see_other("/login?error=link"),
        Err(error) if wants_html(&headers) => refusal::page(&error, &headers, &context.request_id),
        Err(error) => refusal::text(&error, &headers),
    }
}
