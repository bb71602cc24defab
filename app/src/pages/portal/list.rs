//! My tickets: those in work first, each with its status in plain words.

use domain::{
    portal::{PortalHome, PortalTicket},
    ticket::Status,
    time::UtcMillis,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::first_name;
use crate::{
    session::{use_session, use_texts},
    ui::{
        icon::icon,
        status::{mark, status_icon},
    },
};

/// The list; on the first page with a greeting, elsewhere as a column beside.
#[component]
pub fn TicketList(home: PortalHome, is_home: Memo<bool>) -> impl IntoView {
    let t = &use_texts().portal;
    let now = home.now;
    let (open, closed): (Vec<_>, Vec<_>) = home.tickets.into_iter().partition(|ticket| ticket.status.is_open());
    let waiting = open.iter().filter(|ticket| ticket.status == Status::Waiting).count();
    let summary = (t.summary)(waiting, open.len());
    let empty = open.is_empty() && closed.is_empty();
    view! {
        <nav class="po-side" aria-label=t.my_tickets>
            {move || {
                is_home
                    .get()
                    .then(|| {
                        view! {
                            <div class="po-hi">
                                <h1 tabindex="-1">{(t.hello)(&first_name())}</h1>
                                <p>{summary.clone()}</p>
                            </div>
                        }
                    })
            }}
            <a class="btn btn--primary btn--lg btn--block" href="/portal/new">
                {icon("plus")}
                {t.open_ticket}
            </a>
            {empty
                .then(|| {
                    view! {
                        <div class="empty empty--sm">
                            <h2>{t.none_yet}</h2>
                            <p>{t.none_hint}</p>
                        </div>
                    }
                })}
            {group(t.in_progress, "portal-open", open, now)}
            {group(t.closed, "portal-closed", closed, now)}
        </nav>
    }
}

fn group(title: &'static str, id: &'static str, tickets: Vec<PortalTicket>, now: UtcMillis) -> Option<AnyView> {
    if tickets.is_empty() {
        return None;
    }
    let cards = tickets.into_iter().map(|ticket| card(ticket, now)).collect_view();
    Some(
        view! {
            <section aria-labelledby=id>
                <h2 id=id>{title}</h2>
                <ul class="po-list">{cards}</ul>
            </section>
        }
        .into_any(),
    )
}

fn card(ticket: PortalTicket, now: UtcMillis) -> AnyView {
    let t = &use_texts().portal;
    let session = use_session();
    let path = use_location().pathname;
    let href = format!("/portal/tickets/{}", ticket.id);
    let own = href.clone();
    let waits = ticket.status == Status::Waiting;
    view! {
        <li>
            <a
                class="po-card"
                href=href
                aria-current=move || path.with(|path| *path == own).then_some("page")
            >
                <span class="po-card__top">
                    {status_pill(ticket.status)}
                    <time datetime=ticket.updated_at.format_iso()>{session.moment(ticket.updated_at, now)}</time>
                </span>
                <span class="po-card__t">{ticket.subject}</span>
                <span class="po-card__m">{(t.meaning)(ticket.status)}</span>
                {waits.then(|| view! { <span class="po-cta">{icon("upload")} {t.send_document}</span> })}
                <span class="po-card__n code">{format!("#{}", ticket.id)}</span>
            </a>
        </li>
    }
    .into_any()
}

/// The status as a requester reads it: icon and word.
pub fn status_pill(status: Status) -> impl IntoView {
    view! {
        <span class="st st--pill" data-st=mark(status)>
            {status_icon(status)}
            {(use_texts().portal.status)(status)}
        </span>
    }
}
