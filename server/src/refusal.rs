//! Errors as answers: the JSON of server functions, and the pages people see when nothing can be rendered.

use axum::{
    Json,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use domain::{
    error::{AppError, ErrorCode},
    i18n::Locale,
};

use crate::language;

/// Seconds after which a browser tries again while the desk is away.
const RETRY_SECONDS: u32 = 10;

/// The error as server functions answer it, with its status.
pub fn json(error: AppError, request_id: &str) -> Response {
    let retry_after = retry_after(&error.code);
    (status(&error.code), retry_after, Json(error.with_request_id(request_id))).into_response()
}

/// The error as a line of text, for programs that post forms.
pub fn text(error: &AppError, headers: &HeaderMap) -> Response {
    let sentence = language::of(headers).texts().error(error);
    (status(&error.code), retry_after(&error.code), format!("{sentence}\n")).into_response()
}

/// The page shown while the database is away, when something broke before a page could be rendered, or in place of a file.
/// It needs nothing of the desk, and tries again by itself where that may help.
pub fn page(error: &AppError, headers: &HeaderMap, request_id: &str) -> Response {
    let locale = language::of(headers);
    let texts = locale.texts();
    let may_pass = error.code.http_status() >= 500;
    let again = match locale {
        _ if !may_pass => "",
        Locale::PtBr => "Esta página tenta de novo sozinha em alguns segundos.",
        Locale::En => "This page tries again by itself in a few seconds.",
    };
    let body = format!(
        r#"<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Balcão</title>
<style>
body {{ margin: 0; min-height: 100vh; display: grid; place-items: center; font: 1rem/1.5 system-ui, sans-serif;
  color: #1d2430; background: #f4f5f7; }}
main {{ max-width: 30rem; padding: 2rem; }}
h1 {{ font-size: 1.5rem; }}
small {{ color: #545f71; }}
@media (prefers-color-scheme: dark) {{ body {{ color: #e7eaf0; background: #14181f; }} small {{ color: #a5afbf; }} }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{sentence}</p>
<p>{again}</p>
<p><small>{request}</small></p>
</main>
</body>
</html>
"#,
        lang = locale.code(),
        title = texts.errors.title,
        sentence = texts.error(error),
        request = (texts.errors.request)(request_id),
    );
    let policy = HeaderValue::from_static(
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'",
    );
    let mut headers = HeaderMap::from_iter([(header::CONTENT_SECURITY_POLICY, policy)]);
    if may_pass {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(RETRY_SECONDS));
        headers.insert(header::REFRESH, HeaderValue::from(RETRY_SECONDS));
    }
    (status(&error.code), headers, Html(body)).into_response()
}

/// The answer to a request for `path`: JSON under /api, a page elsewhere.
pub fn for_path(path: &str, error: AppError, headers: &HeaderMap, request_id: &str) -> Response {
    if path.starts_with("/api/") { json(error, request_id) } else { page(&error, headers, request_id) }
}

fn status(code: &ErrorCode) -> StatusCode {
    StatusCode::from_u16(code.http_status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn retry_after(code: &ErrorCode) -> HeaderMap {
    let seconds = match code {
        ErrorCode::TooManyAttempts { seconds } => Some(*seconds),
        ErrorCode::Unavailable => Some(RETRY_SECONDS),
        _ => None,
    };
    seconds.map(|seconds| (header::RETRY_AFTER, HeaderValue::from(seconds))).into_iter().collect()
}
