//! Server functions of the contracts.

use domain::{
    contract::{
        ContractFilter, ContractQuery,
        wire::{
            ContractAct, ContractDetails, ContractPage, ContractRow, CurrentRows, InvoicePaid, PayInvoice, PlanChoice,
            ReleaseContract, ReleaseGiven, SetChoice,
        },
    },
    ids::{ClientKey, ContractId, SavedViewId},
    view::ViewTab,
};
use leptos::server;

use super::{ApiError, wire::Wire};
#[cfg(feature = "ssr")]
use super::{asked, fail};
#[cfg(feature = "ssr")]
use backend::usecase::{contract as usecase, view};
#[cfg(feature = "ssr")]
use domain::contract::Contract;

/// One page of the grid.
#[server(endpoint = "contracts/list", protocol = Wire)]
pub async fn list_contracts(query: ContractQuery) -> Result<ContractPage, ApiError> {
    let asked = asked()?;
    usecase::list(&asked.desk, &asked.caller, query).await.map_err(fail)
}

/// The tabs with their counts and how many releases end today, after counts moved.
#[server(endpoint = "contracts/views", protocol = Wire)]
pub async fn contract_views() -> Result<(Vec<ViewTab<ContractFilter>>, i64), ApiError> {
    let asked = asked()?;
    usecase::tabs(&asked.desk, &asked.caller).await.map_err(fail)
}

/// The present rows of some contracts, for live updates.
#[server(endpoint = "contracts/rows", protocol = Wire)]
pub async fn contract_rows(ids: Vec<ContractId>) -> Result<CurrentRows, ApiError> {
    let asked = asked()?;
    usecase::rows_of(&asked.desk, &asked.caller, &ids).await.map_err(fail)
}

/// The summary of one contract.
#[server(endpoint = "contracts/show", protocol = Wire)]
pub async fn show_contract(id: ContractId) -> Result<ContractDetails, ApiError> {
    let asked = asked()?;
    usecase::show(&asked.desk, &asked.caller, id).await.map_err(fail)
}

/// The plans, for the filter.
#[server(endpoint = "contracts/choices", protocol = Wire)]
pub async fn plan_choices() -> Result<Vec<PlanChoice>, ApiError> {
    let asked = asked()?;
    usecase::choices(&asked.desk, &asked.caller).await.map_err(fail)
}

/// "Liberar temporariamente".
#[server(endpoint = "contracts/release", protocol = Wire)]
pub async fn give_release(form: ReleaseContract) -> Result<ReleaseGiven, ApiError> {
    let asked = asked()?;
    usecase::release(&asked.desk, &asked.caller, form).await.map_err(fail)
}

/// "Revogar liberação".
#[server(endpoint = "contracts/revoke", protocol = Wire)]
pub async fn revoke_release(act: ContractAct) -> Result<ContractRow, ApiError> {
    let asked = asked()?;
    usecase::revoke(&asked.desk, &asked.caller, act).await.map_err(fail)
}

/// "Bloquear manualmente".
#[server(endpoint = "contracts/block", protocol = Wire)]
pub async fn block_contract(act: ContractAct) -> Result<ContractRow, ApiError> {
    let asked = asked()?;
    usecase::block(&asked.desk, &asked.caller, act).await.map_err(fail)
}

/// "Desbloquear".
#[server(endpoint = "contracts/unblock", protocol = Wire)]
pub async fn unblock_contract(act: ContractAct) -> Result<ContractRow, ApiError> {
    let asked = asked()?;
    usecase::unblock(&asked.desk, &asked.caller, act).await.map_err(fail)
}

/// Whether this contract may be released: yes, no, as the parameter says.
#[server(endpoint = "contracts/set_choice", protocol = Wire)]
pub async fn set_release_choice(form: SetChoice) -> Result<ContractRow, ApiError> {
    let asked = asked()?;
    usecase::set_choice(&asked.desk, &asked.caller, form).await.map_err(fail)
}

/// Records the payment of an invoice.
#[server(endpoint = "contracts/pay", protocol = Wire)]
pub async fn record_payment(form: PayInvoice) -> Result<InvoicePaid, ApiError> {
    let asked = asked()?;
    usecase::pay(&asked.desk, &asked.caller, form).await.map_err(fail)
}

/// Saves a view with its filter.
#[server(endpoint = "contracts/save_view", protocol = Wire)]
pub async fn save_contract_view(
    key: ClientKey,
    name: String,
    filter: ContractFilter,
    shared: bool,
) -> Result<SavedViewId, ApiError> {
    let asked = asked()?;
    view::save::<Contract>(&asked.desk, &asked.caller, &key, &name, &filter, shared).await.map_err(fail)
}

/// Takes a saved view away.
#[server(endpoint = "contracts/delete_view", protocol = Wire)]
pub async fn delete_contract_view(id: SavedViewId) -> Result<(), ApiError> {
    let asked = asked()?;
    view::delete::<Contract>(&asked.desk, &asked.caller, id).await.map_err(fail)
}
