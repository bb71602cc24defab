//! The bar of last resort: after a panic the page's program is dead, so the bar is plain DOM and its button a plain link.
//!
//! What was typed is put aside for the page that the link loads, and the server hears where it happened.

use std::{
    panic::PanicHookInfo,
    sync::atomic::{AtomicBool, Ordering},
};

use domain::i18n::Locale;
use leptos::prelude::{document, window};
use serde::Serialize;
use web_sys::Element;

use super::rescue;
use crate::ui::dom;

const BAR: &str = "broken-page";

/// A dead program may be called again and panic again; the first time tells everything.
static TOLD: AtomicBool = AtomicBool::new(false);

/// What the server hears; see `server::client_errors`. Never content: only a constant of the program is sent as message.
#[derive(Serialize)]
struct Report {
    build: String,
    path: String,
    place: String,
    message: &'static str,
}

/// From now on a panic shows a bar that offers to go on where one was. Called once, before the page comes to life; what
/// reports panics already keeps reporting.
pub fn show_reload_bar_on_panic() {
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        report(panic);
        if TOLD.swap(true, Ordering::Relaxed) {
            return;
        }
        rescue::keep();
        let _ = show();
        tell(panic);
    }));
}

/// Puts the bar where it can be seen and reached: into the open dialog, since everything outside is inert then.
fn show() -> Option<()> {
    let document = document();
    let place =
        ["dialog[open]", ".app", "body"].into_iter().find_map(|place| document.query_selector(place).ok()?)?;
    let bar = element("div", "strip")?;
    bar.set_id(BAR);
    bar.set_attribute("role", "alert").ok()?;
    bar.set_attribute("data-tone", "amber").ok()?;
    let texts = document
        .document_element()
        .and_then(|html| html.get_attribute("lang"))
        .and_then(|lang| Locale::from_code(&lang))
        .unwrap_or_default()
        .texts();
    let words = element("span", "")?;
    let what = element("strong", "")?;
    what.set_text_content(Some(texts.common.page_broke));
    words.append_child(&what).ok()?;
    words.append_with_str_1(&format!(" {}", texts.common.typed_is_kept)).ok()?;
    let link = element("a", "btn btn--sm")?;
    let location = window().location();
    let address = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
    link.set_attribute("href", &address).ok()?;
    // Whatever still listens to clicks must leave this one alone.
    link.set_attribute("rel", "external").ok()?;
    link.set_text_content(Some(texts.common.go_on));
    bar.append_child(&words).ok()?;
    bar.append_child(&link).ok()?;
    place.insert_before(&bar, place.first_child().as_ref()).ok()?;
    Some(())
}

fn element(tag: &str, class: &str) -> Option<Element> {
    let element = document().create_element(tag).ok()?;
    element.set_class_name(class);
    Some(element)
}

fn tell(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(|at| {
        // Folders before these are those of whoever built it.
        let file: Vec<&str> = at.file().rsplit('/').take(3).collect();
        format!("{}:{}", file.into_iter().rev().collect::<Vec<_>>().join("/"), at.line())
    });
    let report = Report {
        build: build().unwrap_or_default(),
        path: window().location().pathname().unwrap_or_default(),
        place: place.unwrap_or_default(),
        // A message that was put together may hold what somebody typed.
        message: panic.payload().downcast_ref::<&'static str>().copied().unwrap_or_default(),
    };
    if let Ok(json) = serde_json::to_string(&report) {
        dom::post_on_leaving("/api/client_errors", &json);
    }
}

/// The name of the program's file, with its hash.
fn build() -> Option<String> {
    let link = document().query_selector("link[href*='.wasm']").ok()??;
    Some(link.get_attribute("href")?.rsplit('/').next()?.to_owned())
}
