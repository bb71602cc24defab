//! The tickets of a person: the last ones, and the way to all of them.

use domain::{
    ids::PersonId,
    ticket::{TicketFilter, TicketQuery, wire::TicketRow},
    time::UtcMillis,
};
use leptos::prelude::*;

use crate::{
    api::tickets as api,
    pages::failed::Failed,
    session::{use_session, use_texts},
    ui::status::status_label,
};

/// Tickets shown here; all of them are in the ticket list.
const SHOWN: u32 = 25;

/// The card.
#[component]
pub fn Tickets(id: PersonId) -> impl IntoView {
    let t = use_texts();
    let words = &t.people;
    let query = TicketQuery {
        filter: TicketFilter { requester: Some(id), ..TicketFilter::default() },
        page_size: SHOWN,
        ..TicketQuery::default()
    };
    let tickets = Resource::new(|| (), move |()| api::list_tickets(query.clone()));
    view! {
        <section class="card card--clip">
            <div class="card__head">
                <h2>{words.tickets}</h2>
                <a class="link push" href=format!("/tickets?requester={id}")>
                    {words.all_tickets}
                </a>
            </div>
            <Transition fallback=move || {
                view! {
                    <p class="sr" role="status">
                        {t.common.loading}
                    </p>
                    <span class="skel"></span>
                }
            }>
                {move || Suspend::new(async move {
                    match tickets.await {
                        Ok(page) if page.rows.is_empty() => {
                            view! {
                                <div class="empty empty--sm">
                                    <p>{words.no_tickets}</p>
                                </div>
                            }
                                .into_any()
                        }
                        Ok(page) => view! { <Table rows=page.rows now=page.now /> }.into_any(),
                        Err(error) => {
                            view! { <Failed error retry=Callback::new(move |()| tickets.refetch()) /> }.into_any()
                        }
                    }
                })}
            </Transition>
        </section>
    }
}

#[component]
fn Table(rows: Vec<TicketRow>, now: UtcMillis) -> impl IntoView {
    let t = use_texts();
    let session = use_session();
    view! {
        <div class="table-wrap">
            <table class="table table--stack">
                <caption class="sr">{t.people.tickets}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t.tickets.subject}</th>
                        <th scope="col" class="col-date">
                            {t.tickets.updated}
                        </th>
                        <th scope="col" class="col-status">
                            {t.tickets.status_label}
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {rows
                        .into_iter()
                        .map(|row| {
                            let updated = session.moment(row.updated_at, now);
                            view! {
                                <tr>
                                    <td class="cut cell--lead">
                                        <span class="cell2">
                                            <a class="cellmain" href=format!("/tickets/{}", row.id)>
                                                {row.subject}
                                            </a>
                                            <small class="faint">
                                                <span class="code">{format!("#{}", row.id)}</span>
                                                {format!(" · {}", row.service_name)}
                                            </small>
                                        </span>
                                    </td>
                                    <td class="nowrap cell--end">
                                        <time datetime=row.updated_at.format_iso()>{updated}</time>
                                    </td>
                                    <td class="nowrap cell--sub">{status_label(row.status)}</td>
                                </tr>
                            }
                        })
                        .collect_view()}
                </tbody>
            </table>
        </div>
    }
}
