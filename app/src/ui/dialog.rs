//! A native modal dialog: focus stays inside, Esc closes, the focus returns to whatever opened it.

use leptos::{ev, prelude::*};

use super::{dom, icon::icon};
use crate::session::use_texts;

/// A dialog that is open while `open` is true. Its content is made anew at each opening.
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
    let effect_id = id.clone();
    Effect::new(move |_| {
        if open.get() {
            let id = effect_id.clone();
            request_animation_frame(move || dom::show_modal(&id));
        } else {
            dom::close_modal(&effect_id);
        }
    });
    view! {
        <dialog
            id=id
            class=class
            aria-labelledby=title_id.get_value()
            on:close=move |_: ev::Event| open.set(false)
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
