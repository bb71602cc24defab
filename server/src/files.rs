//! Files of tickets and chats on their way in and out: `POST /api/files`, `GET /files/{id}`, `GET /files/{id}/image`.
//! Everything else about files is a server function.
//!
//! A file comes as the plain body of its request; what is known of it stands in the headers. It leaves as something to keep,
//! never as a page; only photos that every browser shows may appear inside one.

use axum::{
    Extension, Json,
    body::Body,
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use backend::{
    Desk,
    usecase::{
        file::{self, Upload},
        session::RequestContext,
    },
};
use domain::{
    error::{AppError, ErrorCode},
    file::{FileName, wire::FileRow},
    ids::{ClientKey, FileId},
};
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

use crate::{disposition::attachment, refusal};

/// The name, percent-encoded as `encodeURIComponent` does: not in the address, which proxies log.
const NAME: &str = "x-file-name";
/// The client's key of this upload.
const KEY: &str = "x-file-key";
/// The ticket that gets it; without it the file waits.
const TICKET: &str = "x-file-ticket";
/// `1`: for the team only.
const INTERNAL: &str = "x-file-internal";
/// Nothing in it runs, wherever it is opened.
const SANDBOX: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";
/// The type of a file that is downloaded: no program guesses another, none compresses it.
const KEEP: &str = "application/octet-stream";

/// Takes the body as a file and answers with its row. The route must have no limit of its own: the use-case has the
/// company's.
pub async fn upload(
    State(desk): State<Desk>,
    Extension(context): Extension<RequestContext>,
    request: Request,
) -> Response {
    match receive(&desk, &context, request).await {
        Ok(row) => Json(row).into_response(),
        Err(error) => refusal::json(error, &context.request_id),
    }
}

async fn receive(desk: &Desk, context: &RequestContext, request: Request) -> Result<FileRow, AppError> {
    let caller = context.caller()?;
    let (parts, body) = request.into_parts();
    let text = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let name = percent_decoded(text(NAME)).ok_or_else(|| AppError::on("file", ErrorCode::FileName))?;
    let upload = Upload {
        key: ClientKey::parse(text(KEY)).map_err(|_| AppError::on("key", ErrorCode::Required))?,
        name: &name,
        ticket: match text(TICKET) {
            "" => None,
            number => Some(number.parse().map_err(|_| ErrorCode::NotFound)?),
        },
        internal: text(INTERNAL) == "1",
        length: text(header::CONTENT_LENGTH.as_str()).parse().ok(),
    };
    file::upload(desk, &caller, upload, body.into_data_stream()).await
}

/// `GET /files/{id}`: to keep.
pub async fn download(
    State(desk): State<Desk>,
    Extension(context): Extension<RequestContext>,
    Path(id): Path<i64>,
    headers: HeaderMap,
) -> Response {
    send(&desk, &context, id, &headers, Shown::Kept).await
}

/// `GET /files/{id}/image`: to show. What is no photo is kept all the same.
pub async fn image(
    State(desk): State<Desk>,
    Extension(context): Extension<RequestContext>,
    Path(id): Path<i64>,
    headers: HeaderMap,
) -> Response {
    send(&desk, &context, id, &headers, Shown::Inline).await
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Inline,
    Kept,
}

async fn send(desk: &Desk, context: &RequestContext, id: i64, headers: &HeaderMap, shown: Shown) -> Response {
    let found = async { file::open(desk, &context.caller()?, FileId::new(id)).await };
    match found.await {
        Ok(found) => {
            let mut response = Body::from_stream(found.content).into_response();
            response.headers_mut().extend(headers_of(&found.row, shown));
            response
        }
        Err(error) => refusal::page(&error, headers, &context.request_id),
    }
}

fn headers_of(row: &FileRow, shown: Shown) -> [(HeaderName, HeaderValue); 5] {
    let inline = shown == Shown::Inline && row.kind.shows_inline();
    let kind = if inline { row.kind.mime() } else { KEEP };
    let ascii = FileName::parse(&row.name).map_or_else(|_| "file".to_owned(), |name| name.ascii());
    let disposition = if inline { HeaderValue::from_static("inline") } else { attachment(&ascii, &row.name) };
    [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_LENGTH, HeaderValue::from(row.size)),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(SANDBOX)),
        // The browser of one person may keep it, nothing between; whether it may be seen is asked again soon.
        (header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=300")),
    ]
}

/// Files travel as they are, with their length.
pub fn worth_compressing() -> impl Predicate {
    DefaultPredicate::new().and(NotForContentType::const_new(KEEP))
}

/// Reads `%C3%A7`; `None` when it is not text.
fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let digits = std::str::from_utf8(&digits).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use domain::{file::FileKind, time::UtcMillis};

    use super::*;

    fn row(name: &str, kind: FileKind) -> FileRow {
        FileRow {
            id: FileId::new(1),
            name: name.to_owned(),
            kind,
            size: 9,
            by: String::new(),
            at: UtcMillis::from_millis(0),
            internal: false,
            from_chat: false,
        }
    }

    fn header_of(row: &FileRow, shown: Shown, name: &HeaderName) -> String {
        let found = headers_of(row, shown).into_iter().find(|(header, _)| header == name);
        found.map(|(_, value)| value.to_str().unwrap().to_owned()).unwrap_or_default()
    }

    #[test]
    fn only_photos_are_shown() {
        let photo = row("foto.png", FileKind::Png);
        assert_eq!(header_of(&photo, Shown::Inline, &header::CONTENT_DISPOSITION), "inline");
        assert_eq!(header_of(&photo, Shown::Inline, &header::CONTENT_TYPE), "image/png");
        assert!(header_of(&photo, Shown::Kept, &header::CONTENT_DISPOSITION).starts_with("attachment; "));
        for kind in FileKind::ALL.iter().filter(|kind| !kind.shows_inline()) {
            let kept = row("nota.pdf", *kind);
            assert!(
                header_of(&kept, Shown::Inline, &header::CONTENT_DISPOSITION).starts_with("attachment; "),
                "{kind:?}"
            );
            assert_eq!(header_of(&kept, Shown::Inline, &header::CONTENT_TYPE), KEEP);
        }
    }

    #[test]
    fn names_are_read_as_they_are_sent() {
        assert_eq!(percent_decoded("nota%20n%C2%BA%201.pdf").as_deref(), Some("nota nº 1.pdf"));
        for wrong in ["%", "%C", "%ZZ", "%C3"] {
            assert_eq!(percent_decoded(wrong), None, "{wrong}");
        }
    }
}
