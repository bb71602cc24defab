//! Lists as CSV files. The use-case checks the right, writes the audit and reads page by page; here only the text is made,
//! while it is sent. What differs from list to list is in the module of its name.
//!
//! Separator `;` and a byte-order mark, because that is what spreadsheets in Brazil open without questions. A cell that a
//! spreadsheet would run as a formula gets an apostrophe in front, whatever its column.

mod contracts;
mod tickets;

use std::convert::identity;

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use backend::usecase::{export::Pages, session::RequestContext};
use domain::error::{AppError, ErrorCode};
use futures::{StreamExt, TryStreamExt, stream};

pub use self::{contracts::contracts, tickets::tickets};
use crate::{disposition::attachment, refusal};

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The address of a list as its query reads it.
fn borrowed(pairs: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
}

/// The file, or the page that says why there is none.
fn answer(file: Result<Response, AppError>, headers: &HeaderMap, context: &RequestContext) -> Response {
    file.map_err(|error| refusal::page(&error, headers, &context.request_id)).unwrap_or_else(identity)
}

/// Names of the columns, then one line a row, sent as they are read. An error after the first line breaks the file off, so
/// that a browser shows a failed download and nobody takes half a list for the whole.
fn file<R: Send + 'static>(
    name: &'static str,
    columns: &[&str],
    pages: Pages<R>,
    line: impl Fn(&R) -> Vec<String> + Send + 'static,
) -> Result<Response, AppError> {
    let head = format!("{BYTE_ORDER_MARK}{}", text(std::iter::once(columns))?);
    let lines = pages
        .map(move |page| page.and_then(|rows| text(rows.iter().map(&line))))
        .inspect_err(move |error| tracing::error!(%error, name, "an export was broken off"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CONTENT_DISPOSITION, attachment(name, name)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, Body::from_stream(stream::iter([Ok(head)]).chain(lines))).into_response())
}

fn text<Line: AsRef<[Cell]>, Cell: AsRef<str>>(lines: impl Iterator<Item = Line>) -> Result<String, AppError> {
    let failed = AppError::new(ErrorCode::Internal);
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    for line in lines {
        let cells = line.as_ref().iter().map(|cell| harmless(cell.as_ref()));
        writer.write_record(cells).map_err(|_| failed.clone())?;
    }
    let bytes = writer.into_inner().map_err(|_| failed.clone())?;
    String::from_utf8(bytes).map_err(|_| failed)
}

/// A text that no spreadsheet runs as a formula: neither at its beginning nor where one that expects commas or tabs would begin
/// a cell inside it.
fn harmless(text: &str) -> String {
    let (mut safe, mut begins) = (String::with_capacity(text.len()), true);
    for letter in text.chars() {
        if begins && matches!(letter, '=' | '+' | '-' | '@' | '\t' | '\r') {
            safe.push('\'');
        }
        safe.push(letter);
        begins = matches!(letter, ',' | ';' | '\t' | '\r' | '\n') || (begins && letter == ' ');
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::{harmless, text};

    #[test]
    fn formulas_are_defused() {
        assert_eq!(harmless("=1+1"), "'=1+1");
        assert_eq!(harmless("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(harmless("Segunda via"), "Segunda via");
        assert_eq!(harmless("1.234,56"), "1.234,56");
        assert_eq!(harmless("x,=1+1,"), "x,'=1+1,");
        assert_eq!(harmless("x; @SUM(A1)"), "x; '@SUM(A1)");
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let lines = [["#", "Nome"], ["1", "=A1;\"B\""]];
        assert_eq!(text(lines.iter()).unwrap(), "#;Nome\n1;\"'=A1;\"\"B\"\"\"\n");
    }
}
