//! The editor of filters in a popover.

use domain::{
    contract::{AccessStatus, ContractFilter, ContractStatus, Released, wire::PlanChoice},
    ids::PlanId,
    state::Uf,
    time::{UtcMillis, format_iso_date, parse_date},
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::super::{address::address_of, list::ListState};
use crate::{
    api::contracts as api,
    session::{use_session, use_texts},
    ui::{
        access_mark::{access_label, contract_status_label},
        dom,
        filter_popover::FilterPopover,
        icon::small_icon,
    },
};

/// The popover's id.
pub const ID: &str = "contract-filters";

/// The editor: every field; "Aplicar" writes the address.
#[component]
pub fn FilterEditor(state: ListState) -> impl IntoView {
    let texts = use_texts();
    let t = &texts.contracts;
    let zone = use_session().zone;
    let navigate = use_navigate();
    let draft = RwSignal::new(ContractFilter::default());
    let plans = RwSignal::new(Vec::<PlanChoice>::new());
    let opened = move || {
        draft.set(state.query.with_untracked(|query| query.filter.clone()));
        if plans.with_untracked(Vec::is_empty) {
            state.scope.spawn(async move {
                if let Ok(found) = api::plan_choices().await {
                    plans.set(found);
                }
            });
        }
    };
    let apply = move || {
        let mut query = state.query.get_untracked().first_page();
        query.filter = draft.get_untracked();
        query.filter.city = query.filter.city.trim().to_owned();
        dom::hide_popover(ID);
        navigate(&address_of(&query), NavigateOptions { scroll: false, ..Default::default() });
    };
    // The field gives a whole date or nothing.
    let set_date = move |text: String, end: bool| {
        let day = parse_date(&text).ok();
        let at = day.map(|day| if end { UtcMillis::end_of_day(day, zone) } else { UtcMillis::start_of_day(day, zone) });
        draft.update(|filter| if end { filter.blocked_to = at } else { filter.blocked_from = at });
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
        <FilterPopover
            id=ID
            on_open=Callback::new(move |()| opened())
            on_apply=Callback::new(move |()| apply())
            on_clear=Callback::new(move |()| draft.set(ContractFilter::default()))
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
                                draft.update(|filter| filter.city = event_target_value(&event));
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
        </FilterPopover>
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
