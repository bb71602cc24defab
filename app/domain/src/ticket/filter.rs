//! Which tickets a list shows, in which order, from which row on: the state that lives in the address.
//!
//! [`TicketFilter::matches`] is the meaning of a filter; the SQL of the store must agree with it (a test compares them), and
//! the kept counts of saved views are moved by it.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{PersonId, ServiceId, TicketId, UserId},
    list::{self, PAGE_SIZE, typed_page_size},
    ticket::{MailMark, Status, Ticket},
    time::UtcMillis,
};

/// Whose tickets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssigneeFilter {
    Nobody,
    User(UserId),
}

/// The chosen filters; everything unset means all tickets.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TicketFilter {
    /// Any of these; empty = every status.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub statuses: Vec<Status>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignee: Option<AssigneeFilter>,
    /// Any of these; empty = every service.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<ServiceId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requester: Option<PersonId>,
    /// Opened at or after this instant (start of a local day).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opened_from: Option<UtcMillis>,
    /// Opened before or at this instant (end of a local day).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opened_to: Option<UtcMillis>,
    /// Only open ones.
    #[serde(skip_serializing_if = "is_false")]
    pub only_open: bool,
    /// Only new ones: open and without any movement.
    #[serde(skip_serializing_if = "is_false")]
    pub only_new: bool,
    /// Only those marked late.
    #[serde(skip_serializing_if = "is_false")]
    pub only_late: bool,
    /// Only those whose last mail failed.
    #[serde(skip_serializing_if = "is_false")]
    pub only_mail_failed: bool,
    /// Words in number, protocol, subject or requester, all of them; accents and case do not matter. `#48217` is that
    /// ticket alone.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's skip_serializing_if asks for a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}

impl TicketFilter {
    /// Nothing is filtered.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The ticket that a text like `#48217` asks for, and nothing else.
    pub fn number(&self) -> Option<TicketId> {
        self.text.trim().strip_prefix('#')?.parse().ok()
    }

    /// Whether `ticket` belongs to the list, free text aside.
    pub fn matches(&self, ticket: &Ticket) -> bool {
        (self.statuses.is_empty() || self.statuses.contains(&ticket.status))
            && self.assignee.is_none_or(|wanted| match wanted {
                AssigneeFilter::Nobody => ticket.assignee.is_none(),
                AssigneeFilter::User(user) => ticket.assignee == Some(user),
            })
            && (self.services.is_empty() || self.services.contains(&ticket.service))
            && self.requester.is_none_or(|person| ticket.requester == person)
            && self.opened_from.is_none_or(|from| ticket.opened_at >= from)
            && self.opened_to.is_none_or(|to| ticket.opened_at <= to)
            && (!self.only_open || ticket.status.is_open())
            && (!self.only_new || ticket.is_new())
            && (!self.only_late || ticket.late)
            && (!self.only_mail_failed || ticket.mail == MailMark::Failed)
    }
}

coded! {
    /// The column a list is ordered by; ties are broken by the ticket's number in the same direction.
    #[derive(Default)]
    pub enum SortKey {
        Opened = "opened",
        #[default]
        Updated = "updated",
        Due = "due",
        Value = "value",
    }
}

/// Where a page begins.
pub type Cursor = list::Cursor<TicketId>;

/// A whole question to the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketQuery {
    /// The saved view it started from: a built-in code or a number; only for marking the tab.
    pub view: Option<String>,
    pub filter: TicketFilter,
    pub sort: SortKey,
    pub descending: bool,
    pub cursor: Option<Cursor>,
    pub page_size: u32,
}

impl Default for TicketQuery {
    fn default() -> Self {
        Self {
            view: None,
            filter: TicketFilter::default(),
            sort: SortKey::default(),
            descending: true,
            cursor: None,
            page_size: PAGE_SIZE,
        }
    }
}

