//! `POST /api/client_errors`: a page tells that its program died.
//!
//! What is told comes from outside and may be anything, so nothing of it becomes a label but the route's template, and only
//! words and numbers of a program reach the log: build, template, place in the code, and a message that is a constant of
//! the program. Never content: a page that broke does not tell what somebody had typed.

use axum::{
    Extension, Json,
    extract::{State, rejection::JsonRejection},
    http::StatusCode,
};
use backend::usecase::session::RequestContext;
use serde::Deserialize;

use crate::{pages, state::AppState};

/// Of the request, in bytes.
pub const LIMIT: usize = 4 * 1024;
/// Of one text, in characters.
const LONGEST: usize = 300;

/// What the page says; see `app::ui::problems::broken_page`.
#[derive(Deserialize)]
pub struct ClientError {
    /// The name of the program's file, which has the build in it.
    build: String,
    /// The path of the page; its numbers stay here.
    path: String,
    /// File and line.
    place: String,
    /// Empty unless it is a constant.
    message: String,
}

/// Counts it and writes one line; more than a few from one network within ten minutes are let go.
pub async fn report(
    State(state): State<AppState>,
    Extension(context): Extension<RequestContext>,
    told: Result<Json<ClientError>, JsonRejection>,
) -> StatusCode {
    let Ok(Json(told)) = told else { return StatusCode::BAD_REQUEST };
    let now = state.desk.clock().now();
    if state.web.client_errors.take("everybody", &context.address, now).is_err() {
        return StatusCode::TOO_MANY_REQUESTS;
    }
    let route = pages::template_of(&told.path);
    metrics::counter!("balcao_client_errors_total", "route" => route).increment(1);
    let (build, place, message) = (plain(&told.build), plain(&told.place), plain(&told.message));
    tracing::error!(build, route, place, message, request = context.request_id, "a page died in somebody's browser");
    StatusCode::NO_CONTENT
}

/// One line of printable ASCII, as a program's own words are.
fn plain(text: &str) -> String {
    text.chars().filter(|one| one.is_ascii_graphic() || *one == ' ').take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_a_log_stays_one_line() {
        assert_eq!(plain("a\r\nb\u{202e}c\u{0}"), "abc");
        assert_eq!(plain(&"x".repeat(9_000)).len(), LONGEST);
    }
}
