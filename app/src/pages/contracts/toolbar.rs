//! The toolbar: search, the chosen filters as removable chips, the editor of filters, saving a view.

mod chips;
mod editor;

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use self::{
    chips::chips_of,
    editor::{FilterEditor, ID},
};
use super::{address::address_of, list::ListState, save_view::saved_view};
use crate::{
    session::use_texts,
    ui::{
        dom,
        icon::{sized_icon, small_icon},
        saved_view::SaveView,
    },
};

/// Milliseconds without a key before the list is filtered.
const PAUSE: u64 = 250;

/// The toolbar above the grid.
#[component]
pub fn Toolbar(state: ListState) -> impl IntoView {
    let texts = use_texts();
    let t = &texts.contracts;
    let navigate = StoredValue::new(use_navigate());
    let typed = RwSignal::new(state.query.with_untracked(|query| query.filter.text.clone()));
    let number = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let text = state.query.with(|query| query.filter.text.clone());
        if !dom::is_typing() {
            typed.set(text);
        }
    });
    let search = move |text: String| {
        typed.set(text);
        number.update_value(|number| *number += 1);
        let mine = number.get_value();
        state.scope.after(PAUSE, move || {
            if number.get_value() != mine {
                return;
            }
            let mut query = state.query.get_untracked().first_page();
            query.filter.text = typed.get_untracked().trim().to_owned();
            let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
            navigate.with_value(|navigate| navigate(&address_of(&query), options));
        });
    };
    view! {
        <div class="toolbar" role="group" aria-label=texts.common.filter>
            <label class="input affix tk-find">
                {small_icon("search")}
                <input
                    type="search"
                    id="contract-search"
                    placeholder=t.search
                    aria-label=t.search
                    aria-keyshortcuts="/"
                    prop:value=move || typed.get()
                    on:input=move |event| search(event_target_value(&event))
                />
                <kbd class="hide-md" aria-hidden="true">
                    "/"
                </kbd>
            </label>
            <Transition>
                {move || Suspend::new(async move {
                    // The names in the chips come with the page; the query alone has ids.
                    let names = state.page.await.map(|page| page.names).unwrap_or_default();
                    view! {
                        <For
                            each=move || chips_of(&state.query.get(), &names)
                            key=|(field, value, href)| (field.clone(), value.clone(), href.clone())
                            let((field, value, href))
                        >
                            <span class="chip">
                                <button type="button" class="chip__body" aria-haspopup="dialog" popovertarget=ID>
                                    {format!("{field}: ")}
                                    <b>{value.clone()}</b>
                                </button>
                                <a
                                    class="chip__x"
                                    href=href
                                    aria-label=format!("{} {field}: {value}", texts.common.remove)
                                >
                                    {sized_icon("x", "ic ic--12")}
                                </a>
                            </span>
                        </For>
                    }
                })}
            </Transition>
            <button
                type="button"
                class="btn btn--ghost btn--sm"
                id="contract-filters-open"
                aria-haspopup="dialog"
                aria-keyshortcuts="F"
                popovertarget=ID
            >
                {small_icon("list-filter")}
                {texts.common.filter}
                <kbd aria-hidden="true">"F"</kbd>
            </button>
            <Show when=move || state.query.with(|query| !query.filter.is_empty())>
                <a class="btn btn--ghost btn--sm" href="/contracts">
                    {texts.common.clear}
                </a>
            </Show>
            <span class="push"></span>
            <SaveView view=saved_view(state) />
            <FilterEditor state />
        </div>
    }
}
