//! What stood in the fields of a page that died, for the same page loaded again.
//!
//! Most of it is a draft on the server already; the last words, and forms without one, are not. The tab keeps them, under
//! the user and the path, and puts them back by the ids of the fields as if they were typed.

use leptos::{
    prelude::{document, window},
    wasm_bindgen::{JsCast, JsValue},
};
use web_sys::HtmlElement;

use crate::{
    session::SessionInfo,
    ui::{dom, scope::Scope},
};

/// What people write into; no passwords, no searches, no switches.
const FIELDS: &str = "textarea[id], select[id], \
    input[id]:not([type=password], [type=search], [type=file], [type=hidden], [type=checkbox], [type=radio])";
/// When the fields are filled: forms come to life one after the other, and one that did so later shows what it had.
const LOOKS: [u64; 3] = [250, 900, 2_200];

type Kept = Vec<(String, String)>;

/// Puts aside what stands in the fields now. Uses nothing but the document: the program is dead.
pub fn keep() {
    let Ok(fields) = document().query_selector_all(FIELDS) else { return };
    let kept: Kept = (0..fields.length())
        .filter_map(|index| fields.item(index)?.dyn_into::<HtmlElement>().ok())
        .filter_map(|field| Some((field.id(), value_of(&field)?)))
        .collect();
    if let Ok(text) = serde_json::to_string(&kept) {
        dom::session_put(&place(), Some(&text));
    }
}

/// Puts back what an earlier life of this page left, once.
pub fn put_back(scope: Scope) {
    let place = place();
    let Some(kept) = dom::session_get(&place).and_then(|text| serde_json::from_str::<Kept>(&text).ok()) else { return };
    dom::session_put(&place, None);
    for look in LOOKS {
        let kept = kept.clone();
        scope.after(look, move || kept.iter().for_each(|(id, value)| fill(id, value)));
    }
}

fn fill(id: &str, value: &str) {
    let Some(field) = dom::by_id(id) else { return };
    if value_of(&field).is_none_or(|present| present == value) {
        return;
    }
    let _ = js_sys::Reflect::set(&field, &JsValue::from_str("value"), &JsValue::from_str(value));
    for name in ["input", "change"] {
        if let Ok(event) = document().create_event("Event") {
            event.init_event_with_bubbles(name, true);
            let _ = field.dispatch_event(&event);
        }
    }
}

fn value_of(field: &HtmlElement) -> Option<String> {
    js_sys::Reflect::get(field, &JsValue::from_str("value")).ok()?.as_string()
}

fn place() -> String {
    let user = SessionInfo::of_request().actor.map_or(0, |actor| actor.id.get());
    format!("balcao.rescued.{user}.{}", window().location().pathname().unwrap_or_default())
}
