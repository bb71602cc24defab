//! A native modal dialog: focus stays inside, Esc closes, Ctrl+Enter sends the form in it, and the focus returns to whatever
//! opened it.

use leptos::{ev, prelude::*, wasm_bindgen::JsCast};
use web_sys::HtmlFormElement;

use super::{dom, icon::icon, keys, scope::Scope};
use crate::session::use_texts;

/// A dialog that is open while `open` is true. Its content is made anew at each opening.
///
/// The focus starts at the element with `autofocus`, else at the first field, else at the first button of the foot: put the
/// safe one first there when the act destroys something.
#[component]
pub fn Dialog(
    #[prop(into)] id: String,
    #[prop(into)] title: Signal<String>,
    open: RwSignal<bool>,
    /// Classes of the element: `dialog dialog--sm`, `dialog dialog--lg`, `drawer drawer--wide`.
    #[prop(default = "dialog")]
    class: &'static str,
    children: ChildrenFn,
) -> impl IntoView {
    let t = use_texts();
    let title_id = StoredValue::new(format!("{id}-title"));
    follow(&id, open);
    view! {
        <dialog
            id=id
            class=class
            aria-labelledby=title_id.get_value()
            on:close=move |_: ev::Event| open.set(false)
            on:keydown=|event| send_on_ctrl_enter(&event)
        >
            <Show when=move || open.get()>
                <div class="dialog__head">
                    <h2 id=title_id.get_value()>{move || title.get()}</h2>
                    <button
                        type="button"
                        class="btn btn--ghost btn--icon"
                        aria-label=t.common.close
                        on:click=move |_| open.set(false)
                    >
                        {icon("x")}
                    </button>
                </div>
                {children()}
            </Show>
        </dialog>
    }
}

/// Opens and closes the `<dialog>` with this id as `open` changes, and takes care of the focus.
pub fn follow(id: &str, open: RwSignal<bool>) {
    let id = id.to_owned();
    let scope = Scope::new();
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        let id = id.clone();
        if now {
            // The content is drawn first, so that there is something to focus.
            scope.next_frame(move || {
                if open.get_untracked() {
                    keys::step_back();
                    dom::show_modal(&id);
                    dom::focus_first_field(&id);
                    keys::go_on_in(&id);
                }
            });
        } else if before == Some(true) {
            dom::close_modal(&id);
            // What opened it may be gone, with its row: then the page's heading.
            scope.next_frame(dom::focus_page_if_lost);
        }
        now
    });
}

/// Ctrl+Enter sends the dialog's form from anywhere inside it, a text area included.
fn send_on_ctrl_enter(event: &ev::KeyboardEvent) {
    let dialog = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let form = dialog.and_then(|dialog| dialog.query_selector("form").ok().flatten());
    if let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) {
        keys::take(event, |press| press.sends() && form.request_submit().is_ok());
    }
}
