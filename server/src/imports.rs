//! Files of imports on their way in and out: `POST /api/imports` and `GET /imports/{id}/bad.csv`. Everything else about
//! imports is a server function.

use axum::{
    Extension, Json,
    body::Body,
    extract::{Multipart, Path, Query, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use backend::usecase::{import, session::RequestContext};
use domain::{
    error::{AppError, ErrorCode},
    ids::ImportId,
    person::import::ImportKind,
};
use serde::Deserialize;

use crate::{disposition::attachment, refusal, state::AppState};

/// What the form around a file takes, at most; it is not counted as part of the file.
const FORM_BYTES: u64 = 4 * 1024;

/// `?kind=contracts`: what the list is about; people when it does not say.
#[derive(Debug, Deserialize)]
pub struct List {
    #[serde(default)]
    kind: ImportKind,
}

/// Takes the field `file` of a form and answers with the import's id. The route must have no limit of its own: the use-case
/// stops at the largest file.
pub async fn upload(
    State(state): State<AppState>,
    Extension(context): Extension<RequestContext>,
    Query(list): Query<List>,
    headers: HeaderMap,
    form: Multipart,
) -> Response {
    match receive(&state, &context, list.kind, &headers, form).await {
        Ok(id) => Json(id).into_response(),
        Err(error) => refusal::json(error, &context.request_id),
    }
}

async fn receive(
    state: &AppState,
    context: &RequestContext,
    kind: ImportKind,
    headers: &HeaderMap,
    mut form: Multipart,
) -> Result<ImportId, AppError> {
    let caller = context.caller()?;
    let size = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    let size = size.map(|size| size.saturating_sub(FORM_BYTES));
    loop {
        let field = form.next_field().await.map_err(|error| {
            tracing::info!(%error, "a form could not be read");
            AppError::on("file", ErrorCode::Required)
        })?;
        let Some(field) = field else { return Err(AppError::on("file", ErrorCode::Required)) };
        if field.name() == Some("file") {
            let name = field.file_name().unwrap_or_default().to_owned();
            return import::begin(&state.desk, &caller, kind, &name, size, field).await;
        }
    }
}

/// The faulty rows of an import, each with its reason, as a file to keep.
pub async fn bad_rows(
    State(state): State<AppState>,
    Extension(context): Extension<RequestContext>,
    Path(id): Path<i64>,
    headers: HeaderMap,
) -> Response {
    let found = async {
        let caller = context.caller()?;
        import::download_bad(&state.desk, &caller, ImportId::new(id)).await
    };
    match found.await {
        Ok(bad) => {
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
                (header::CONTENT_DISPOSITION, attachment("rows.csv", &bad.file_name)),
                (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            ];
            (headers, Body::from_stream(bad.content)).into_response()
        }
        Err(error) => refusal::page(&error, &headers, &context.request_id),
    }
}