impl TicketQuery {
    /// The query as name and value pairs of an address, in a fixed order; defaults are left out.
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let filter = &self.filter;
        let mut pairs = Vec::new();
        if let Some(view) = &self.view {
            pairs.push(("view", view.clone()));
        }
        pairs.extend(filter.statuses.iter().map(|status| ("status", status.code().to_owned())));
        match filter.assignee {
            Some(AssigneeFilter::Nobody) => pairs.push(("assignee", "nobody".to_owned())),
            Some(AssigneeFilter::User(user)) => pairs.push(("assignee", user.to_string())),
            None => {}
        }
        pairs.extend(filter.services.iter().map(|service| ("service", service.to_string())));
        if let Some(person) = filter.requester {
            pairs.push(("requester", person.to_string()));
        }
        if let Some(from) = filter.opened_from {
            pairs.push(("from", from.millis().to_string()));
        }
        if let Some(to) = filter.opened_to {
            pairs.push(("to", to.millis().to_string()));
        }
        for (name, on) in [
            ("open", filter.only_open),
            ("new", filter.only_new),
            ("late", filter.only_late),
            ("mail_failed", filter.only_mail_failed),
        ] {
            if on {
                pairs.push((name, "1".to_owned()));
            }
        }
        if !filter.text.is_empty() {
            pairs.push(("q", filter.text.clone()));
        }
        let default = Self::default();
        if self.sort != default.sort || self.descending != default.descending {
            pairs.push(("sort", self.sort.code().to_owned()));
            pairs.push(("dir", if self.descending { "desc" } else { "asc" }.to_owned()));
        }
        if self.page_size != default.page_size {
            pairs.push(("size", self.page_size.to_string()));
        }
        if let Some(cursor) = self.cursor {
            pairs.push(("at", cursor.to_text()));
        }
        pairs
    }

    /// Reads an address. Unknown names and values are passed over, so that an old bookmark still opens.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut query = Self::default();
        for (name, value) in pairs {
            let number = value.parse::<i64>().ok();
            let filter = &mut query.filter;
            match name {
                "view" => query.view = Some(value.to_owned()),
                "status" => filter.statuses.extend(Status::from_code(value)),
                "assignee" if value == "nobody" => filter.assignee = Some(AssigneeFilter::Nobody),
                "assignee" => filter.assignee = number.map(|id| AssigneeFilter::User(UserId::new(id))),
                "service" => filter.services.extend(number.map(ServiceId::new)),
                "requester" => filter.requester = number.map(PersonId::new),
                "from" => filter.opened_from = number.map(UtcMillis::from_millis),
                "to" => filter.opened_to = number.map(UtcMillis::from_millis),
                "open" => filter.only_open = value == "1",
                "new" => filter.only_new = value == "1",
                "late" => filter.only_late = value == "1",
                "mail_failed" => filter.only_mail_failed = value == "1",
                "q" => value.trim().clone_into(&mut filter.text),
                "sort" => query.sort = SortKey::from_code(value).unwrap_or_default(),
                "dir" => query.descending = value != "asc",
                "size" => query.page_size = typed_page_size(value),
                "at" => query.cursor = Cursor::parse(value),
                _ => {}
            }
        }
        query
    }

    /// The same question from its first page on.
    pub fn first_page(&self) -> Self {
        Self { cursor: None, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back() {
        let query = TicketQuery {
            view: Some("mine".to_owned()),
            filter: TicketFilter {
                statuses: vec![Status::Open, Status::Waiting],
                assignee: Some(AssigneeFilter::User(UserId::new(3))),
                services: vec![ServiceId::new(2), ServiceId::new(9)],
                requester: Some(PersonId::new(4)),
                opened_from: Some(UtcMillis::from_millis(1)),
                opened_to: Some(UtcMillis::from_millis(2)),
                only_open: true,
                only_new: true,
                only_late: true,
                only_mail_failed: true,
                text: "são joão & cia".to_owned(),
            },
            sort: SortKey::Value,
            descending: false,
            cursor: Some(Cursor { value: -5, id: TicketId::new(8), start: 51, backwards: true }),
            page_size: 100,
        };
        let pairs = query.to_pairs();
        assert_eq!(TicketQuery::from_pairs(pairs.iter().map(|(name, value)| (*name, value.as_str()))), query);
    }

    #[test]
    fn the_default_has_an_empty_address() {
        assert_eq!(TicketQuery::default().to_pairs(), Vec::new());
        assert_eq!(TicketQuery::from_pairs([]), TicketQuery::default());
    }

    #[test]
    fn nonsense_in_an_address_is_passed_over() {
        let query = TicketQuery::from_pairs([
            ("status", "burning"),
            ("assignee", "x"),
            ("size", "1000000"),
            ("at", "1.n.x"),
            ("sort", "'; drop table tickets"),
        ]);
        assert_eq!(query, TicketQuery::default());
    }

    #[test]
    fn a_number_with_its_sign_asks_for_one_ticket() {
        let number = |text: &str| TicketFilter { text: text.to_owned(), ..TicketFilter::default() }.number();
        assert_eq!(number(" #48217 "), Some(TicketId::new(48_217)));
        for text in ["48217", "#", "#0", "#48217a", "# 48217", "boleto #48217"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn a_saved_filter_reads_back_and_stays_short() {
        let filter = TicketFilter { only_open: true, ..TicketFilter::default() };
        let text = serde_json::to_string(&filter).unwrap();
        assert_eq!(text, r#"{"only_open":true}"#);
        assert_eq!(serde_json::from_str::<TicketFilter>(&text).unwrap(), filter);
    }
}
