//! The few things that need the browser's own objects: focus, native dialogs and popovers, random keys, local storage.
//!
//! They are called from event handlers and effects only, which never run on the server.

use super::scope::DOCUMENT;
use domain::ids::ClientKey;
use leptos::{prelude::*, wasm_bindgen::JsCast};
use web_sys::{Element, HtmlDialogElement, HtmlElement, wasm_bindgen::JsValue};

use crate::session::marked;

/// The element with this id.
pub fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id).and_then(|element| element.dyn_into().ok())
}

/// Moves the focus to the element with this id, once the present changes are drawn.
pub fn focus_soon(id: impl Into<String>) {
    let id = id.into();
    DOCUMENT.next_frame(move || {
        if let Some(element) = by_id(&id) {
            let _ = element.focus();
        }
    });
}

/// Whether the focus is on the element with this id or inside it.
pub fn has_focus_within(id: &str) -> bool {
    let Some(focused) = document().active_element() else { return false };
    by_id(id).is_some_and(|element| element.contains(Some(&focused)))
}

/// The width of the first element that `selector` finds, in units of the browser's text size.
pub fn width_in_rem(selector: &str) -> f64 {
    let root_size = || {
        let style = window().get_computed_style(&document().document_element()?).ok()??;
        style.get_property_value("font-size").ok()?.trim_end_matches("px").parse::<f64>().ok()
    };
    let element = document().query_selector(selector).ok().flatten();
    let width = element.map_or(0.0, |element| element.get_bounding_client_rect().width());
    width / root_size().filter(|size| *size > 0.0).unwrap_or(16.0)
}

/// Opens a `<dialog>` as modal.
pub fn show_modal(id: &str) {
    let dialog = by_id(id).and_then(|element| element.dyn_into::<HtmlDialogElement>().ok());
    if let Some(dialog) = dialog.filter(|dialog| !dialog.open()) {
        let _ = dialog.show_modal();
    }
}

/// Closes a `<dialog>`; the browser gives the focus back to its opener.
pub fn close_modal(id: &str) {
    if let Some(dialog) = by_id(id).and_then(|element| element.dyn_into::<HtmlDialogElement>().ok()) {
        dialog.close();
    }
}

/// Moves the focus to where the work in a dialog starts; the browser itself would choose the button that closes it.
pub fn focus_first_field(dialog: &str) {
    const PLACES: [&str; 3] = [
        "[autofocus]",
        ":is(.dialog__body, .drawer__body, .nt-body, .wiz__body) :is(input, select, textarea):not(:disabled, [type=hidden])",
        ".dialog__foot :is(button, a):not(:disabled)",
    ];
    let Some(dialog) = by_id(dialog) else { return };
    let found = PLACES.iter().find_map(|place| dialog.query_selector(place).ok().flatten());
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// The page's heading, made able to take the focus.
pub fn page_heading() -> Option<HtmlElement> {
    let heading = document().query_selector("main h1").ok().flatten()?;
    if !heading.has_attribute("tabindex") {
        let _ = heading.set_attribute("tabindex", "-1");
    }
    heading.dyn_into().ok()
}

/// Gives the focus to the page's heading when nothing has it, as after a row with the focused button is gone.
pub fn focus_page_if_lost() {
    if let Some(heading) = page_heading().filter(|_| is_focus_lost()) {
        let _ = heading.focus();
    }
}

/// Whether nothing has the focus.
pub fn is_focus_lost() -> bool {
    document().active_element().is_none_or(|element| element.tag_name() == "BODY")
}

/// What was typed into a field of the page before its program ran; nothing once it runs, when the field with this id may be
/// that of the page before.
pub fn typed_before(id: &str) -> String {
    let hydrating =
        Owner::current_shared_context().is_some_and(|context| context.is_browser() && context.during_hydration());
    if !hydrating {
        return String::new();
    }
    let Some(field) = by_id(id) else { return String::new() };
    let typed = js_sys::Reflect::get(&field, &JsValue::from_str("value")).ok();
    typed.and_then(|value| value.as_string()).unwrap_or_default()
}

/// Scrolls just so far that the element with this id is seen.
pub fn scroll_into_view(id: &str) {
    let Some(element) = by_id(id) else { return };
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&options, &JsValue::from_str("block"), &JsValue::from_str("nearest"));
    call(&element, "scrollIntoView", Some(&options));
}

/// Whether the popover with this id is open.
pub fn is_popover_open(id: &str) -> bool {
    by_id(id).is_some_and(|element| element.matches(":popover-open").unwrap_or_default())
}

/// Puts a manual popover above everything that is open, dialogs included.
pub fn raise_popover(id: &str) {
    let Some(popover) = by_id(id) else { return };
    if is_popover_open(id) {
        // Hiding it would take the focus away from whoever reads in it.
        if document().active_element().is_some_and(|focused| popover.contains(Some(&focused))) {
            return;
        }
        call(&popover, "hidePopover", None);
    }
    call(&popover, "showPopover", None);
}

/// Opens a popover beside `source`.
pub fn show_popover(id: &str, source: &Element) {
    let Some(popover) = by_id(id) else { return };
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&options, &JsValue::from_str("source"), source);
    call(&popover, "showPopover", Some(&options));
}

