//! Server functions of the catalogues: services and accountants.

use domain::{
    accountant::{Accountant, AccountantForm},
    activation::SetActive,
    ids::{AccountantId, ServiceId},
    service::{Service, ServiceForm},
};
use leptos::server;

use super::{ApiError, wire::Wire};
#[cfg(feature = "ssr")]
use super::{asked, fail};
#[cfg(feature = "ssr")]
use backend::usecase::catalogue;

/// All services.
#[server(endpoint = "services/list", protocol = Wire)]
pub async fn list_services() -> Result<Vec<Service>, ApiError> {
    let asked = asked()?;
    catalogue::list(&asked.desk, &asked.caller).await.map_err(fail)
}

/// Adds or changes a service.
#[server(endpoint = "services/save", protocol = Wire)]
pub async fn save_service(form: ServiceForm) -> Result<Service, ApiError> {
    let asked = asked()?;
    catalogue::save(&asked.desk, &asked.caller, form).await.map_err(fail)
}

/// Takes a service out of use or back.
#[server(endpoint = "services/set_active", protocol = Wire)]
pub async fn set_service_active(input: SetActive<ServiceId>) -> Result<Service, ApiError> {
    let asked = asked()?;
    catalogue::set_active(&asked.desk, &asked.caller, input).await.map_err(fail)
}

/// All accountants.
#[server(endpoint = "accountants/list", protocol = Wire)]
pub async fn list_accountants() -> Result<Vec<Accountant>, ApiError> {
    let asked = asked()?;
    catalogue::list(&asked.desk, &asked.caller).await.map_err(fail)
}

/// Adds or changes an accountant.
#[server(endpoint = "accountants/save", protocol = Wire)]
pub async fn save_accountant(form: AccountantForm) -> Result<Accountant, ApiError> {
    let asked = asked()?;
    catalogue::save(&asked.desk, &asked.caller, form).await.map_err(fail)
}

/// Takes an accountant out of use or back.
#[server(endpoint = "accountants/set_active", protocol = Wire)]
pub async fn set_accountant_active(input: SetActive<AccountantId>) -> Result<Accountant, ApiError> {
    let asked = asked()?;
    catalogue::set_active(&asked.desk, &asked.caller, input).await.map_err(fail)
}
