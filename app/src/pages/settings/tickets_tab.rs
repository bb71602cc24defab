//! The tab "Atendimentos".

use domain::{
    error::AppError,
    settings::{
        TicketSettings,
        wire::{SaveSetting, SettingsPage, TicketsForm, Versioned},
    },
    ticket::status::Flow,
};
use leptos::prelude::*;

use super::{
    rows::{SwitchRow, TextRow},
    tab_frame::TabFrame,
    tab_state::{TabForm, TabState},
};
use crate::{
    api::{ApiError, settings::save_tickets},
    session::use_texts,
    ui::notice::Notice,
};

impl TabForm for TicketsForm {
    type Value = TicketSettings;
    const PREFIX: &'static str = "tickets";

    fn of(value: &TicketSettings) -> Self {
        Self::of(value)
    }

    fn faults(&self) -> Vec<AppError> {
        self.validate().err().unwrap_or_default()
    }

    fn pick(page: SettingsPage) -> Versioned<TicketSettings> {
        page.tickets
    }

    async fn save(input: SaveSetting<Self>) -> Result<Versioned<TicketSettings>, ApiError> {
        save_tickets(input).await
    }
}

/// The tab.
#[component]
pub fn TicketsTab(state: TabState<TicketsForm>) -> impl IntoView {
    let t = &use_texts().settings;
    let aside = view! {
            <aside aria-label=t.aside>
                <Notice tone="blue" icon_name="info" title=t.restricted_flow_running />
            </aside>
    };
    view! {
        <TabFrame tab=state title=t.tickets text=t.tickets_text aside=aside.into_any()>
            <SwitchRow
                state
                name="flow"
                label=t.restricted_flow
                help=t.restricted_flow_help
                get=|form: &TicketsForm| form.flow == Flow::Restricted
                put=|form: &mut TicketsForm, on| form.flow = if on { Flow::Restricted } else { Flow::Free }
            />
            <TextRow
                state
                name="file_max_mb"
                label=t.file_limit
                help=t.file_limit_help
                get=|form: &TicketsForm| &form.file_max_mb
                get_mut=|form: &mut TicketsForm| &mut form.file_max_mb
                unit=t.megabytes
                inputmode="numeric"
            />
        </TabFrame>
    }
}
