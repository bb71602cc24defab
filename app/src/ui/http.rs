//! Requests that are no server functions: signing in over a page, and asking whether the server is there.

use js_sys::{Reflect, futures::JsFuture};
use leptos::{
    prelude::window,
    wasm_bindgen::{JsCast, JsValue},
};
use web_sys::{RequestInit, Response, UrlSearchParams};

/// What became of a posted form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Posted {
    /// The server accepted it and would lead on to another page.
    Accepted,
    /// Refused with this HTTP status, and to be tried again after so many seconds.
    Refused { status: u16, wait_seconds: Option<u32> },
    /// No answer.
    Unreachable,
}

/// Posts fields as a form does, but stays on the page.
pub async fn post_form(path: &str, fields: &[(&str, &str)]) -> Posted {
    let Ok(body) = UrlSearchParams::new() else { return Posted::Unreachable };
    for (name, value) in fields {
        body.append(name, value);
    }
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(&body);
    // The page it leads to is not wanted.
    let _ = Reflect::set(&init, &JsValue::from_str("redirect"), &JsValue::from_str("manual"));
    match send(path, &init).await {
        // A redirect that is not followed has no status.
        Some(response) if response.ok() || response.status() == 0 => Posted::Accepted,
        Some(response) => Posted::Refused {
            status: response.status(),
            wait_seconds: response.headers().get("retry-after").ok().flatten().and_then(|text| text.parse().ok()),
        },
        None => Posted::Unreachable,
    }
}

/// Whether the server answers at `path`, past every cache.
pub async fn answers(path: &str) -> bool {
    let init = RequestInit::new();
    let _ = Reflect::set(&init, &JsValue::from_str("cache"), &JsValue::from_str("no-store"));
    send(path, &init).await.is_some_and(|response| response.ok())
}

async fn send(path: &str, init: &RequestInit) -> Option<Response> {
    let answer = JsFuture::from(window().fetch_with_str_and_init(path, init)).await.ok()?;
    answer.dyn_into().ok()
}
