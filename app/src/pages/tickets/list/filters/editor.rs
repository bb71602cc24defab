//! The editor of filters: a popover with every field; "Aplicar" writes the address.

use domain::{
    ids::{ServiceId, UserId},
    ticket::{AssigneeFilter, Status, TicketFilter},
    time::{UtcMillis, format_iso_date, parse_date},
};
use leptos::prelude::*;

use super::super::{super::address::address_of, ListState};
use crate::{
    api::tickets as api,
    session::{use_session, use_texts},
    ui::{dom, filter_popover::FilterPopover, icon::small_icon, status::status_label},
};

/// The popover's id.
pub const ID: &str = "ticket-filters";

/// The popover.
#[component]
pub fn FilterEditor(state: ListState) -> impl IntoView {
    let t = use_texts();
    let session = use_session();
    let zone = session.zone;
    let navigate = leptos_router::hooks::use_navigate();
    let draft = RwSignal::new(TicketFilter::default());
    let bad_date = RwSignal::new(false);
    let opened = move || {
        bad_date.set(false);
        draft.set(state.query.with_untracked(|query| query.filter.clone()));
        if state.choices.with_untracked(|choices| choices.services.is_empty()) {
            state.scope.spawn(async move {
                if let Ok(choices) = api::ticket_choices().await {
                    state.choices.set(choices);
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
        query.view = None;
        dom::hide_popover(ID);
        navigate(&address_of(&query), leptos_router::NavigateOptions { scroll: false, ..Default::default() });
    };
    let date_of = move |at: Option<UtcMillis>| at.map(|at| format_iso_date(at.local_date(zone))).unwrap_or_default();
    let set_date = move |text: String, end: bool| {
        let at = match parse_date(&text) {
            _ if text.is_empty() => Some(None),
            Ok(date) if end => Some(Some(UtcMillis::end_of_day(date, zone))),
            Ok(date) => Some(Some(UtcMillis::start_of_day(date, zone))),
            Err(_) => None,
        };
        bad_date.set(at.is_none());
        if let Some(at) = at {
            draft.update(|filter| if end { filter.opened_to = at } else { filter.opened_from = at });
        }
    };
    let marks: [(&'static str, fn(&mut TicketFilter) -> &mut bool); 4] = [
        (t.tickets.only_open, |filter| &mut filter.only_open),
        (t.tickets.only_new, |filter| &mut filter.only_new),
        (t.tickets.only_late, |filter| &mut filter.only_late),
        (t.tickets.only_mail_failed, |filter| &mut filter.only_mail_failed),
    ];
    view! {
        <FilterPopover
            id=ID
            on_open=Callback::new(move |()| opened())
            on_apply=Callback::new(move |()| apply())
            on_clear=Callback::new(move |()| draft.set(TicketFilter::default()))
        >
                <fieldset class="field">
                    <legend>{t.tickets.status_label}</legend>
                    {Status::ALL
                        .into_iter()
                        .map(|status| {
                            view! {
                                <label class="check">
                                    <input
                                        type="checkbox"
                                        class="cbx"
                                        prop:checked=move || draft.with(|filter| filter.statuses.contains(&status))
                                        on:change=move |event| {
                                            let on = event_target_checked(&event);
                                            draft
                                                .update(|filter| {
                                                    filter.statuses.retain(|one| *one != status);
                                                    if on {
                                                        filter.statuses.push(status);
                                                        filter.statuses.sort_unstable();
                                                    }
                                                });
                                        }
                                    />
                                    {status_label(status)}
                                </label>
                            }
                        })
                        .collect_view()}
                </fieldset>
                <div class="field">
                    <label for="filter-assignee">{t.tickets.assignee}</label>
                    <span class="select">
                        <select
                            class="input"
                            id="filter-assignee"
                            prop:value=move || match draft.with(|filter| filter.assignee) {
                                None => String::new(),
                                Some(AssigneeFilter::Nobody) => "nobody".to_owned(),
                                Some(AssigneeFilter::User(user)) => user.to_string(),
                            }
                            on:change=move |event| {
                                let value = event_target_value(&event);
                                draft
                                    .update(|filter| {
                                        filter.assignee = match value.as_str() {
                                            "" => None,
                                            "nobody" => Some(AssigneeFilter::Nobody),
                                            id => id.parse().ok().map(|id| AssigneeFilter::User(UserId::new(id))),
                                        };
                                    });
                            }
                        >
                            <option value="">{t.common.anybody}</option>
                            <option value="nobody">{t.tickets.no_assignee}</option>
                            <For each=move || state.choices.with(|choices| choices.users.clone()) key=|user| user.id let(user)>
                                <option value=user.id.to_string()>{user.name}</option>
                            </For>
                        </select>
                        {small_icon("chevron-down")}
                    </span>
                </div>
                <div class="field">
                    <label for="filter-service">{t.tickets.service}</label>
                    <span class="select">
                        <select
                            class="input"
                            id="filter-service"
                            prop:value=move || {
                                draft.with(|filter| filter.services.first().map(ToString::to_string).unwrap_or_default())
                            }
                            on:change=move |event| {
                                let value = event_target_value(&event);
                                draft
                                    .update(|filter| {
                                        filter.services = value.parse().ok().map(ServiceId::new).into_iter().collect();
                                    });
                            }
                        >
                            <option value="">{t.common.any}</option>
                            <For
                                each=move || state.choices.with(|choices| choices.services.clone())
                                key=|service| service.id
                                let(service)
                            >
                                <option value=service.id.to_string()>{service.name}</option>
                            </For>
                        </select>
                        {small_icon("chevron-down")}
                    </span>
                </div>
                <div class="field-pair">
                    <div class="field">
                        <label for="filter-from">{t.tickets.opened_from}</label>
                        <input
                            class="input"
                            id="filter-from"
                            type="date"
                            prop:value=move || date_of(draft.with(|filter| filter.opened_from))
                            on:change=move |event| set_date(event_target_value(&event), false)
                        />
                    </div>
                    <div class="field">
                        <label for="filter-to">{t.tickets.opened_to}</label>
                        <input
                            class="input"
                            id="filter-to"
                            type="date"
                            prop:value=move || date_of(draft.with(|filter| filter.opened_to))
                            on:change=move |event| set_date(event_target_value(&event), true)
                        />
                    </div>
                </div>
                <fieldset class="field">
                    <legend class="sr">{t.common.more}</legend>
                    {marks
                        .into_iter()
                        .map(|(label, mark)| {
                            view! {
                                <label class="check">
                                    <input
                                        type="checkbox"
                                        class="cbx"
                                        prop:checked=move || *mark(&mut draft.get())
                                        on:change=move |event| {
                                            let on = event_target_checked(&event);
                                            draft.update(|filter| *mark(filter) = on);
                                        }
                                    />
                                    <span>{label}</span>
                                </label>
                            }
                        })
                        .collect_view()}
                </fieldset>
        </FilterPopover>
    }
}