/// Closes a popover.
pub fn hide_popover(id: &str) {
    if let Some(popover) = by_id(id) {
        call(&popover, "hidePopover", None);
    }
}

/// Calls a method that the bindings do not name yet; a browser without it does nothing.
fn call(element: &HtmlElement, method: &str, argument: Option<&JsValue>) {
    let Ok(function) = js_sys::Reflect::get(element, &JsValue::from_str(method)) else { return };
    let Ok(function) = function.dyn_into::<js_sys::Function>() else { return };
    let _ = match argument {
        Some(argument) => function.call1(element, argument),
        None => function.call0(element),
    };
}

/// A fresh key for one command of a form: the same command sent twice has one effect.
pub fn fresh_key() -> ClientKey {
    let mut text = String::with_capacity(32);
    for _ in 0..4 {
        let part = js_sys::Math::random() * f64::from(u32::MAX);
        text.push_str(&format!("{:08x}", float_to_u32(part)));
    }
    // 32 hexadecimal digits are always a valid key.
    ClientKey::parse(&text).unwrap_or_else(|_| unreachable_key())
}

fn unreachable_key() -> ClientKey {
    const FALLBACK: &str = "00000000000000000000000000000000";
    match ClientKey::parse(FALLBACK) {
        Ok(key) => key,
        Err(_) => unreachable!("32 digits are a valid key"),
    }
}

#[expect(clippy::as_conversions, reason = "there is no other conversion from float to integer; the value is in range")]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 <= value <= u32::MAX")]
fn float_to_u32(value: f64) -> u32 {
    value as u32
}

/// The kinds of input that take no letters.
const NO_TEXT: [&str; 7] = ["button", "checkbox", "file", "image", "radio", "reset", "submit"];

/// Whether the focus is in something that takes text, so single-letter shortcuts must be silent.
pub fn is_typing() -> bool {
    document().active_element().is_some_and(|element| match element.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => element.get_attribute("type").is_none_or(|kind| !NO_TEXT.contains(&kind.as_str())),
        _ => element.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable),
    })
}

/// Whether a dialog or an open popover menu has the keyboard.
pub fn is_modal_open() -> bool {
    document()
        .query_selector("dialog[open], [popover]:popover-open[role=menu], .menu:popover-open")
        .ok()
        .flatten()
        .is_some()
}

/// Tells who listens to a field that its value was changed, as the browser does for somebody's hand.
pub fn announce(field: &HtmlElement, event: &str) {
    if let Ok(told) = web_sys::Event::new(event) {
        told.init_event_with_bubbles(event, true);
        let _ = field.dispatch_event(&told);
    }
}

/// Empties every field of the page, for good: what listens to them is not told.
pub fn empty_fields() {
    let Ok(fields) = document().query_selector_all("input:not([type=hidden]), textarea") else { return };
    for field in (0..fields.length()).filter_map(|index| fields.item(index)) {
        let _ = js_sys::Reflect::set(&field, &JsValue::from_str("value"), &JsValue::from_str(""));
    }
}

/// Posts JSON that has to go out although the page is being left; nobody hears the answer.
pub fn post_on_leaving(path: &str, json: &str) {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type("application/json");
    let parts = js_sys::Array::of1(&JsValue::from_str(json));
    if let Ok(body) = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options) {
        // No header can be set.
        let _ = window().navigator().send_beacon_with_opt_blob(&marked(path), Some(&body));
    }
}

/// Whether somebody can see this page: its tab is in front and its window has the focus.
pub fn is_page_seen() -> bool {
    let page = document();
    page.visibility_state() == web_sys::VisibilityState::Visible && page.has_focus().unwrap_or(true)
}

/// What this tab keeps under a name over a reload.
pub fn session_get(name: &str) -> Option<String> {
    window().session_storage().ok().flatten()?.get_item(name).ok().flatten()
}

/// Keeps a text under a name for this tab, or nothing any more.
pub fn session_put(name: &str, text: Option<&str>) {
    let Ok(Some(storage)) = window().session_storage() else { return };
    let _ = match text {
        Some(text) => storage.set_item(name, text),
        None => storage.remove_item(name),
    };
}

/// What this browser keeps under a name.
pub fn local_get(name: &str) -> Option<String> {
    window().local_storage().ok().flatten()?.get_item(name).ok().flatten()
}

/// Keeps a text under a name in this browser, or nothing any more.
pub fn local_put(name: &str, text: Option<&str>) {
    let Ok(Some(storage)) = window().local_storage() else { return };
    let _ = match text {
        Some(text) => storage.set_item(name, text),
        None => storage.remove_item(name),
    };
}

/// Whether this browser keeps a switch of this name as on.
pub fn is_switched_on(name: &str) -> bool {
    local_get(name).as_deref() == Some("on")
}

/// Keeps a switch in this browser.
pub fn switch(name: &str, on: bool) {
    local_put(name, Some(if on { "on" } else { "off" }));
}

/// Puts text on the clipboard; a browser that refuses does nothing.
pub fn copy(text: &str) {
    let _ = window().navigator().clipboard().write_text(text);
}
