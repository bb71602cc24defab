//! The conversation alone on a page, for the requester who follows the link of a mail.

use domain::{error::ErrorCode, ids::TicketId};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::Conversation;
use crate::{pages::failed::Failed, session::use_texts, ui::title::PageTitle};

/// `/portal/tickets/{number}`
#[component]
pub fn ChatPage() -> impl IntoView {
    let t = use_texts();
    let params = use_params_map();
    move || {
        let number = params.with(|params| params.get("number").and_then(|text| text.parse::<TicketId>().ok()));
        match number {
            Some(ticket) => view! {
                <PageTitle text=format!("#{ticket}") />
                <div class="page-head">
                    <h1 tabindex="-1">{format!("{} #{ticket}", t.tickets.tab_ticket)}</h1>
                </div>
                <Conversation ticket />
            }
            .into_any(),
            None => view! { <Failed error=ErrorCode::NotFound.into() /> }.into_any(),
        }
    }
}
