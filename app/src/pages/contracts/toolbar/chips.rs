//! The chosen filters as chips.

use std::collections::BTreeMap;

use domain::contract::{ContractFilter, ContractQuery, Released};

use super::super::address::address_of;
use crate::session::{use_session, use_texts};

/// Field, value, and the address without it.
pub fn chips_of(query: &ContractQuery, names: &BTreeMap<String, String>) -> Vec<(String, String, String)> {
    let t = &use_texts().contracts;
    let zone = use_session().zone;
    let mut chips = Vec::new();
    let mut add = |field: &str, value: String, change: fn(&mut ContractFilter)| {
        let mut without = query.first_page();
        change(&mut without.filter);
        chips.push((field.to_owned(), value, address_of(&without)));
    };
    let filter = &query.filter;
    let name = |key: String| names.get(&key).cloned().unwrap_or(key);
    if !filter.statuses.is_empty() {
        let value = filter.statuses.iter().map(|status| (t.status)(*status)).collect::<Vec<_>>().join(", ");
        add(t.status_label, value, |filter| filter.statuses.clear());
    }
    if !filter.access.is_empty() {
        let value = filter.access.iter().map(|access| (t.access)(*access)).collect::<Vec<_>>().join(", ");
        add(t.access_label, value, |filter| filter.access.clear());
    }
    if filter.only_blocked {
        add(t.access_label, t.only_blocked.to_owned(), |filter| filter.only_blocked = false);
    }
    if let Some(released) = filter.released {
        let value = if released == Released::Yes { t.released } else { t.without_release };
        add(t.released_filter, value.to_owned(), |filter| filter.released = None);
    }
    if let Some(end) = filter.ends_by {
        add(t.ends_by, end.format_date(zone), |filter| filter.ends_by = None);
    }
    if let Some(from) = filter.blocked_from {
        add(t.blocked_from, from.format_date(zone), |filter| filter.blocked_from = None);
    }
    if let Some(to) = filter.blocked_to {
        add(t.blocked_to, to.format_date(zone), |filter| filter.blocked_to = None);
    }
    if let Some(person) = filter.person {
        add(t.holder, name(format!("person.{person}")), |filter| filter.person = None);
    }
    if let Some(plan) = filter.plan {
        add(t.plan, name(format!("plan.{plan}")), |filter| filter.plan = None);
    }
    if let Some(state) = filter.state {
        add(t.state, state.code().to_owned(), |filter| filter.state = None);
    }
    if !filter.city.is_empty() {
        add(t.city, filter.city.clone(), |filter| filter.city.clear());
    }
    chips
}
