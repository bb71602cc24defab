//! Server functions of the people.

use domain::person::wire::PersonRow;
use leptos::{server, server_fn::codec::Json};

use super::ApiError;
#[cfg(feature = "ssr")]
use super::{asked, fail};
#[cfg(feature = "ssr")]
use backend::usecase::person as usecase;

/// People by name, CPF, CNPJ or phone; the few best.
#[server(endpoint = "people/find", input = Json, output = Json)]
pub async fn find_people(text: String) -> Result<Vec<PersonRow>, ApiError> {
    let asked = asked()?;
    usecase::find(&asked.desk, &asked.caller, &text).await.map_err(fail)
}
