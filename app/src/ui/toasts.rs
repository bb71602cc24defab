//! Short messages about an act whose place on the screen is gone. Success leaves after six seconds, failure stays.

use leptos::prelude::*;

use super::{dom, icon::icon};
use crate::session::use_texts;

/// Whether a toast tells of success or failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Success,
    Failure,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Toast {
    id: u32,
    tone: Tone,
    title: String,
    detail: String,
}

const STAYS_MILLIS: u64 = 6_000;

/// The list of messages; in the root context, so that it survives a change of page.
#[derive(Debug, Clone, Copy)]
pub struct Toasts {
    list: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

impl Default for Toasts {
    fn default() -> Self {
        Self::new()
    }
}

impl Toasts {
    #[must_use]
    pub fn new() -> Self {
        Self { list: RwSignal::new(Vec::new()), next: StoredValue::new(0) }
    }

    pub fn success(self, title: impl Into<String>) {
        self.push(Tone::Success, title.into(), String::new());
    }

    pub fn failure(self, title: impl Into<String>) {
        self.push(Tone::Failure, title.into(), String::new());
    }

    /// A message with a second line.
    pub fn push(self, tone: Tone, title: String, detail: String) {
        self.next.update_value(|next| *next += 1);
        let id = self.next.get_value();
        self.list.update(|list| list.push(Toast { id, tone, title, detail }));
        if tone == Tone::Success {
            dom::after(STAYS_MILLIS, move || self.remove(id));
        }
    }

    fn remove(self, id: u32) {
        // The list may be gone with its page when the timer fires.
        let _ = self.list.try_update(|list| list.retain(|toast| toast.id != id));
    }
}

/// The toasts of this desk.
#[must_use]
pub fn use_toasts() -> Toasts {
    expect_context()
}

/// Where toasts appear: bottom start, never over the side panel.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let toasts = use_toasts();
    let t = use_texts();
    view! {
        <div class="toasts" role="region" aria-label=t.common.notifications aria-live="polite">
            <For each=move || toasts.list.get() key=|toast| toast.id let(toast)>
                {
                    let failed = toast.tone == Tone::Failure;
                    let id = toast.id;
                    view! {
                        <div
                            class="toast"
                            data-tone=if failed { "red" } else { "green" }
                            role=if failed { "alert" } else { "status" }
                        >
                            {icon(if failed { "circle-alert" } else { "circle-check" })}
                            <div class="grow">
                                <strong>{toast.title}</strong>
                                {(!toast.detail.is_empty()).then(|| view! { <p>{toast.detail}</p> })}
                            </div>
                            <button
                                type="button"
                                class="btn btn--ghost btn--icon btn--sm"
                                aria-label=t.common.dismiss
                                on:click=move |_| toasts.remove(id)
                            >
                                {icon("x")}
                            </button>
                        </div>
                    }
                }
            </For>
        </div>
    }
}
