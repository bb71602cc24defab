//! The facts of a ticket beside its tabs; on a narrow sheet a drawer.

use leptos::prelude::*;

use super::{PageState, links::Links, timeline::Timeline};
use crate::{
    session::{use_session, use_texts},
    ui::{
        avatar::Avatar,
        icon::{icon, sized_icon},
        toasts::use_toasts,
    },
};

/// The side panel.
#[component]
pub fn Facts(state: PageState) -> impl IntoView {
    let t = use_texts();
    let words = &t.tickets;
    let session = use_session();
    let toasts = use_toasts();
    let copy = move |text: String| {
        let _ = window().navigator().clipboard().write_text(&text);
        toasts.success(t.common.copied);
    };
    view! {
        <aside class="tp-side" id="ticket-facts" popover="auto" aria-label=words.tab_ticket tabindex="0">
            <div class="side__head">
                <h2>{words.tab_ticket}</h2>
                <button
                    type="button"
                    class="btn btn--ghost btn--icon"
                    popovertarget="ticket-facts"
                    popovertargetaction="hide"
                    aria-label=t.common.close
                >
                    {icon("x")}
                </button>
            </div>
            <section>
                <h2>{words.tab_ticket}</h2>
                {move || {
                    let details = state.details.get();
                    let row = details.row;
                    let document = details
                        .requester_document
                        .as_deref()
                        .and_then(|text| domain::document::Document::from_stored(text).ok());
                    let document_name = match document {
                        Some(domain::document::Document::Cnpj(_)) => "CNPJ",
                        _ => "CPF",
                    };
                    let protocol = details.protocol.clone();
                    view! {
                        <dl class="facts">
                            <dt>{words.requester}</dt>
                            <dd>
                                <a class="link" href=format!("/people/{}", row.requester)>
                                    {row.requester_name}
                                </a>
                                <small>{row.requester_email.unwrap_or_else(|| t.mail.no_address.to_owned())}</small>
                            </dd>
                            {document
                                .map(|document| {
                                    view! {
                                        <dt>{document_name}</dt>
                                        <dd class="code">{document.formatted()}</dd>
                                    }
                                })}
                            {details
                                .accountant_label
                                .map(|label| {
                                    view! {
                                        <dt>{words.accountant}</dt>
                                        <dd>
                                            {label} <small>{details.accountant_name.clone()}</small>
                                            {details.accountant_crc.filter(|crc| !crc.is_empty()).map(|crc| view! { <small class="code">{crc}</small> })}
                                        </dd>
                                    }
                                })}
                            <dt>{words.assignee}</dt>
                            <dd>
                                {match row.assignee_name {
                                    Some(name) => {
                                        view! {
                                            <span class="who">
                                                <Avatar name=name.clone() small=true />
                                                <span>{name}</span>
                                            </span>
                                        }
                                            .into_any()
                                    }
                                    None => words.no_assignee.into_any(),
                                }}
                            </dd>
                            <dt>{words.service}</dt>
                            <dd>{row.service_name}</dd>
                            <dt>{words.value}</dt>
                            <dd>
                                <b>{row.value.formatted_currency()}</b>
                            </dd>
                            <dt>{words.due}</dt>
                            <dd>
                                {row.due_at.map_or_else(|| words.no_due.to_owned(), |due| due.format_date_time(session.zone))}
                                {row.late.then(|| view! { <small class="late">{words.late}</small> })}
                            </dd>
                            <dt>{words.opened_at}</dt>
                            <dd>
                                {row.opened_at.format_date_time(session.zone)}
                                {details.opened_by.map(|name| view! { <small>{name}</small> })}
                            </dd>
                            <dt>{words.protocol}</dt>
                            <dd class="code">
                                {details.protocol}
                                <button
                                    type="button"
                                    class="btn btn--ghost btn--icon btn--sm tp-copy"
                                    aria-label=format!("{} {}", t.common.copy, words.protocol)
                                    on:click=move |_| copy(protocol.clone())
                                >
                                    {sized_icon("copy", "ic ic--14")}
                                </button>
                            </dd>
                        </dl>
                    }
                }}
            </section>
            <Links state />
            <Timeline state />
        </aside>
    }
}
