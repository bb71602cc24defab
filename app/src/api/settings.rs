//! Server functions of "Parâmetros gerais".

use domain::{
    contract::params::{ContractSettings, ContractSettingsForm},
    ids::ClientKey,
    settings::{
        Company, HoursSettings, MailSettings, TicketSettings,
        company::CompanyForm,
        hours::HoursForm,
        wire::{HolidayForm, HolidaysChanged, MailForm, SaveSetting, SettingsPage, TicketsForm, Versioned},
    },
    ticket::wire::MailOutcome,
    webhook::WebhookSettings,
};
use leptos::server;

use super::{ApiError, wire::Wire};
#[cfg(feature = "ssr")]
use super::{asked, fail};
#[cfg(feature = "ssr")]
use backend::usecase::settings as usecase;

/// Everything on the page.
#[server(endpoint = "settings/load", protocol = Wire)]
pub async fn load_settings() -> Result<SettingsPage, ApiError> {
    let asked = asked()?;
    usecase::load(&asked.desk, &asked.caller).await.map_err(fail)
}

/// Saves "Empresa".
#[server(endpoint = "settings/save_company", protocol = Wire)]
pub async fn save_company(input: SaveSetting<CompanyForm>) -> Result<Versioned<Company>, ApiError> {
    let asked = asked()?;
    usecase::save_company(&asked.desk, &asked.caller, input).await.map_err(fail)
}

/// Saves "E-mail".
#[server(endpoint = "settings/save_mail", protocol = Wire)]
pub async fn save_mail(input: SaveSetting<MailForm>) -> Result<Versioned<MailSettings>, ApiError> {
    let asked = asked()?;
    usecase::save_mail(&asked.desk, &asked.caller, input).await.map_err(fail)
}

/// Saves "Atendimentos".
#[server(endpoint = "settings/save_tickets", protocol = Wire)]
pub async fn save_tickets(input: SaveSetting<TicketsForm>) -> Result<Versioned<TicketSettings>, ApiError> {
    let asked = asked()?;
    usecase::save_tickets(&asked.desk, &asked.caller, input).await.map_err(fail)
}

/// Saves "Horários".
#[server(endpoint = "settings/save_hours", protocol = Wire)]
pub async fn save_hours(input: SaveSetting<HoursForm>) -> Result<Versioned<HoursSettings>, ApiError> {
    let asked = asked()?;
    usecase::save_hours(&asked.desk, &asked.caller, input).await.map_err(fail)
}

/// Saves "Contratos 2".
#[server(endpoint = "settings/save_contracts", protocol = Wire)]
pub async fn save_contracts(input: SaveSetting<ContractSettingsForm>) -> Result<Versioned<ContractSettings>, ApiError> {
    let asked = asked()?;
    usecase::save_contracts(&asked.desk, &asked.caller, input).await.map_err(fail)
}

/// Saves "Integrações".
#[server(endpoint = "settings/save_webhook", protocol = Wire)]
pub async fn save_webhook(input: SaveSetting<WebhookSettings>) -> Result<Versioned<WebhookSettings>, ApiError> {
    let asked = asked()?;
    usecase::save_webhook(&asked.desk, &asked.caller, input).await.map_err(fail)
}

/// Adds one holiday.
#[server(endpoint = "settings/add_holiday", protocol = Wire)]
pub async fn add_holiday(input: HolidayForm) -> Result<HolidaysChanged, ApiError> {
    let asked = asked()?;
    usecase::add_holiday(&asked.desk, &asked.caller, input).await.map_err(fail)
}

/// Takes one holiday away.
#[server(endpoint = "settings/remove_holiday", protocol = Wire)]
pub async fn remove_holiday(input: domain::settings::wire::RemoveHoliday) -> Result<HolidaysChanged, ApiError> {
    let asked = asked()?;
    usecase::remove_holiday(&asked.desk, &asked.caller, input).await.map_err(fail)
}

/// Adds the national holidays of a year.
#[server(endpoint = "settings/add_national_holidays", protocol = Wire)]
pub async fn add_national_holidays(
    input: domain::settings::wire::AddNationalHolidays,
) -> Result<HolidaysChanged, ApiError> {
    let asked = asked()?;
    usecase::add_national_holidays(&asked.desk, &asked.caller, input).await.map_err(fail)
}

/// "Enviar teste para mim".
#[server(endpoint = "settings/test_mail", protocol = Wire)]
pub async fn test_mail(key: ClientKey) -> Result<MailOutcome, ApiError> {
    let asked = asked()?;
    usecase::test_mail(&asked.desk, &asked.caller, &key).await.map_err(fail)
}
