//! The two parts of the drawer: the form, and the files that come with it.

use leptos::prelude::*;

use crate::{
    session::use_texts,
    ui::{
        dom,
        keys::{Press, take},
        upload::{UploadBox, Uploads},
    },
};

/// A part of the drawer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Ticket,
    Files,
}

impl Part {
    const BOTH: [Self; 2] = [Self::Ticket, Self::Files];

    const fn tab_id(self) -> &'static str {
        match self {
            Self::Ticket => "new-tab-ticket",
            Self::Files => "new-tab-files",
        }
    }
}

/// The tabs, with how many files there are.
#[component]
pub fn PartTabs(part: RwSignal<Part>, uploads: Uploads) -> impl IntoView {
    let words = &use_texts().tickets;
    let on_key = move |press: &Press| {
        if !matches!(press.alone(), Some("ArrowRight" | "ArrowLeft")) {
            return false;
        }
        let focused = document().active_element().map(|element| element.id()).unwrap_or_default();
        let other = if focused == Part::Ticket.tab_id() { Part::Files } else { Part::Ticket };
        dom::focus_soon(other.tab_id());
        true
    };
    view! {
        <div class="drawer__tabs">
            <div class="tabs" role="tablist" aria-label=words.new_title on:keydown=move |event| take(&event, on_key)>
                {Part::BOTH
                    .into_iter()
                    .map(|one| {
                        let count = move || (one == Part::Files).then(|| uploads.numbers().len()).filter(|count| *count > 0);
                        view! {
                            <button
                                type="button"
                                role="tab"
                                id=one.tab_id()
                                aria-controls=format!("{}-panel", one.tab_id())
                                aria-selected=move || (part.get() == one).to_string()
                                tabindex=move || if part.get() == one { "0" } else { "-1" }
                                on:click=move |_| part.set(one)
                            >
                                {if one == Part::Ticket { words.tab_ticket } else { words.tab_files }}
                                {move || count().map(|count| view! { <span class="badge">{count.to_string()}</span> })}
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
        </div>
    }
}

/// "Anexar arquivos". It stays while the other part is shown, so that sending goes on and a pasted image finds its place.
#[component]
pub fn FilesPart(
    part: RwSignal<Part>,
    uploads: Uploads,
    /// Why the files were refused.
    error: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <div
            class="nt-body form"
            role="tabpanel"
            id="new-tab-files-panel"
            aria-labelledby=Part::Files.tab_id()
            hidden=move || part.get() != Part::Files
        >
            <UploadBox uploads id="new-files" />
            <p class="error" role="alert">
                {move || error.get()}
            </p>
        </div>
    }
}
