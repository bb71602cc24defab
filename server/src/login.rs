//! Signing in and out by plain HTML forms, so that both work without JavaScript: by password here, by a link that comes by
//! mail in [`link`].
//!
//! The form itself is the page `/login` of `app`. After a refusal it is shown again with `error`, `seconds` and `email` in
//! its address; never the password. A program that does not ask for HTML gets the status and a sentence instead.

pub mod link;

use axum::{
    Extension,
    extract::{Form, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use axum_extra::extract::cookie::{Cookie, CookieJar};
use backend::{
    Desk,
    usecase::session::{self, RequestContext},
};
use domain::error::{AppError, ErrorCode};
use serde::Deserialize;

use crate::{
    local_path::{LocalPath, query_encoded, see_other},
    refusal, session_cookie,
};

/// The fields of the form, by the names in the page.
#[derive(Deserialize)]
pub struct LoginForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    /// Where to go afterwards; a path of this desk.
    #[serde(default)]
    next: String,
}

/// `POST /login`
pub async fn sign_in(
    State(desk): State<Desk>,
    Extension(context): Extension<RequestContext>,
    headers: HeaderMap,
    Form(form): Form<LoginForm>,
) -> Response {
    let browser = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let next = LocalPath::parse(&form.next);
    match session::sign_in(&desk, &form.email, &form.password, &context.address, browser).await {
        Ok(signed_in) => {
            forget_old_session(&desk, &context).await;
            let next = next.unwrap_or_else(|| LocalPath::home_of(signed_in.user.role));
            with_cookie(session_cookie::begin(desk.config(), signed_in.token), next.as_str())
        }
        Err(error) if wants_html(&headers) => match refused(&error, &form.email, next.as_ref()) {
            Some(again) => see_other(&again),
            None => refusal::page(&error, &headers, &context.request_id),
        },
        Err(error) => refusal::text(&error, &headers),
    }
}

/// `POST /logout`
pub async fn sign_out(
    State(desk): State<Desk>,
    Extension(context): Extension<RequestContext>,
    headers: HeaderMap,
) -> Response {
    if let Some(session) = &context.session
        && let Err(error) = session::sign_out(&desk, session, &context.address).await
    {
        return refusal::page(&error, &headers, &context.request_id);
    }
    with_cookie(session_cookie::end(desk.config()), "/login")
}

/// A browser that signs in again holds one session, not two.
async fn forget_old_session(desk: &Desk, context: &RequestContext) {
    if let Some(old) = &context.session
        && let Err(error) = session::sign_out(desk, old, &context.address).await
    {
        tracing::warn!(%error, "the session before this one could not be ended");
    }
}

/// The address of the form with what went wrong; `None` for what is no matter of the form.
fn refused(error: &AppError, email: &str, next: Option<&LocalPath>) -> Option<String> {
    let problem = match error.code {
        ErrorCode::WrongCredentials => "error=credentials".to_owned(),
        ErrorCode::TooManyAttempts { seconds } => format!("error=attempts&seconds={seconds}"),
        _ => return None,
    };
    let email: String = email.trim().chars().take(254).collect();
    let next = next.map(|next| format!("&next={}", query_encoded(next.as_str()))).unwrap_or_default();
    Some(format!("/login?{problem}&email={}{next}", query_encoded(&email)))
}

fn wants_html(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|accept| accept.contains("text/html"))
}

fn with_cookie(cookie: Cookie<'static>, path: &str) -> Response {
    (CookieJar::new().add(cookie), see_other(path)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_comes_back_with_everything_but_the_password() {
        let next = LocalPath::parse("/tickets?view=mine");
        assert_eq!(
            refused(&ErrorCode::WrongCredentials.into(), "renata+a@balcao.demo ", next.as_ref()).as_deref(),
            Some("/login?error=credentials&email=renata%2Ba%40balcao.demo&next=/tickets%3Fview%3Dmine")
        );
        assert_eq!(
            refused(&ErrorCode::TooManyAttempts { seconds: 61 }.into(), "a@b.co", None).as_deref(),
            Some("/login?error=attempts&seconds=61&email=a%40b.co")
        );
        assert_eq!(refused(&ErrorCode::Unavailable.into(), "a@b.co", None), None);
    }
}
