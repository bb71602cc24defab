//! The list's state in the address: reading it, and the link to any other state.

use domain::{
    ids::UserId,
    ticket::{BuiltInView, TicketFilter, TicketQuery},
    view::ViewTab,
};
use leptos_router::{location::Url, params::ParamsMap};

/// What an address asks for. Without any parameter the list shows what is in progress: that is where work is.
pub fn query_of(params: &ParamsMap, me: UserId) -> TicketQuery {
    let pairs: Vec<(String, String)> =
        params.into_iter().map(|(name, value)| (name.to_string(), value.to_owned())).collect();
    if pairs.is_empty() {
        let view = BuiltInView::InProgress;
        return TicketQuery { view: Some(view.code().to_owned()), filter: view.filter(me), ..TicketQuery::default() };
    }
    TicketQuery::from_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

/// The address of a state of the list.
pub fn address_of(query: &TicketQuery) -> String {
    let pairs: Vec<String> =
        query.to_pairs().into_iter().map(|(name, value)| format!("{name}={}", Url::escape(&value))).collect();
    if pairs.is_empty() { "/tickets?view=all".to_owned() } else { format!("/tickets?{}", pairs.join("&")) }
}

/// The address of a tab: its filter from the first page on, in the present order.
pub fn address_of_view(tab: &ViewTab<TicketFilter>, present: &TicketQuery) -> String {
    address_of(&TicketQuery {
        view: Some(tab.code.clone()),
        filter: tab.filter.clone(),
        cursor: None,
        ..present.clone()
    })
}
