//! What became of a change of many tickets, when something of it needs a person: it stays until it is closed.

use std::collections::BTreeMap;

use domain::{ids::PersonId, ticket::wire::BulkResult};
use leptos::prelude::*;

use super::super::acts::TicketActs;
use crate::{session::use_texts, ui::icon::icon};

/// Shows what `acts.bulk_result` holds, unless all went as asked: then a toast told so.
#[component]
pub fn BulkMessages(acts: TicketActs) -> impl IntoView {
    let t = use_texts();
    view! {
        <div aria-live="polite">
            {move || {
                let result = acts.bulk_result.get().filter(|result| !result.is_clean())?;
                let told = format!("{}.", t.bulk.summary(&result));
                let mails = t.bulk.mails(&result);
                Some(
                    view! {
                        <div class="notice notice--list" data-tone="amber" role="status">
                            {icon("triangle-alert")}
                            <div class="grow">
                                <p>
                                    <strong>{told}</strong>
                                    {mails.map(|text| format!(" {text}"))}
                                </p>
                                <ul>
                                    {conflicts(&result)}
                                    {refusals(&result)}
                                    {untold(&result)}
                                </ul>
                            </div>
                            <button
                                type="button"
                                class="btn btn--ghost btn--icon btn--sm"
                                aria-label=t.common.close
                                on:click=move |_| acts.bulk_result.set(None)
                            >
                                {icon("x")}
                            </button>
                        </div>
                    },
                )
            }}
        </div>
    }
}

/// Tickets that somebody else changed first: each by its number, with its status of now.
fn conflicts(result: &BulkResult) -> Option<impl IntoView + use<>> {
    let t = use_texts();
    let links = result.conflicts.iter().map(|row| {
        let text = (t.bulk.now)(row.id.get(), (t.tickets.status)(row.status));
        view! {
            " "
            <a class="link nowrap" href=format!("/tickets/{}", row.id)>
                {text}
            </a>
        }
    });
    let links = links.collect_view();
    (!result.conflicts.is_empty()).then(|| view! { <li>{t.bulk.decide_again} {links}</li> })
}

/// Tickets with which the act is not allowed, each with its reason.
fn refusals(result: &BulkResult) -> impl IntoView + use<> {
    let t = use_texts();
    let lines = result.refused.iter().map(|(id, error)| {
        view! {
            <li>
                <a class="link" href=format!("/tickets/{id}")>
                    {format!("#{id}")}
                </a>
                {format!(": {}", t.error(error))}
            </li>
        }
    });
    lines.collect_view()
}

/// Requesters who hear nothing of it, each once with their tickets and the way to the record that lacks the address.
fn untold(result: &BulkResult) -> Option<impl IntoView + use<>> {
    let t = use_texts();
    let mut tickets: BTreeMap<PersonId, (&str, Vec<String>)> = BTreeMap::new();
    for row in result.changed.iter().filter(|row| result.untold.contains(&row.id)) {
        let of_person = tickets.entry(row.requester).or_insert((&row.requester_name, Vec::new()));
        of_person.1.push(format!("#{}", row.id));
    }
    let links = tickets.iter().enumerate().map(|(at, (person, (name, numbers)))| {
        view! {
            {if at == 0 { " " } else { ", " }}
            <a class="link" href=format!("/people/{person}")>
                {(*name).to_owned()}
            </a>
            {format!(" ({})", numbers.join(", "))}
        }
    });
    let links = links.collect_view();
    (!tickets.is_empty()).then(|| view! { <li>{t.bulk.untold} {links}</li> })
}
