//! The toolbar: search in the view, the chosen filters as removable chips, the editor of filters, saving a view.

mod chips;
mod editor;

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use self::{chips::chips_of, editor::FilterEditor};
use super::{super::address::address_of, ListState, save_view::saved_view};
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
    let t = use_texts();
    let navigate = use_navigate();
    let typed = RwSignal::new(state.query.with_untracked(|query| query.filter.text.clone()));
    let number = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let text = state.query.with(|query| query.filter.text.clone());
        if !dom::is_typing() {
            typed.set(text);
        }
    });
    let search = {
        let navigate = navigate.clone();
        move |text: String| {
            typed.set(text);
            number.update_value(|number| *number += 1);
            let mine = number.get_value();
            let navigate = navigate.clone();
            state.scope.after(PAUSE, move || {
                if number.get_value() != mine {
                    return;
                }
                let mut query = state.query.get_untracked().first_page();
                query.filter.text = typed.get_untracked().trim().to_owned();
                query.view = None;
                navigate(
                    &address_of(&query),
                    NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() },
                );
            });
        }
    };
    view! {
        <div class="toolbar" role="group" aria-label=t.common.filter>
            <label class="input affix tk-find">
                {small_icon("search")}
                <input
                    type="search"
                    id="ticket-search"
                    placeholder=t.tickets.find_in_view
                    aria-label=t.tickets.find_in_view
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
                    // The names in the chips come with the choices; the query alone has ids.
                    let names = state.page.await.map(|page| page.names).unwrap_or_default();
                    view! {
                        <For each=move || chips_of(&state.query.get(), &names) key=|chip| (chip.field.clone(), chip.value.clone(), address_of(&chip.without)) let(chip)>
                            <span class="chip">
                                <button
                                    type="button"
                                    class="chip__body"
                                    aria-haspopup="dialog"
                                    popovertarget="ticket-filters"
                                >
                                    {format!("{}: ", chip.field)}
                                    <b>{chip.value.clone()}</b>
                                </button>
                                <a
                                    class="chip__x"
                                    href=address_of(&chip.without)
                                    aria-label=format!("{} {}: {}", t.common.remove, chip.field, chip.value)
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
                id="ticket-filters-open"
                aria-haspopup="dialog"
                aria-keyshortcuts="F"
                popovertarget="ticket-filters"
            >
                {small_icon("list-filter")}
                {t.common.filter}
                <kbd aria-hidden="true">"F"</kbd>
            </button>
            <Show when=move || state.query.with(|query| !query.filter.is_empty())>
                <a class="btn btn--ghost btn--sm" href="/tickets?view=all">
                    {t.common.clear}
                </a>
            </Show>
            <span class="push"></span>
            <SaveView view=saved_view(state) />
            <FilterEditor state />
        </div>
    }
}
