//! The tab "Atendimentos".

use domain::{
    error::AppError,
    settings::{
        TicketSettings,
        wire::{SaveSetting, SettingsPage, Versioned},
    },
    ticket::status::Flow,
};
use leptos::prelude::*;

use super::{
    frame::SectionHead,
    rows::SwitchRow,
    save_bar::{LastChangeLine, StaleNotice},
    tab_state::{TabForm, TabState},
};
use crate::{
    api::{ApiError, settings::save_tickets},
    session::use_texts,
    ui::notice::Notice,
};

impl TabForm for TicketSettings {
    type Value = Self;
    const PREFIX: &'static str = "tickets";

    fn of(value: &Self) -> Self {
        value.clone()
    }

    fn changes(&self, saved: &Self) -> usize {
        usize::from(self.flow != saved.flow)
    }

    fn faults(&self) -> Vec<AppError> {
        Vec::new()
    }

    fn pick(page: SettingsPage) -> Versioned<Self> {
        page.tickets
    }

    async fn save(input: SaveSetting<Self>) -> Result<Versioned<Self>, ApiError> {
        save_tickets(input).await
    }
}

/// The tab.
#[component]
pub fn TicketsTab(state: TabState<TicketSettings>) -> impl IntoView {
    let t = &use_texts().settings;
    view! {
        <div class="set-main" tabindex="0" role="region" aria-label=t.tickets>
            <form
                class="set-form"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    state.save();
                }
            >
                <SectionHead title=t.tickets text=t.tickets_text />
                <StaleNotice stale=state.stale />
                <SwitchRow
                    state
                    name="flow"
                    label=t.restricted_flow
                    help=t.restricted_flow_help
                    get=|form: &TicketSettings| form.flow == Flow::Restricted
                    put=|form: &mut TicketSettings, on| form.flow = if on { Flow::Restricted } else { Flow::Free }
                />
            </form>
            <aside aria-label=t.aside>
                <Notice tone="blue" icon_name="info" title=t.restricted_flow_running />
            </aside>
            <LastChangeLine last=state.last />
        </div>
    }
}
