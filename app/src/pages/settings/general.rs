//! The page "Parâmetros gerais": one read, seven tabs, what is typed kept across them.

use domain::{
    contract::params::ContractSettingsForm,
    settings::{
        company::CompanyForm,
        hours::HoursForm,
        wire::{MailForm, SettingsPage, TicketsForm},
    },
    webhook::WebhookSettings,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{
    company_tab::CompanyTab,
    contracts_tab::ContractsTab,
    frame::{SectionSkeleton, SettingsFrame},
    holidays_tab::{HolidaysState, HolidaysTab},
    hours_tab::HoursTab,
    mail_tab::MailTab,
    place::Place,
    save_bar::SaveBar,
    tab_state::TabState,
    tickets_tab::TicketsTab,
    webhook_tab::WebhookTab,
};
use crate::{api::settings::load_settings, pages::failed::Failed};

/// The page; the tab is in the address.
#[component]
pub fn GeneralPage() -> impl IntoView {
    let params = use_query_map();
    let place = Memo::new(move |_| params.with(|params| Place::of_tab(&params.get("tab").unwrap_or_default())));
    let page = Resource::new(|| (), |()| load_settings());
    view! {
        <Suspense fallback=move || {
            view! {
                <SettingsFrame place>
                    <SectionSkeleton />
                </SettingsFrame>
            }
        }>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(loaded) => view! { <Tabs loaded place /> }.into_any(),
                    Err(error) => view! { <Failed error retry=Callback::new(move |()| page.refetch()) /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Tabs(loaded: SettingsPage, place: Memo<Place>) -> impl IntoView {
    let company = TabState::<CompanyForm>::new(&loaded.company);
    let mail = TabState::<MailForm>::new(&loaded.mail);
    let tickets = TabState::<TicketsForm>::new(&loaded.tickets);
    let hours = TabState::<HoursForm>::new(&loaded.hours);
    let contracts = TabState::<ContractSettingsForm>::new(&loaded.contracts);
    let webhook = TabState::<WebhookSettings>::new(&loaded.webhook);
    let now = loaded.now;
    let holidays = HolidaysState::new(&loaded);
    let route = StoredValue::new((loaded.mail_route, loaded.my_email));
    let section = move || match place.get() {
        Place::Mail => {
            let (route, my_email) = route.get_value();
            view! { <MailTab state=mail company=company.saved route my_email /> }.into_any()
        }
        Place::Tickets => view! { <TicketsTab state=tickets /> }.into_any(),
        Place::Hours => view! { <HoursTab state=hours /> }.into_any(),
        Place::Contracts => view! { <ContractsTab state=contracts now /> }.into_any(),
        Place::Webhook => view! { <WebhookTab state=webhook /> }.into_any(),
        Place::Holidays => view! { <HolidaysTab state=holidays /> }.into_any(),
        _ => view! { <CompanyTab state=company /> }.into_any(),
    };
    let foot = move || match place.get() {
        Place::Mail => view! { <SaveBar state=mail /> }.into_any(),
        Place::Tickets => view! { <SaveBar state=tickets /> }.into_any(),
        Place::Hours => view! { <SaveBar state=hours /> }.into_any(),
        Place::Contracts => view! { <SaveBar state=contracts /> }.into_any(),
        Place::Webhook => view! { <SaveBar state=webhook /> }.into_any(),
        Place::Holidays => ().into_any(),
        _ => view! { <SaveBar state=company /> }.into_any(),
    };
    view! {
        <SettingsFrame place>{section}</SettingsFrame>
        {foot}
    }
}
