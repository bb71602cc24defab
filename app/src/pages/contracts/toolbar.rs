//! The toolbar: search, the chosen filters as removable chips, and the editor of filters in a popover.

use std::collections::BTreeMap;

use domain::{
    contract::{AccessStatus, ContractFilter, ContractQuery, ContractStatus, Released, wire::PlanChoice},
    ids::PlanId,
    state::Uf,
    time::{UtcMillis, format_iso_date, parse_date},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{address::address_of, list::ListState, save_view::SaveView};
use crate::{
    api::contracts as api,
    session::{use_session, use_texts},
    ui::{
        access_mark::{access_label, contract_status_label},
        dom,
        icon::{icon, sized_icon, small_icon},
    },
};

/// Milliseconds without a key before the list is filtered.
const PAUSE: u64 = 250;
/// The popover's id.
const ID: &str = "contract-filters";

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
        dom::after(PAUSE, move || {
            if number.try_get_value() != Some(mine) {
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
            <SaveView state />
            <Editor state />
        </div>
    }
}

/// Field, value, and the address without it.
fn chips_of(query: &ContractQuery, names: &BTreeMap<String, String>) -> Vec<(String, String, String)> {
    let t = &use_texts().contracts;
    let zone = use_session().zone;
    let mut chips = Vec::new();
    let mut add = |field: &str, value: String, change: fn(&mut ContractFilter)| {
        let mut without = query.first_page();
        change(&mut without.filter);
        chips.push((field.to_owned(), value, address_of(&without)));
    };
    let filter = &query.filter;
    let name = |key: String| names.get(&key).cloned().unwrap_or(key);
    if !filter.statuses.is_empty() {
        let value = filter.statuses.iter().map(|status| (t.status)(*status)).collect::<Vec<_>>().join(", ");
        add(t.status_label, value, |filter| filter.statuses.clear());
    }
    if !filter.access.is_empty() {
        let value = filter.access.iter().map(|access| (t.access)(*access)).collect::<Vec<_>>().join(", ");
        add(t.access_label, value, |filter| filter.access.clear());
    }
    if filter.only_blocked {
        add(t.access_label, t.only_blocked.to_owned(), |filter| filter.only_blocked = false);
    }
    if let Some(released) = filter.released {
        let value = if released == Released::Yes { t.released } else { t.without_release };
        add(t.released_filter, value.to_owned(), |filter| filter.released = None);
    }
    if let Some(end) = filter.ends_by {
        add(t.ends_by, end.format_date(zone), |filter| filter.ends_by = None);
    }
    if let Some(from) = filter.blocked_from {
        add(t.blocked_from, from.format_date(zone), |filter| filter.blocked_from = None);
    }
    if let Some(to) = filter.blocked_to {
        add(t.blocked_to, to.format_date(zone), |filter| filter.blocked_to = None);
    }
    if let Some(person) = filter.person {
        add(t.holder, name(format!("person.{person}")), |filter| filter.person = None);
    }
    if let Some(plan) = filter.plan {
        add(t.plan, name(format!("plan.{plan}")), |filter| filter.plan = None);
    }
    if let Some(state) = filter.state {
        add(t.state, state.code().to_owned(), |filter| filter.state = None);
    }
    if !filter.city.is_empty() {
        add(t.city, filter.city.clone(), |filter| filter.city.clear());
    }
    chips
}

/// The editor: every field; "Aplicar" writes the address.
#[component]
fn Editor(state: ListState) -> impl IntoView {
    let texts = use_texts();
    let t = &texts.contracts;
    let zone = use_session().zone;
    let navigate = use_navigate();
    let draft = RwSignal::new(ContractFilter::default());
    let plans = RwSignal::new(Vec::<PlanChoice>::new());
    let bad_date = RwSignal::new(false);
    let opened = move || {
        bad_date.set(false);
        draft.set(state.query.with_untracked(|query| query.filter.clone()));
        if plans.with_untracked(Vec::is_empty) {
            spawn_local(async move {
                if let Ok(found) = api::plan_choices().await {
                    let _ = plans.try_set(found);
                }
            });
        }
    };
    let apply = move || {
        if bad_date.get_untracked() {
            return;
        }
        let mut query = state.query.get_untracked().first_page();
        query.filter = draft.get_untracked();
        dom::hide_popover(ID);
        navigate(&address_of(&query), NavigateOptions { scroll: false, ..Default::default() });
    };
    let set_date = move |text: String, end: bool| {
        let at = match parse_date(&text) {
            _ if text.is_empty() => Some(None),
            Ok(date) if end => Some(Some(UtcMillis::end_of_day(date, zone))),
            Ok(date) => Some(Some(UtcMillis::start_of_day(date, zone))),
            Err(_) => None,
        };
        bad_date.set(at.is_none());
        if let Some(at) = at {
            draft.update(|filter| if end { filter.blocked_to = at } else { filter.blocked_from = at });
        }
    };
    let date_of = move |at: Option<UtcMillis>| at.map(|at| format_iso_date(at.local_date(zone))).unwrap_or_default();
    let statuses = ContractStatus::ALL
        .iter()
        .map(|status| {
            let status = *status;
            check(
                contract_status_label(status),
                Signal::derive(move || draft.with(|filter| filter.statuses.contains(&status))),
                Callback::new(move |on| draft.update(|filter| toggle(&mut filter.statuses, status, on))),
            )
        })
        .collect_view();
    let accesses = AccessStatus::ALL
        .iter()
        .map(|access| {
            let access = *access;
            check(
                access_label(access, false, "st"),
                Signal::derive(move || draft.with(|filter| filter.access.contains(&access))),
                Callback::new(move |on| draft.update(|filter| toggle(&mut filter.access, access, on))),
            )
        })
        .collect_view();
    let states =
        Uf::all().iter().map(|state| view! { <option value=state.code()>{state.code()}</option> }).collect_view();
    view! {
        <div class="pop" popover="auto" id=ID on:beforetoggle=move |_: web_sys::Event| opened()>
            <div class="pop__head">
                <h2>{texts.common.filter}</h2>
                <button
                    type="button"
                    class="btn btn--ghost btn--icon btn--sm"
                    popovertarget=ID
                    popovertargetaction="hide"
                    aria-label=texts.common.close
                >
                    {icon("x")}
                </button>
            </div>
            <form
                id="contract-filters-form"
                class="pop__body form"
                on:submit=move |event| {
                    event.prevent_default();
                    apply();
                }
            >
                <fieldset class="field">
                    <legend>{t.access_label}</legend>
                    {accesses}
                    {check(
                        view! { <span>{t.only_blocked}</span> }.into_any(),
                        Signal::derive(move || draft.with(|filter| filter.only_blocked)),
                        Callback::new(move |on| draft.update(|filter| filter.only_blocked = on)),
                    )}
                </fieldset>
                <fieldset class="field">
                    <legend>{t.status_label}</legend>
                    {statuses}
                </fieldset>
                <div class="field">
                    <label for="filter-released">{t.released_filter}</label>
                    <span class="select">
                        <select
                            class="input"
                            id="filter-released"
                            prop:value=move || match draft.with(|filter| filter.released) {
                                None => "",
                                Some(Released::Yes) => "1",
                                Some(Released::No) => "0",
                            }
                            on:change=move |event| {
                                let released = match event_target_value(&event).as_str() {
                                    "1" => Some(Released::Yes),
                                    "0" => Some(Released::No),
                                    _ => None,
                                };
                                draft.update(|filter| filter.released = released);
                            }
                        >
                            <option value="">{texts.common.any}</option>
                            <option value="1">{t.released}</option>
                            <option value="0">{t.without_release}</option>
                        </select>
                        {small_icon("chevron-down")}
                    </span>
                </div>
                <div class="field">
                    <label for="filter-plan">{t.plan}</label>
                    <span class="select">
                        <select
                            class="input"
                            id="filter-plan"
                            prop:value=move || {
                                draft.with(|filter| filter.plan.map(|plan| plan.to_string()).unwrap_or_default())
                            }
                            on:change=move |event| {
                                let plan = event_target_value(&event).parse().ok().map(PlanId::new);
                                draft.update(|filter| filter.plan = plan);
                            }
                        >
                            <option value="">{t.no_plan}</option>
                            <For each=move || plans.get() key=|plan| plan.id let(plan)>
                                <option
                                    value=plan.id.to_string()
                                    selected=draft.with_untracked(|filter| filter.plan == Some(plan.id))
                                >
                                    {plan.name}
                                </option>
                            </For>
                        </select>
                        {small_icon("chevron-down")}
                    </span>
                </div>
                <div class="field-pair">
                    <div class="field">
                        <label for="filter-blocked-from">{t.blocked_from}</label>
                        <input
                            class="input"
                            id="filter-blocked-from"
                            type="date"
                            prop:value=move || date_of(draft.with(|filter| filter.blocked_from))
                            on:change=move |event| set_date(event_target_value(&event), false)
                        />
                    </div>
                    <div class="field">
                        <label for="filter-blocked-to">{t.blocked_to}</label>
                        <input
                            class="input"
                            id="filter-blocked-to"
                            type="date"
                            prop:value=move || date_of(draft.with(|filter| filter.blocked_to))
                            on:change=move |event| set_date(event_target_value(&event), true)
                        />
                    </div>
                </div>
                <div class="field-pair">
                    <div class="field">
                        <label for="filter-city">{t.city}</label>
                        <input
                            class="input"
                            id="filter-city"
                            prop:value=move || draft.with(|filter| filter.city.clone())
                            on:input=move |event| {
                                draft.update(|filter| filter.city = event_target_value(&event).trim().to_owned());
                            }
                        />
                    </div>
                    <div class="field">
                        <label for="filter-state">{t.state}</label>
                        <span class="select">
                            <select
                                class="input"
                                id="filter-state"
                                prop:value=move || draft.with(|filter| filter.state.map_or("", Uf::code))
                                on:change=move |event| {
                                    let state = Uf::parse(&event_target_value(&event)).ok();
                                    draft.update(|filter| filter.state = state);
                                }
                            >
                                <option value="">{texts.common.any}</option>
                                {states}
                            </select>
                            {small_icon("chevron-down")}
                        </span>
                    </div>
                </div>
            </form>
            <div class="pop__foot">
                <button type="button" class="btn btn--ghost" on:click=move |_| draft.set(ContractFilter::default())>
                    {texts.common.clear}
                </button>
                <button type="submit" form="contract-filters-form" class="btn btn--primary">
                    {texts.common.apply}
                </button>
            </div>
        </div>
    }
}

fn toggle<T: PartialEq + Ord>(list: &mut Vec<T>, one: T, on: bool) {
    list.retain(|known| *known != one);
    if on {
        list.push(one);
        list.sort_unstable();
    }
}

fn check(label: AnyView, checked: Signal<bool>, change: Callback<bool>) -> AnyView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                class="cbx"
                prop:checked=move || checked.get()
                on:change=move |event| change.run(event_target_checked(&event))
            />
            {label}
        </label>
    }
    .into_any()
}
