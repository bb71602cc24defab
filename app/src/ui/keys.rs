//! What a key does is decided here: every part of the desk hears keys through this module, by one reading of the event
//! ([`Press`]).
//!
//! - A press that writes (part of a letter, AltGr) is nobody's command, wherever the focus is.
//! - Single letters are silent while somebody types or a dialog is open, and each of them has a visible button.
//! - After a shortcut that brings a field, what is typed goes into that field ([`write_into`]).
//! - Esc leaves a field before it leaves the page.

mod ahead;
mod press;

use std::rc::Rc;

use leptos::{
    ev,
    prelude::*,
    wasm_bindgen::{JsCast, closure::Closure},
};
use web_sys::{HtmlElement, HtmlInputElement};

pub use self::{
    ahead::{give_up, go_on_in, step_back, write_into},
    press::Press,
};
use super::{dom, scope::on_window};

/// Listens to the single keys of a screen while the calling component lives. `handle` gets the key as the browser names it
/// and whether Shift is down, and says whether it was used.
pub fn on_key(handle: impl Fn(&str, bool) -> bool + 'static) {
    on_press(move |press| {
        let Some(key) = press.alone().filter(|_| !dom::is_typing() && !dom::is_modal_open()) else { return false };
        handle(key, press.shift)
    });
}

/// Listens to presses while the calling component lives, wherever the focus is; for keys with Ctrl or Alt, and F8.
pub fn on_press(handle: impl Fn(&Press) -> bool + 'static) {
    on_window(ev::keydown, move |event| take(&event, |press| handle(press)));
}

/// The same before any screen hears of it: "G S" goes to the settings and changes no status.
pub fn on_press_first(handle: impl Fn(&Press) -> bool + 'static) {
    let handle = Rc::new(handle);
    Effect::new(move |_| {
        let handle = Rc::clone(&handle);
        let listener = Closure::<dyn Fn(ev::KeyboardEvent)>::new(move |event| {
            take(&event, |press| handle(press));
        });
        // The document hears before the window does.
        let _ = document().add_event_listener_with_callback("keydown", listener.as_ref().unchecked_ref());
        let kept = StoredValue::new_local(listener);
        on_cleanup(move || {
            let _ = kept.try_with_value(|listener| {
                document().remove_event_listener_with_callback("keydown", listener.as_ref().unchecked_ref())
            });
        });
    });
}

/// Offers a press to `handle`, unless it writes or somebody nearer has used it. One that is used goes no further, neither in
/// the page nor to the browser.
pub fn take(event: &ev::KeyboardEvent, handle: impl FnOnce(&Press) -> bool) {
    // Browsers that fill a form in by themselves send events of this name without a key.
    if !event.is_instance_of::<web_sys::KeyboardEvent>() {
        return;
    }
    let press = Press::of(event);
    if !press.writes() && !event.default_prevented() && handle(&press) {
        event.prevent_default();
    }
}

/// Sends what one writes in a form: Ctrl+Enter.
pub fn on_send(event: &ev::KeyboardEvent, send: impl FnOnce()) {
    take(event, |press| {
        let asked = press.sends();
        if asked {
            send();
        }
        asked
    });
}

/// Saves a form: Ctrl+S or Ctrl+Enter.
pub fn on_save(event: &ev::KeyboardEvent, save: impl FnOnce()) {
    take(event, |press| {
        let asked = press.saves();
        if asked {
            save();
        }
        asked
    });
}

/// Keeps what every screen does with keys, while the calling component lives: Esc leaves the field one writes in, and the
/// fields that shortcuts bring are waited for.
pub fn listen_everywhere() {
    ahead::prepare();
    on_press_first(|press| press.alone() == Some("Escape") && leave_field());
}

fn leave_field() -> bool {
    if ahead::is_waiting() {
        give_up();
        return true;
    }
    let focused = document().active_element().filter(|_| dom::is_typing());
    let Some(field) = focused.and_then(|element| element.dyn_into::<HtmlElement>().ok()) else { return false };
    // What lies over the page closes as a whole.
    if !matches!(field.closest("dialog[open], [popover]:popover-open"), Ok(None)) {
        return false;
    }
    // The browser empties a search first.
    let search = field.dyn_ref::<HtmlInputElement>().filter(|input| input.type_() == "search");
    if search.is_some_and(|input| !input.value().is_empty()) {
        return false;
    }
    field.blur().is_ok()
}
