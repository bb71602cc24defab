//! Tickets tied to this one.

use domain::{
    i18n::Texts,
    ids::TicketId,
    ticket::wire::{LinkedTicket, Tie},
};
use leptos::prelude::*;

use super::PageState;
use crate::{
    api::tickets as api,
    session::use_texts,
    ui::{dom, icon::small_icon, problems::use_problems, status::status_label},
};

/// The section; absent when nothing is tied.
#[component]
pub fn Links(state: PageState) -> impl IntoView {
    let t = use_texts();
    let problems = use_problems();
    let unlink = move |other: TicketId| {
        state.scope.act(api::unlink_tickets(dom::fresh_key(), state.id(), other), move |answer| match answer {
            Ok(()) => state.reload(),
            Err(error) => problems.tell(&error),
        });
    };
    move || {
        let (links, into) = state.details.with(|details| (details.links.clone(), details.row.merged_into));
        if links.is_empty() && into.is_none() {
            return None;
        }
        Some(view! {
            <section>
                <h2>{t.tickets.links}</h2>
                <ul class="tl-links">
                    {into
                        .map(|into| {
                            view! {
                                <li>
                                    <a class="link" href=format!("/tickets/{into}")>
                                        {(t.tickets.merged_into)(into.get())}
                                    </a>
                                </li>
                            }
                        })}
                    {links
                        .into_iter()
                        .map(|link| {
                            let other = link.id;
                            let origin = origin_of(t, &link);
                            view! {
                                <li>
                                    <a class="link" href=format!("/tickets/{other}")>
                                        {format!("#{other} {}", link.subject)}
                                    </a>
                                    {status_label(link.status)}
                                    {origin.map(|text| view! { <small class="muted">{text}</small> })}
                                    {(link.tie != Tie::Merged && state.may_write)
                                        .then(|| {
                                            view! {
                                                <button
                                                    type="button"
                                                    class="btn btn--ghost btn--icon btn--sm"
                                                    aria-label=format!("{} #{other}", t.tickets.unlink)
                                                    on:click=move |_| unlink(other)
                                                >
                                                    {small_icon("x")}
                                                </button>
                                            }
                                        })}
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </section>
        })
    }
}

/// Which of the two came out of the other; a plain link needs no word.
fn origin_of(t: &Texts, link: &LinkedTicket) -> Option<String> {
    let number = format!("#{}", link.id);
    match link.tie {
        Tie::SplitInto => Some((t.split.into)(&number)),
        Tie::SplitFrom => Some((t.split.from)(&number)),
        Tie::Linked | Tie::Merged => None,
    }
}
