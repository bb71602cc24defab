//! What happened, in the order in which it did: opened, and each status with its reason.

use domain::{
    portal::{PortalEvent, PortalWhat},
    ticket::Status,
};
use leptos::prelude::*;

use super::TicketState;
use crate::{
    session::{use_session, use_texts},
    ui::status::{mark, status_icon},
};

/// The section.
#[component]
pub fn Timeline(state: TicketState) -> impl IntoView {
    let t = &use_texts().portal;
    let events = move || state.page.with(|page| page.events.iter().cloned().enumerate().collect::<Vec<_>>());
    view! {
        <section aria-labelledby="portal-timeline">
            <h2 id="portal-timeline">{t.timeline}</h2>
            <ol class="tl po-tl">
                <For each=events key=|(index, _)| *index let((_, event))>
                    <Entry event state />
                </For>
            </ol>
        </section>
    }
}

#[component]
fn Entry(event: PortalEvent, state: TicketState) -> impl IntoView {
    let t = &use_texts().portal;
    let session = use_session();
    let now = state.page.with_untracked(|page| page.now);
    let (sentence, reason, status) = match event.what {
        PortalWhat::Opened => (t.opened.to_owned(), String::new(), Status::Open),
        PortalWhat::Status { to, reason } => ((t.became)((t.status)(to)), reason, to),
    };
    view! {
        <li>
            <span class="tl__ic" data-st=mark(status)>
                {status_icon(status)}
            </span>
            <div>
                <p>{sentence}</p>
                {(!reason.is_empty()).then(|| view! { <p class="pre muted">{reason}</p> })}
                <small>
                    <time datetime=event.at.format_iso()>{session.moment(event.at, now)}</time>
                </small>
            </div>
        </li>
    }
}
