//! The list's state in the address: reading it, and the link to any other state.

use domain::contract::{ContractFilter, ContractQuery};
use leptos_router::{location::Url, params::ParamsMap};

/// What an address asks for.
pub fn query_of(params: &ParamsMap) -> ContractQuery {
    let pairs: Vec<(String, String)> =
        params.into_iter().map(|(name, value)| (name.to_string(), value.to_owned())).collect();
    ContractQuery::from_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

/// The address of a state of the list.
pub fn address_of(query: &ContractQuery) -> String {
    let pairs: Vec<String> =
        query.to_pairs().into_iter().map(|(name, value)| format!("{name}={}", Url::escape(&value))).collect();
    if pairs.is_empty() { "/contracts".to_owned() } else { format!("/contracts?{}", pairs.join("&")) }
}

/// The first page of another filter, in the present order.
pub fn address_of_filter(filter: &ContractFilter, present: &ContractQuery) -> String {
    address_of(&ContractQuery { filter: filter.clone(), cursor: None, ..present.clone() })
}
