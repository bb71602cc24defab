//! The tab "Empresa".

use domain::{
    error::AppError,
    settings::{
        Company,
        company::CompanyForm,
        wire::{SaveSetting, SettingsPage, Versioned},
    },
    zone::Zone,
};
use leptos::prelude::*;

use super::{
    rows::{SettingRow, TextRow, was_text},
    tab_frame::TabFrame,
    tab_state::{TabForm, TabState},
};
use crate::{
    api::{ApiError, settings::save_company},
    session::use_texts,
};

impl TabForm for CompanyForm {
    type Value = Company;
    const PREFIX: &'static str = "company";

    fn of(value: &Company) -> Self {
        Self::of(value)
    }

    fn faults(&self) -> Vec<AppError> {
        self.validate().err().unwrap_or_default()
    }

    fn pick(page: SettingsPage) -> Versioned<Company> {
        page.company
    }

    async fn save(input: SaveSetting<Self>) -> Result<Versioned<Company>, ApiError> {
        save_company(input).await
    }
}

/// The tab.
#[component]
pub fn CompanyTab(state: TabState<CompanyForm>) -> impl IntoView {
    let t = &use_texts().settings;
    view! {
        <TabFrame tab=state title=t.company text=t.company_text>
            <TextRow
                state
                name="name"
                label=t.company_name
                help=t.company_name_help
                get=|form: &CompanyForm| &form.name
                get_mut=|form: &mut CompanyForm| &mut form.name
                autocomplete="organization"
                wide=true
            />
            <TextRow
                state
                name="document"
                label=t.company_document
                help=t.company_document_help
                get=|form: &CompanyForm| &form.document
                get_mut=|form: &mut CompanyForm| &mut form.document
                code=true
            />
            <TextRow
                state
                name="email"
                label=t.company_email
                help=t.company_email_help
                get=|form: &CompanyForm| &form.email
                get_mut=|form: &mut CompanyForm| &mut form.email
                inputmode="email"
                autocomplete="email"
                wide=true
            />
            <TextRow
                state
                name="phone"
                label=t.company_phone
                help=t.company_phone_help
                get=|form: &CompanyForm| &form.phone
                get_mut=|form: &mut CompanyForm| &mut form.phone
                inputmode="tel"
                autocomplete="tel"
                code=true
            />
            <ZoneRow state />
        </TabFrame>
    }
}

#[component]
fn ZoneRow(state: TabState<CompanyForm>) -> impl IntoView {
    let t = &use_texts().settings;
    let was = Signal::derive(move || {
        let saved = state.saved.with(|saved| saved.zone);
        state.typed.with(|typed| typed.zone != saved).then(|| was_text((t.zone)(saved)))
    });
    let options = Zone::ALL
        .iter()
        .map(|zone| {
            let zone = *zone;
            view! {
                <option
                    value=zone.code()
                    selected=state.typed.with_untracked(|typed| typed.zone == zone)
                    prop:selected=move || state.typed.with(|typed| typed.zone == zone)
                >
                    {(t.zone)(zone)}
                </option>
            }
        })
        .collect_view();
    view! {
        <SettingRow id="company-zone" label=t.company_zone help=t.company_zone_help was>
            <span class="select">
                <select
                    class="input"
                    id="company-zone"
                    aria-describedby="company-zone-help company-zone-error"
                    on:change=move |event| {
                        if let Ok(zone) = Zone::parse(&event_target_value(&event)) {
                            state.typed.update(|typed| typed.zone = zone);
                        }
                    }
                >
                    {options}
                </select>
                {crate::ui::icon::small_icon("chevron-down")}
            </span>
        </SettingRow>
    }
}
