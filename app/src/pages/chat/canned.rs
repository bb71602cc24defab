//! Finding a canned reply from the composer: "/" at the beginning and some letters of its name, or the button.

use domain::{
    chat::canned::{CannedReply, Values, fill},
    search::fold,
};
use leptos::prelude::*;

use super::facts::{Facts, TEXT};
use crate::{
    api::chat::canned_choices,
    session::use_texts,
    ui::{dom, keys::Press, scope::Scope},
};

/// The list.
pub const LIST: &str = "chat-canned";

/// The replies and the one that is about to be chosen.
#[derive(Clone, Copy)]
pub struct Canned {
    text: RwSignal<String>,
    facts: StoredValue<Facts>,
    all: RwSignal<Option<Vec<CannedReply>>>,
    open: RwSignal<bool>,
    at: RwSignal<usize>,
    scope: Scope,
}

impl Canned {
    pub fn new(text: RwSignal<String>, facts: StoredValue<Facts>) -> Self {
        Self {
            text,
            facts,
            all: RwSignal::new(None),
            open: RwSignal::new(false),
            at: RwSignal::new(0),
            scope: Scope::new(),
        }
    }

    pub fn is_open(self) -> bool {
        self.open.get()
    }

    /// The id of the reply that Enter would take.
    pub fn active(self) -> Option<String> {
        (self.open.get() && !self.found().is_empty()).then(|| option_id(self.at.get()))
    }

    /// Opens while the text is a slash and the beginning of a name.
    pub fn follow(self) {
        let asks = self.text.with_untracked(|text| text.starts_with('/') && !text.contains('\n'));
        if asks {
            self.show();
        } else {
            self.open.set(false);
        }
    }

    pub fn toggle(self) {
        if self.open.get_untracked() {
            self.open.set(false);
        } else {
            self.show();
        }
        dom::focus_soon(TEXT);
    }

    fn show(self) {
        self.at.set(0);
        self.open.set(true);
        if self.all.with_untracked(Option::is_none) {
            self.scope.spawn(async move {
                if let Ok(found) = canned_choices().await {
                    self.all.set(Some(found));
                }
            });
        }
    }

    /// The replies whose name or text holds what stands behind the slash.
    fn found(self) -> Vec<CannedReply> {
        let wanted = self.text.with(|text| text.strip_prefix('/').map(fold)).unwrap_or_default();
        self.all.with(|all| {
            let fits =
                |reply: &&CannedReply| fold(&reply.name).contains(&wanted) || fold(&reply.text).contains(&wanted);
            all.iter().flatten().filter(fits).cloned().collect()
        })
    }

    fn choose(self, reply: &CannedReply) {
        let filled = self.facts.with_value(|facts| {
            let values = Values {
                requester: &facts.opened.requester_name,
                agent: &facts.me,
                number: facts.opened.ticket.get(),
                protocol: &facts.opened.protocol,
                subject: &facts.opened.subject,
                company: &facts.company,
            };
            fill(&reply.text, &values)
        });
        self.text.update(|text| {
            // What was typed to find it goes; what stood there before stays.
            let kept = if text.starts_with('/') { String::new() } else { text.trim_end().to_owned() };
            *text = if kept.is_empty() { filled } else { format!("{kept}\n{filled}") };
        });
        self.open.set(false);
        dom::focus_soon(TEXT);
    }

    /// Takes a key of the field while the list is open; tells whether it was used.
    pub fn on_key(self, press: &Press) -> bool {
        if !self.open.get_untracked() {
            return false;
        }
        let found = untrack(|| self.found());
        let count = found.len();
        match press.key.as_str() {
            "Escape" => self.open.set(false),
            "ArrowDown" if count > 0 => self.at.update(|at| *at = (*at + 1) % count),
            "ArrowUp" if count > 0 => self.at.update(|at| *at = (*at + count - 1) % count),
            "Enter" | "Tab" if !press.control && !press.shift => match found.get(self.at.get_untracked()) {
                Some(reply) => self.choose(reply),
                None => return false,
            },
            _ => return false,
        }
        true
    }
}

fn option_id(index: usize) -> String {
    format!("{LIST}-{index}")
}

/// The list above the field.
#[component]
pub fn CannedList(canned: Canned) -> impl IntoView {
    let t = use_texts();
    let options = move || {
        let found = canned.found();
        if found.is_empty() {
            return view! { <p class="menu__empty">{t.chat.canned_empty}</p> }.into_any();
        }
        let options = found.into_iter().enumerate().map(|(index, reply)| {
            let (name, text) = (reply.name.clone(), reply.text.clone());
            view! {
                <div
                    class="menu__item"
                    class:is-active=move || canned.at.get() == index
                    role="option"
                    id=option_id(index)
                    aria-selected=move || (canned.at.get() == index).to_string()
                    on:mousedown=move |event| {
                        event.prevent_default();
                        canned.choose(&reply);
                    }
                >
                    <span class="grow">{name} <small class="one-line">{text}</small></span>
                </div>
            }
        });
        options.collect_view().into_any()
    };
    view! {
        <Show when=move || canned.open.get()>
            <div class="chat__canned" id=LIST role="listbox" aria-label=t.chat.canned>
                {options}
            </div>
        </Show>
    }
}
