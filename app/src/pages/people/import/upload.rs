//! Sending a file with progress. Only `XMLHttpRequest` tells how much of a request has gone out.

use std::cell::RefCell;

use domain::{
    error::{AppError, ErrorCode},
    ids::ImportId,
    person::import::ImportKind,
};
use futures::channel::oneshot;
use leptos::wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{File, FormData, ProgressEvent, XmlHttpRequest};

use crate::api::ApiError;

const PATH: &str = "/api/imports?kind=";

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Uploaded {
    Done(ImportId),
    Refused(ApiError),
    Cancelled,
}

thread_local! {
    /// The request on its way; a page sends one file at a time. Not in a signal: the server makes those too, and drops them
    /// on any of its threads, which a value of the browser does not survive.
    static PRESENT: RefCell<Option<XmlHttpRequest>> = const { RefCell::new(None) };
}

/// Starts sending. `progress` gets whole percents; the future ends with the answer. `None` when the browser refuses.
pub fn start<F: Fn(u32) + 'static>(
    kind: ImportKind,
    file: &File,
    progress: F,
) -> Option<impl Future<Output = Uploaded> + use<F>> {
    let request = XmlHttpRequest::new().ok()?;
    let form = FormData::new().ok()?;
    form.append_with_blob_and_filename("file", file, &file.name()).ok()?;
    request.open_with_async("POST", &format!("{PATH}{}", kind.code()), true).ok()?;
    let moved = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.length_computable() && event.total() > 0.0 {
            progress(percent(event.loaded() / event.total()));
        }
    });
    request.upload().ok()?.set_onprogress(Some(moved.as_ref().unchecked_ref()));
    let (sender, receiver) = oneshot::channel::<Uploaded>();
    let answered = request.clone();
    // "loadend" comes once, whatever happened.
    let ended = Closure::once(move |_: JsValue| {
        let cancelled = PRESENT.with_borrow(Option::is_none);
        let _ = sender.send(if cancelled { Uploaded::Cancelled } else { answer_of(&answered) });
    });
    request.set_onloadend(Some(ended.as_ref().unchecked_ref()));
    request.send_with_opt_form_data(Some(&form)).ok()?;
    let answer = async move {
        let answer = receiver.await.unwrap_or(Uploaded::Cancelled);
        // The closures live until the request has ended.
        drop((moved, ended));
        PRESENT.set(None);
        answer
    };
    PRESENT.set(Some(request));
    Some(answer)
}

/// Stops sending; the server keeps nothing.
pub fn cancel() {
    // Taken out first: the end of the request comes while it is being stopped.
    if let Some(request) = PRESENT.take() {
        let _ = request.abort();
    }
}

fn answer_of(request: &XmlHttpRequest) -> Uploaded {
    let status = request.status().unwrap_or_default();
    let text = request.response_text().ok().flatten().unwrap_or_default();
    match status {
        200..=299 => match serde_json::from_str(&text) {
            Ok(id) => Uploaded::Done(id),
            Err(_) => Uploaded::Refused(ErrorCode::Internal.into()),
        },
        0 => Uploaded::Refused(ErrorCode::Offline.into()),
        _ => Uploaded::Refused(
            serde_json::from_str::<AppError>(&text).map_or_else(|_| ErrorCode::Internal.into(), ApiError::from),
        ),
    }
}

#[expect(clippy::as_conversions, reason = "there is no other conversion from float to integer; the value is in range")]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 <= value <= 100")]
fn percent(part: f64) -> u32 {
    (part.clamp(0.0, 1.0) * 100.0) as u32
}
