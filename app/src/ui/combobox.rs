//! A text field that finds records on the server while one types, and keeps the chosen one (ARIA combobox with list).
//!
//! The list is a manual popover: a dialog around the field would cut it off otherwise.

use leptos::prelude::*;

use super::{
    dom,
    icon::small_icon,
    keys::{Press, take},
    problems::use_problems,
    scope::Scope,
};
use crate::{api::ApiError, session::use_texts};

/// One thing that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Choice {
    pub value: i64,
    pub label: String,
    /// A second, quieter line.
    pub detail: String,
}

/// Milliseconds without a key before the server is asked.
const PAUSE: u64 = 150;

/// The field. `find` asks the server; `chosen` holds the choice; `create` offers to make a new record from what was typed.
#[component]
pub fn Combobox(
    #[prop(into)] id: String,
    chosen: RwSignal<Option<Choice>>,
    find: fn(String) -> std::pin::Pin<Box<dyn Future<Output = Result<Vec<Choice>, ApiError>>>>,
    #[prop(into)] placeholder: String,
    #[prop(optional, into)] invalid: Signal<bool>,
    /// The words of the last entry, "Cadastrar “…”", and what to do with the typed text.
    #[prop(default = None)]
    create: Option<(fn(&str) -> String, Callback<String>)>,
) -> impl IntoView {
    let t = use_texts();
    let problems = use_problems();
    let typed = RwSignal::new(chosen.get_untracked().map(|choice| choice.label).unwrap_or_default());
    let list = RwSignal::new(Vec::<Choice>::new());
    let open = RwSignal::new(false);
    let at = RwSignal::new(0_usize);
    // The newest question wins: an answer to an older one is thrown away.
    let asked = StoredValue::new(0_u32);
    Effect::new(move |_| {
        if let Some(choice) = chosen.get() {
            typed.set(choice.label);
        }
    });
    let scope = Scope::new();
    let ask = move |text: String| {
        asked.update_value(|number| *number += 1);
        let number = asked.get_value();
        scope.after(PAUSE, move || {
            if asked.try_get_value() != Some(number) {
                return;
            }
            scope.spawn(async move {
                let answer = find(text).await;
                if asked.try_get_value() != Some(number) {
                    return;
                }
                match answer {
                    Ok(found) => {
                        at.set(0);
                        list.set(found);
                        open.set(true);
                    }
                    // Not "nothing found": nobody knows.
                    Err(error) => problems.tell(&error),
                }
            });
        });
    };
    let choose = move |choice: Choice| {
        typed.set(choice.label.clone());
        chosen.set(Some(choice));
        open.set(false);
    };
    let make = move || {
        if let Some((_, callback)) = create {
            open.set(false);
            callback.run(typed.get_untracked());
        }
    };
    let entries = move || list.with(Vec::len) + usize::from(create.is_some() && !typed.with(String::is_empty));
    let on_key = move |press: &Press| {
        let count = untrack(entries);
        match press.key.as_str() {
            "ArrowDown" if !open.get_untracked() => ask(typed.get_untracked()),
            "ArrowDown" if count > 0 => at.update(|at| *at = (*at + 1) % count),
            "ArrowUp" if count > 0 => at.update(|at| *at = (*at + count - 1) % count),
            "Enter" if open.get_untracked() => {
                match list.with_untracked(|list| list.get(at.get_untracked()).cloned()) {
                    Some(choice) => choose(choice),
                    None => make(),
                }
            }
            "Escape" if open.get_untracked() => open.set(false),
            _ => return false,
        }
        true
    };
    let list_id = format!("{id}-list");
    let is_open = Memo::new(move |_| open.get());
    let popover = list_id.clone();
    Effect::new(move |_| if is_open.get() { dom::raise_popover(&popover) } else { dom::hide_popover(&popover) });
    let option_id = {
        let id = id.clone();
        move |index: usize| format!("{id}-option-{index}")
    };
    let last_id = option_id.clone();
    let active_id = {
        let option_id = option_id.clone();
        move || open.get().then(|| option_id(at.get()))
    };
    view! {
        <span class="combo">
            <span class="input affix">
                <input
                    id=id.clone()
                    role="combobox"
                    autocomplete="off"
                    aria-autocomplete="list"
                    aria-controls=list_id.clone()
                    aria-expanded=move || open.get().to_string()
                    aria-activedescendant=active_id
                    aria-invalid=move || invalid.get().then_some("true")
                    aria-describedby=format!("{id}-help {id}-error")
                    placeholder=placeholder
                    prop:value=move || typed.get()
                    on:input=move |event| {
                        let text = event_target_value(&event);
                        typed.set(text.clone());
                        chosen.set(None);
                        ask(text);
                    }
                    on:keydown=move |event| take(&event, on_key)
                    on:blur=move |_| scope.after(150, move || open.set(false))
                />
                {small_icon("chevron-down")}
            </span>
            <div class="menu combo__list" id=list_id role="listbox" popover="manual">
                <For
                    each=move || list.get().into_iter().enumerate()
                    key=|(index, choice)| (*index, choice.value)
                    let((index, choice))
                >
                    {
                        let picked = choice.clone();
                        view! {
                            <div
                                class="menu__item"
                                class:is-active=move || at.get() == index
                                role="option"
                                id=option_id(index)
                                aria-selected=move || (at.get() == index).to_string()
                                on:mousedown=move |event| {
                                    event.prevent_default();
                                    choose(picked.clone());
                                }
                            >
                                <span class="grow">
                                    {choice.label} {(!choice.detail.is_empty()).then(|| view! { <small>{choice.detail}</small> })}
                                </span>
                            </div>
                        }
                    }
                </For>
                {move || {
                    let last_id = last_id.clone();
                    let (words, _) = create?;
                    let text = typed.get();
                    (!text.is_empty())
                        .then(|| {
                            view! {
                                <div
                                    class="menu__item"
                                    class:is-active=move || at.get() == list.with(Vec::len)
                                    role="option"
                                    id=move || last_id(list.with(Vec::len))
                                    aria-selected=move || (at.get() == list.with(Vec::len)).to_string()
                                    on:mousedown=move |event| {
                                        event.prevent_default();
                                        make();
                                    }
                                >
                                    {small_icon("user-plus")}
                                    <span class="grow">{words(&text)}</span>
                                </div>
                            }
                        })
                }}
                {move || {
                    (list.with(Vec::is_empty) && create.is_none())
                        .then(|| view! { <p class="menu__empty">{t.common.nothing_found}</p> })
                }}
            </div>
        </span>
    }
}
