//! What an import would do: its first rows with their faults, and how far it is.

use domain::{
    error::{AppError, ErrorCode},
    ids::ImportId,
    person::import::{ImportPreview, ImportStatus, PREVIEW_ROWS, PROBLEMS_KEPT, PreviewRow},
};

use super::{
    file::{Rows, Source},
    find, may_import, source,
};
use crate::{Desk, store::imports::problems, usecase::Caller};

/// The first rows, read from the file, and the first faults.
///
/// # Errors
/// `NotFound`; `Forbidden`; `Internal` when the file is gone; or the database fails.
pub async fn preview(desk: &Desk, caller: &Caller, id: ImportId) -> Result<ImportPreview, AppError> {
    let mut conn = desk.db().conn().await?;
    let import = find(&mut conn, id).await?;
    may_import(caller, import.status.kind)?;
    let most = i64::try_from(PROBLEMS_KEPT).unwrap_or(i64::MAX);
    let problems = problems::of(&mut conn, id, most).await?;
    drop(conn);
    let source = source(desk, &import);
    let first = tokio::task::spawn_blocking(move || first_rows(&source)).await;
    let rows = match first {
        Ok(Ok(rows)) => rows,
        // The record outlives its file; the screen still tells how the import ended.
        Ok(Err(error)) => {
            tracing::warn!(%error, import = id.get(), "the file of an import cannot be read");
            Vec::new()
        }
        Err(error) => {
            tracing::error!(%error, "reading the first rows broke");
            return Err(ErrorCode::Internal.into());
        }
    };
    Ok(ImportPreview { status: import.status, rows, problems, now: desk.clock().now() })
}

fn first_rows(source: &Source) -> std::io::Result<Vec<PreviewRow>> {
    let mut rows = Rows::open(source)?;
    let mut first = Vec::with_capacity(PREVIEW_ROWS);
    while first.len() < PREVIEW_ROWS {
        let Some(row) = rows.next()? else { break };
        first.push(PreviewRow { line: row.line, cells: row.cells, fault: row.outcome.err() });
    }
    Ok(first)
}

/// Only how far it is: what the progress bar asks for again and again.
///
/// # Errors
/// `NotFound`, `Forbidden`, or the database fails.
pub async fn status(desk: &Desk, caller: &Caller, id: ImportId) -> Result<ImportStatus, AppError> {
    let status = find(&mut desk.db().conn().await?, id).await?.status;
    may_import(caller, status.kind)?;
    Ok(status)
}
