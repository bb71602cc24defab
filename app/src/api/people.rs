//! Server functions of the people.

use domain::{
    activation::SetActive,
    error::AppError,
    ids::PersonId,
    person::{
        PersonForm, PersonPage, PersonQuery,
        wire::{PersonDetails, PersonRow, PersonSaved},
    },
};
use leptos::server;

use super::{ApiError, wire::Wire};
#[cfg(feature = "ssr")]
use super::{asked, fail};
#[cfg(feature = "ssr")]
use backend::usecase::person as usecase;

/// People by name, CPF, CNPJ or phone; the few best.
#[server(endpoint = "people/find", protocol = Wire)]
pub async fn find_people(text: String) -> Result<Vec<PersonRow>, ApiError> {
    let asked = asked()?;
    usecase::find(&asked.desk, &asked.caller, &text).await.map_err(fail)
}

/// Everything on the page of one person.
#[server(endpoint = "people/show", protocol = Wire)]
pub async fn show_person(id: PersonId) -> Result<PersonDetails, ApiError> {
    let asked = asked()?;
    usecase::show(&asked.desk, &asked.caller, id).await.map_err(fail)
}

/// Adds a person; the inner error names every wrong field at once.
#[server(endpoint = "people/create", protocol = Wire)]
pub async fn create_person(form: PersonForm) -> Result<Result<PersonSaved, Vec<AppError>>, ApiError> {
    let asked = asked()?;
    Ok(usecase::create(&asked.desk, &asked.caller, &form).await)
}

/// One page of the list.
#[server(endpoint = "people/list", protocol = Wire)]
pub async fn list_people(query: PersonQuery) -> Result<PersonPage, ApiError> {
    let asked = asked()?;
    usecase::list(&asked.desk, &asked.caller, query).await.map_err(fail)
}

/// Takes a person out of use or back.
#[server(endpoint = "people/set_active", protocol = Wire)]
pub async fn set_person_active(input: SetActive<PersonId>) -> Result<PersonDetails, ApiError> {
    let asked = asked()?;
    usecase::set_active(&asked.desk, &asked.caller, input).await.map_err(fail)
}

/// Changes a person; the inner error names every wrong field at once.
#[server(endpoint = "people/edit", protocol = Wire)]
pub async fn edit_person(form: PersonForm) -> Result<Result<PersonSaved, Vec<AppError>>, ApiError> {
    let asked = asked()?;
    Ok(usecase::edit(&asked.desk, &asked.caller, &form).await)
}
