//! "Movimentação": every hand-over, newest first, with the note that explains it.

use domain::ticket::wire::{HistoryKind, HistoryLine};
use leptos::prelude::*;

use super::PageState;
use crate::{
    session::{use_session, use_texts},
    ui::{avatar::Avatar, icon::icon},
};

/// The tab.
#[component]
pub fn MovementsTab(state: PageState) -> impl IntoView {
    let t = use_texts();
    let moves = move || -> Vec<HistoryLine> {
        state
            .details
            .with(|details| details.history.iter().filter(|line| line.kind == HistoryKind::Moved).cloned().collect())
    };
    view! {
        {move || moves().is_empty().then(|| view! { <p class="empty">{t.tickets.movements_empty}</p> })}
        <ol class="moves">
            <For each=moves key=|line| line.id let(line)>
                <Movement line state />
            </For>
        </ol>
    }
}

#[component]
fn Movement(line: HistoryLine, state: PageState) -> impl IntoView {
    let t = use_texts();
    let session = use_session();
    let now = state.details.with_untracked(|details| details.now);
    let who = move |name: String| {
        if name.is_empty() {
            view! { <span class="faint">{t.tickets.no_assignee}</span> }.into_any()
        } else {
            view! {
                <span class="who">
                    <Avatar name=name.clone() small=true />
                    <span>{name}</span>
                </span>
            }
            .into_any()
        }
    };
    view! {
        <li>
            <span class="moves__who">{who(line.before)} {icon("arrow-right-left")} {who(line.after)}</span>
            <time datetime=line.at.format_iso()>
                {session.moment(line.at, now)} {line.actor_name.map(|name| format!(" · {name}"))}
            </time>
            <p class="pre">{line.note}</p>
        </li>
    }
}
