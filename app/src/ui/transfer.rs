//! Sending a body with progress. Only `XMLHttpRequest` tells how much of a request has gone out.
//!
//! Requests are named by numbers: they belong to the browser, and what belongs to it is never put into a signal, since the
//! server makes signals too and drops them on any of its threads.

use std::{cell::RefCell, collections::BTreeMap};

use domain::{
    error::{AppError, ErrorCode},
    page_user::HEADER,
};
use futures::channel::oneshot;
use leptos::wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{File, FormData, ProgressEvent, XmlHttpRequest};

use crate::{api::ApiError, session::page_user};

/// What is sent.
pub enum Body<'a> {
    /// The file alone.
    File(&'a File),
    Form(&'a FormData),
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The text of the answer.
    Done(String),
    Refused(ApiError),
    Cancelled,
}

thread_local! {
    static RUNNING: RefCell<BTreeMap<u32, XmlHttpRequest>> = const { RefCell::new(BTreeMap::new()) };
    static LAST: RefCell<u32> = const { RefCell::new(0) };
}

/// A number that no other request has.
pub fn fresh_number() -> u32 {
    LAST.with_borrow_mut(|last| {
        *last += 1;
        *last
    })
}

/// Starts sending by POST, for the user of this page. `progress` gets whole percents; the future ends with the answer. `None` when the browser refuses.
pub fn send(
    number: u32,
    path: &str,
    headers: &[(&str, &str)],
    body: Body<'_>,
    progress: Box<dyn Fn(u32)>,
) -> Option<impl Future<Output = Answer> + use<>> {
    let request = XmlHttpRequest::new().ok()?;
    request.open_with_async("POST", path, true).ok()?;
    for (name, value) in headers {
        request.set_request_header(name, value).ok()?;
    }
    if let Some(user) = page_user() {
        request.set_request_header(HEADER, &user.to_string()).ok()?;
    }
    let moved = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.length_computable() && event.total() > 0.0 {
            progress(percent(event.loaded() / event.total()));
        }
    });
    request.upload().ok()?.set_onprogress(Some(moved.as_ref().unchecked_ref()));
    let (sender, receiver) = oneshot::channel::<Answer>();
    let answered = request.clone();
    // "loadend" comes once, whatever happened.
    let ended = Closure::once(move |_: JsValue| {
        let cancelled = RUNNING.with_borrow(|running| !running.contains_key(&number));
        let _ = sender.send(if cancelled { Answer::Cancelled } else { answer_of(&answered) });
    });
    request.set_onloadend(Some(ended.as_ref().unchecked_ref()));
    let sent = match body {
        Body::File(file) => request.send_with_opt_blob(Some(file)),
        Body::Form(form) => request.send_with_opt_form_data(Some(form)),
    };
    sent.ok()?;
    RUNNING.with_borrow_mut(|running| running.insert(number, request));
    Some(async move {
        let answer = receiver.await.unwrap_or(Answer::Cancelled);
        // The closures live until the request has ended.
        drop((moved, ended));
        RUNNING.with_borrow_mut(|running| running.remove(&number));
        answer
    })
}

/// Stops sending; the server keeps nothing.
pub fn cancel(number: u32) {
    // Taken out first: the end of the request comes while it is being stopped.
    let request = RUNNING.with_borrow_mut(|running| running.remove(&number));
    if let Some(request) = request {
        let _ = request.abort();
    }
}

fn answer_of(request: &XmlHttpRequest) -> Answer {
    let status = request.status().unwrap_or_default();
    let text = request.response_text().ok().flatten().unwrap_or_default();
    match status {
        200..=299 => Answer::Done(text),
        0 => Answer::Refused(ErrorCode::Offline.into()),
        _ => Answer::Refused(
            serde_json::from_str::<AppError>(&text).map_or_else(|_| ErrorCode::Internal.into(), ApiError::from),
        ),
    }
}

#[expect(clippy::as_conversions, reason = "there is no other conversion from float to integer; the value is in range")]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 <= value <= 100")]
fn percent(part: f64) -> u32 {
    (part.clamp(0.0, 1.0) * 100.0) as u32
}
