//! The command palette (Ctrl+K): people, tickets, contracts, screens and acts from one box.
//!
//! `#` looks for tickets only, `>` for acts only. The newest question wins: answers to older ones are thrown away, and Enter
//! pressed before the answer waits for it. Everything is reached by keyboard; the list is a listbox of the field.

mod command;
mod entry;
mod highlight;

use domain::{
    access::{Action, Resource},
    palette::{Found, Question},
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use self::{
    command::{Target, commands},
    entry::{Entry, Group, groups},
};
use super::{
    dialog, dom,
    icon::{icon, sized_icon},
    keys::{Press, take},
    problems::use_problems,
    scope::Scope,
    shell_state::use_shell,
};
use crate::{
    api::palette::find_anything,
    session::{use_session, use_texts},
};

const DIALOG: &str = "palette";
const LIST: &str = "palette-list";
/// The box one types in, for a selector.
pub const FIELD: &str = "#palette [role=combobox]";
/// Milliseconds without a key before the server is asked.
const PAUSE: u64 = 120;

/// What the box says it finds: never what this user may not see.
pub fn prompt() -> &'static str {
    let session = use_session();
    let words = &session.texts().common;
    if session.may(Action::Read, Resource::Contracts) {
        words.search_placeholder_contracts
    } else {
        words.search_placeholder
    }
}

/// The dialog; the content is made anew at each opening.
#[component]
pub fn Palette() -> impl IntoView {
    let t = use_texts();
    let open = use_shell().palette;
    dialog::follow(DIALOG, open);
    view! {
        <dialog
            id=DIALOG
            class="dialog palette"
            aria-label=t.common.palette_title
            on:close=move |_| open.set(false)
            on:click=move |event| {
                // The dialog itself is hit only beside its content.
                if event.target() == event.current_target() {
                    open.set(false);
                }
            }
        >
            <Show when=move || open.get()>
                <Content />
            </Show>
        </dialog>
    }
}

/// What the box knows while it is open.
#[derive(Clone, Copy)]
struct Search {
    typed: RwSignal<String>,
    /// The last answer and the text it answers.
    answer: RwSignal<Option<(String, Found)>>,
    /// Number of the newest question.
    newest: StoredValue<u32>,
    busy: RwSignal<bool>,
    /// Enter was pressed before the answer came.
    run_first: StoredValue<bool>,
    at: RwSignal<usize>,
    scope: Scope,
}

impl Search {
    fn new() -> Self {
        Self {
            typed: RwSignal::new(String::new()),
            answer: RwSignal::new(None),
            newest: StoredValue::new(0),
            busy: RwSignal::new(false),
            run_first: StoredValue::new(false),
            at: RwSignal::new(0),
            scope: Scope::new(),
        }
    }

    /// Takes what was typed; `run` gets the first entry when Enter was faster than the answer.
    fn ask(self, text: String, run: impl Fn() + Copy + 'static) {
        let asks = Question::parse(&text).asks_server();
        self.newest.update_value(|number| *number += 1);
        self.run_first.set_value(false);
        self.at.set(0);
        self.busy.set(asks);
        self.typed.set(text.clone());
        if !asks {
            self.answer.set(None);
            return;
        }
        let number = self.newest.get_value();
        let is_newest = move || self.newest.try_get_value() == Some(number);
        let problems = use_problems();
        self.scope.after(PAUSE, move || {
            if !is_newest() {
                return;
            }
            self.scope.spawn(async move {
                let found = find_anything(text.clone()).await;
                if !is_newest() {
                    return;
                }
                self.busy.set(false);
                match found {
                    Ok(found) => self.answer.set(Some((text, found))),
                    Err(error) => {
                        self.answer.set(None);
                        problems.tell(&error);
                    }
                }
                if self.run_first.get_value() {
                    run();
                }
            });
        });
    }
}

#[component]
fn Content() -> impl IntoView {
    let t = use_texts();
    let open = use_shell().palette;
    let search = Search::new();
    let all_commands = StoredValue::new(commands());
    let shown: Memo<Vec<Group>> = Memo::new(move |_| {
        let typed = search.typed.get();
        search.answer.with(|answer| {
            all_commands.with_value(|commands| groups(&typed, answer.as_ref().map(|(_, found)| found), commands))
        })
    });
    let count = move || shown.with(|groups| groups.iter().map(|group| group.entries.len()).sum::<usize>());
    let navigate = StoredValue::new(use_navigate());
    let run = Callback::new(move |entry: Entry| {
        open.set(false);
        match entry.target() {
            Target::Go(path) => navigate.with_value(|navigate| navigate(&path, NavigateOptions::default())),
            other => command::run(&other),
        }
    });
    let run_at = move || {
        let entry = shown.with_untracked(|groups| {
            groups.iter().flat_map(|group| &group.entries).nth(search.at.get_untracked()).cloned()
        });
        if let Some(entry) = entry {
            run.run(entry);
        }
    };
    let on_key = move |press: &Press| {
        let count = untrack(count);
        match press.key.as_str() {
            "ArrowDown" if count > 0 => search.at.update(|at| *at = (*at + 1) % count),
            "ArrowUp" if count > 0 => search.at.update(|at| *at = (*at + count - 1) % count),
            "Enter" if search.busy.get_untracked() => search.run_first.set_value(true),
            "Enter" => run_at(),
            _ => return false,
        }
        dom::scroll_into_view(&entry::id(search.at.get_untracked()));
        true
    };
    let spoken = move || if search.busy.get() { String::new() } else { (t.shell.palette_count)(count()) };
    view! {
        <div class="palette__in">
            {sized_icon("search", "ic ic--20")}
            <input
                role="combobox"
                type="text"
                autofocus
                autocomplete="off"
                spellcheck="false"
                aria-autocomplete="list"
                aria-expanded="true"
                aria-controls=LIST
                aria-activedescendant=move || (count() > 0).then(|| entry::id(search.at.get()))
                aria-label=prompt()
                placeholder=prompt()
                prop:value=move || search.typed.get()
                on:input=move |event| search.ask(event_target_value(&event), run_at)
                on:keydown=move |event| take(&event, on_key)
            />
            <button
                type="button"
                class="btn btn--ghost btn--icon btn--sm"
                aria-label=t.common.close
                on:click=move |_| open.set(false)
            >
                {icon("x")}
            </button>
        </div>
        <div
            class="palette__list"
            id=LIST
            role="listbox"
            aria-label=t.shell.palette_results
            aria-busy=move || search.busy.get().to_string()
            tabindex="-1"
        >
            {move || entry::view_groups(&shown.get(), &search.typed.get_untracked(), search.at, run)}
        </div>
        {move || {
            let nothing = count() == 0 && !search.busy.get();
            nothing
                .then(|| {
                    let short = !Question::parse(&search.typed.get()).asks_server();
                    let words = if short { t.shell.palette_type_more } else { t.common.nothing_found };
                    view! { <p class="menu__empty">{words}</p> }
                })
        }}
        <p class="sr" role="status">
            {spoken}
        </p>
        <div class="palette__foot">
            <span>{sized_icon("arrow-up", "ic ic--12")} {sized_icon("arrow-down", "ic ic--12")} {t.shell.palette_move}</span>
            <span>
                <kbd>"Enter"</kbd>
                {t.shell.palette_open}
            </span>
            <span class="push">
                <kbd>"#"</kbd>
                {t.shell.palette_only_tickets}
            </span>
            <span>
                <kbd>">"</kbd>
                {t.shell.palette_only_actions}
            </span>
        </div>
    }
}
