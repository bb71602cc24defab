//! What a form says of its draft.

use leptos::prelude::*;

use super::Draft;
use crate::{
    session::{use_session, use_texts},
    ui::icon::small_icon,
};

/// "Rascunho recuperado.", with the way to throw it away where the form has none of its own.
#[component]
pub fn RestoredMark(draft: Draft, #[prop(optional)] on_discard: Option<Callback<()>>) -> impl IntoView {
    let t = use_texts();
    view! {
        <span class="kept" role="status">
            <Show when=move || draft.restored.get()>
                <span class="muted">{t.common.draft_restored}</span>
                {on_discard
                    .map(|discard| {
                        view! {
                            <button type="button" class="btn btn--ghost btn--sm" on:click=move |_| discard.run(())>
                                {t.common.discard}
                            </button>
                        }
                    })}
            </Show>
        </span>
    }
}

/// "Rascunho salvo 14:32".
#[component]
pub fn DraftMark(draft: Draft) -> impl IntoView {
    let t = use_texts();
    let zone = use_session().zone;
    view! {
        <span class="st muted push" role="status">
            {move || {
                draft
                    .saved
                    .get()
                    .map(|at| view! { {small_icon("check")} {(t.common.draft_saved)(&at.format_time(zone))} })
            }}
        </span>
    }
}
