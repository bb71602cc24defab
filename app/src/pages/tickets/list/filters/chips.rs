//! The chosen filters as chips: "Campo: valor", each with the state of the list without it.

use std::collections::BTreeMap;

use domain::ticket::{AssigneeFilter, TicketFilter, TicketQuery};

use crate::session::{use_session, use_texts};

/// One chip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chip {
    pub field: String,
    pub value: String,
    pub without: TicketQuery,
}

/// The chips of a query. `names` gives the names behind ids (`service.3`, `user.7`, `person.12`).
pub fn chips_of(query: &TicketQuery, names: &BTreeMap<String, String>) -> Vec<Chip> {
    let session = use_session();
    let t = use_texts();
    let words = &t.tickets;
    let mut chips = Vec::new();
    let mut add = |field: &str, value: String, change: &dyn Fn(&mut TicketFilter)| {
        let mut without = query.first_page();
        without.view = None;
        change(&mut without.filter);
        chips.push(Chip { field: field.to_owned(), value, without });
    };
    let filter = &query.filter;
    let name = |key: String| names.get(&key).cloned().unwrap_or(key);
    if !filter.statuses.is_empty() {
        let value = filter.statuses.iter().map(|status| (words.status)(*status)).collect::<Vec<_>>().join(", ");
        add(words.status_label, value, &|filter| filter.statuses.clear());
    }
    match filter.assignee {
        Some(AssigneeFilter::Nobody) => {
            add(words.assignee, words.no_assignee.to_owned(), &|filter| filter.assignee = None);
        }
        Some(AssigneeFilter::User(user)) => {
            add(words.assignee, name(format!("user.{user}")), &|filter| filter.assignee = None);
        }
        None => {}
    }
    if !filter.services.is_empty() {
        let value = filter.services.iter().map(|id| name(format!("service.{id}"))).collect::<Vec<_>>().join(", ");
        add(words.service, value, &|filter| filter.services.clear());
    }
    if let Some(person) = filter.requester {
        add(words.requester, name(format!("person.{person}")), &|filter| filter.requester = None);
    }
    if let Some(from) = filter.opened_from {
        add(words.opened_from, from.format_date(session.zone), &|filter| filter.opened_from = None);
    }
    if let Some(to) = filter.opened_to {
        add(words.opened_to, to.format_date(session.zone), &|filter| filter.opened_to = None);
    }
    if filter.only_open {
        add(words.status_label, words.only_open.to_owned(), &|filter| filter.only_open = false);
    }
    if filter.only_new {
        add(words.new_mark, words.only_new.to_owned(), &|filter| filter.only_new = false);
    }
    if filter.only_late {
        add(words.due, words.only_late.to_owned(), &|filter| filter.only_late = false);
    }
    if filter.only_mail_failed {
        add(t.common.email, words.only_mail_failed.to_owned(), &|filter| filter.only_mail_failed = false);
    }
    chips
}
