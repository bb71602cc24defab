//! The bar that says what is not saved yet.

use leptos::prelude::*;

use super::tab_state::{TabForm, TabState};
use crate::{session::use_texts, ui::keys::on_press};

/// "1 alteração não salva", with Descartar and Salvar (Ctrl+S).
#[component]
pub fn SaveBar<F: TabForm>(state: TabState<F>) -> impl IntoView {
    let t = use_texts();
    on_press(move |press| {
        let asked = press.is_control("s");
        if asked {
            state.save();
        }
        // Also when nothing is to be saved: the browser's own "save page" is never meant here.
        asked
    });
    let count = Memo::new(move |_| state.changes());
    view! {
        <p class="sr" role="status">
            {move || Some(count.get()).filter(|count| *count > 0).map(t.common.unsaved)}
        </p>
        <Show when=move || 0 < count.get()>
            <div class="savebar" role="region" aria-label=t.settings.save_settings>
                <span class="st" data-tone="brass">
                    <span class="dot"></span>
                    {move || (t.common.unsaved)(count.get())}
                </span>
                <span class="muted" role="status">
                    {move || state.draft.restored.get().then_some(t.common.draft_restored)}
                </span>
                <span class="push"></span>
                <button type="button" class="btn btn--ghost" disabled=move || state.busy.get() on:click=move |_| state.discard()>
                    {t.common.discard}
                </button>
                <button
                    type="button"
                    class="btn btn--primary"
                    aria-keyshortcuts="Control+S"
                    aria-busy=move || state.busy.get().then_some("true")
                    on:click=move |_| state.save()
                >
                    {t.settings.save_settings}
                    <kbd aria-hidden="true">"Ctrl"</kbd>
                    <kbd aria-hidden="true">"S"</kbd>
                </button>
            </div>
        </Show>
    }
}
