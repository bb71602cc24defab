//! Short messages about an act whose place on the screen is gone. Success leaves after six seconds, what asks for a look stays.
//!
//! Nothing leaves while the pointer or the focus is on it. F8 jumps to the messages.

use leptos::{prelude::*, wasm_bindgen::JsCast};

use super::{dom, icon::icon, keys::on_press, scope::DOCUMENT};
use crate::session::use_texts;

/// What a toast tells of: success, something that is neither good nor bad, something to look at, or a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Success,
    Neutral,
    Warning,
    Failure,
}

impl Tone {
    /// Colour family and icon.
    const fn look(self) -> (&'static str, &'static str) {
        match self {
            Self::Success => ("green", "circle-check"),
            Self::Neutral => ("grey", "info"),
            Self::Warning => ("amber", "triangle-alert"),
            Self::Failure => ("red", "circle-alert"),
        }
    }

    /// It asks for nothing, so it leaves by itself.
    const fn passes(self) -> bool {
        matches!(self, Self::Success | Self::Neutral)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Toast {
    id: u32,
    tone: Tone,
    title: String,
    detail: String,
}

const STAYS_MILLIS: u64 = 6_000;
/// How long one stays after the pointer or the focus left it.
const LINGERS_MILLIS: u64 = 2_000;
const REGION: &str = "toasts";

/// The list of messages; in the root context, so that it survives a change of page.
#[derive(Debug, Clone, Copy)]
pub struct Toasts {
    list: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
    /// Somebody is reading: pointer or focus is on the messages.
    held: RwSignal<bool>,
}

impl Default for Toasts {
    fn default() -> Self {
        Self::new()
    }
}

impl Toasts {
    pub fn new() -> Self {
        Self { list: RwSignal::new(Vec::new()), next: StoredValue::new(0), held: RwSignal::new(false) }
    }

    pub fn success(self, title: impl Into<String>) {
        self.push(Tone::Success, title.into(), String::new());
    }

    pub fn failure(self, title: impl Into<String>) {
        self.push(Tone::Failure, title.into(), String::new());
    }

    /// A failure that something else on the screen tells too: it leaves by itself.
    pub fn passing_failure(self, title: impl Into<String>) {
        let id = self.add(Tone::Failure, title.into(), String::new());
        self.remove_after(id, STAYS_MILLIS);
    }

    /// A message with a second line.
    pub fn push(self, tone: Tone, title: String, detail: String) {
        let id = self.add(tone, title, detail);
        if tone.passes() {
            self.remove_after(id, STAYS_MILLIS);
        }
    }

    fn add(self, tone: Tone, title: String, detail: String) -> u32 {
        self.next.update_value(|next| *next += 1);
        let id = self.next.get_value();
        self.list.update(|list| list.push(Toast { id, tone, title, detail }));
        id
    }

    fn remove_after(self, id: u32, millis: u64) {
        DOCUMENT.after(millis, move || {
            if self.held.get_untracked() {
                self.remove_after(id, LINGERS_MILLIS);
            } else {
                self.remove(id);
            }
        });
    }

    fn remove(self, id: u32) {
        self.list.update(|list| list.retain(|toast| toast.id != id));
        // Nothing left to point at; no event tells that the pointer is elsewhere.
        if self.list.with_untracked(Vec::is_empty) {
            self.held.set(false);
        }
    }
}

/// The toasts of this desk.
pub fn use_toasts() -> Toasts {
    expect_context()
}

/// Where toasts appear: bottom start, never over the side panel.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let toasts = use_toasts();
    let t = use_texts();
    // A new message stands above a dialog that was opened before it.
    Effect::new(move |_| {
        toasts.list.track();
        dom::raise_popover(REGION);
    });
    on_press(|press| {
        let asked = press.alone() == Some("F8");
        if asked {
            focus_last();
        }
        asked
    });
    view! {
        <div
            class="toasts"
            id=REGION
            popover="manual"
            role="region"
            aria-label=t.common.notifications
            aria-live="polite"
            tabindex="-1"
            on:pointerenter=move |_| toasts.held.set(true)
            on:pointerleave=move |_| toasts.held.set(false)
            on:focusin=move |_| toasts.held.set(true)
            on:focusout=move |_| toasts.held.set(false)
        >
            <For each=move || toasts.list.get() key=|toast| toast.id let(toast)>
                {
                    let (tone, name) = toast.tone.look();
                    let id = toast.id;
                    view! {
                        <div
                            class="toast"
                            data-tone=tone
                            role=if toast.tone == Tone::Failure { "alert" } else { "status" }
                        >
                            {icon(name)}
                            <div class="grow">
                                <strong>{toast.title}</strong>
                                {(!toast.detail.is_empty()).then(|| view! { <p>{toast.detail}</p> })}
                            </div>
                            <button
                                type="button"
                                class="btn btn--ghost btn--icon btn--sm"
                                aria-label=t.common.dismiss
                                on:click=move |_| {
                                    toasts.remove(id);
                                    DOCUMENT.next_frame(dom::focus_page_if_lost);
                                }
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

/// The focus goes to the newest message's button, or to the empty region.
fn focus_last() {
    let Some(region) = dom::by_id(REGION) else { return };
    let newest = region.query_selector(".toast:last-child button").ok().flatten();
    let target = newest.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()).unwrap_or(region);
    let _ = target.focus();
}
