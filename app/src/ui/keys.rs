//! Keyboard shortcuts of one screen. They are silent while somebody types or a dialog is open, and every one of them has a
//! visible button.

use leptos::ev;

use super::{dom, scope::on_window};

/// Listens to keys while the calling component lives. `handle` gets the key as the browser names it and whether Shift is
/// down, and says whether it was used.
pub fn on_key(handle: impl Fn(&str, bool) -> bool + 'static) {
    on_window(ev::keydown, move |event| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing() {
            return;
        }
        // The shell was first: "G S" goes to the settings and changes no status.
        if event.default_prevented() {
            return;
        }
        if dom::is_typing() || dom::is_modal_open() {
            return;
        }
        if handle(&event.key(), event.shift_key()) {
            event.prevent_default();
        }
    });
}
