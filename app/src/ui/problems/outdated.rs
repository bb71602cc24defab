//! The strip across the top when the server is of another version than this page: it was updated while the page was open. When
//! to load it anew is the user's decision, who may be in the middle of a sentence.

use leptos::prelude::*;

use super::use_problems;
use crate::{live::use_live, session::use_texts, ui::icon::icon};

/// The strip.
#[component]
pub fn OutdatedStrip() -> impl IntoView {
    let t = use_texts();
    let offline = use_problems().offline;
    let outdated = use_live().outdated();
    view! {
        // One strip at a time: while nothing can be loaded, the other one matters.
        <Show when=move || outdated.get() && !offline.get()>
            <div class="strip" role="status">
                {icon("rotate-ccw")}
                <span>
                    <strong>{t.shell.outdated_title}</strong>
                    " "
                    {t.shell.outdated_text}
                </span>
                <button
                    type="button"
                    class="btn btn--sm"
                    on:click=move |_| {
                        let _ = window().location().reload();
                    }
                >
                    {t.common.reload}
                </button>
            </div>
        </Show>
    }
}
