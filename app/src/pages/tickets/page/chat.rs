//! "Chat": the conversation with the requester, with the team's internal notes among the messages.

use domain::ticket::wire::HistoryKind;
use leptos::prelude::*;

use super::PageState;
use crate::pages::chat::{ChatNote, Conversation, TeamParts};

/// The tab.
#[component]
pub fn ChatTab(state: PageState) -> impl IntoView {
    let notes = Signal::derive(move || {
        state.details.with(|details| {
            let notes = details.history.iter().rev().filter(|line| line.kind == HistoryKind::Note);
            notes
                .map(|line| ChatNote {
                    id: line.id,
                    at: line.at,
                    name: line.actor_name.clone().unwrap_or_default(),
                    text: line.note.clone(),
                })
                .collect::<Vec<_>>()
        })
    });
    let team = TeamParts { notes, noted: Callback::new(move |()| state.reload()) };
    view! { <Conversation ticket=state.id() team=Some(team) /> }
}
