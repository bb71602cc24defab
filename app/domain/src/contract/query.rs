//! Which contracts a list shows and from which row on: the state that lives in the address.
//!
//! [`ContractFilter::matches`] is the meaning of a filter; the SQL of the store must agree with it (a test compares them).
//! The order is that of the numbers, or of the blocks while one filters by them, so that an index always drives the page.

use serde::{Deserialize, Serialize};

use super::{AccessStatus, Contract, ContractStatus};
use crate::{
    document::Document,
    ids::{ContractId, PersonId, PlanId},
    list::{self, PAGE_SIZE, typed_page_size},
    person::query::{search_words, typed_document},
    search,
    state::Uf,
    time::UtcMillis,
    written::without_leftover,
};

/// With a release running, or without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Released {
    Yes,
    No,
}

/// The chosen filters; everything unset means all contracts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ContractFilter {
    /// A number, a document, or words of the person's name, all of them.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<PlanId>,
    /// Any of these; empty = every status.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub statuses: Vec<ContractStatus>,
    /// Any of these as they are now, releases aside; empty = every access.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub access: Vec<AccessStatus>,
    /// Whatever kind of block, and no release over it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub only_blocked: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub released: Option<Released>,
    /// Released until this instant or earlier ("vencem hoje": the end of today).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends_by: Option<UtcMillis>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blocked_from: Option<UtcMillis>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blocked_to: Option<UtcMillis>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<Uf>,
    /// The whole name, accents and case apart.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub city: String,
}

impl ContractFilter {
    /// Nothing is filtered.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The folded words that are looked for; a document loses its punctuation, a `#` in front of a number is dropped.
    pub fn words(&self) -> String {
        search_words(self.text.trim().trim_start_matches('#'))
    }

    /// The number that is asked for, when the text is nothing but one. Ten digits and more may be a document.
    pub fn number(&self) -> Option<ContractId> {
        let text = self.text.trim();
        let digits = without_leftover(text.strip_prefix('#').unwrap_or(text));
        let plain = digits.bytes().all(|b| b.is_ascii_digit());
        (plain && (text.starts_with('#') || digits.len() <= 9)).then(|| digits.parse().ok()).flatten()
    }

    /// The document that is asked for, when the text is nothing but a whole one: then the contracts of its person.
    pub fn document(&self) -> Option<Document> {
        self.number().is_none().then(|| typed_document(&self.text)).flatten()
    }

    /// Whether one filters by the day of the block, which is then the order as well.
    pub const fn by_block(&self) -> bool {
        self.blocked_from.is_some() || self.blocked_to.is_some()
    }

    /// Whether `contract` belongs to the list at `now`, free text aside.
    pub fn matches(&self, contract: &Contract, now: UtcMillis) -> bool {
        let released = contract.released(now);
        let without = |vec_empty: bool, has: bool| vec_empty || (has && released.is_none());
        self.person.is_none_or(|person| contract.person == person)
            && self.plan.is_none_or(|plan| contract.plan == plan)
            && (self.statuses.is_empty() || self.statuses.contains(&contract.status))
            && without(self.access.is_empty(), self.access.contains(&contract.access))
            && (!self.only_blocked || contract.is_blocked(now))
            && self.released.is_none_or(|wanted| (wanted == Released::Yes) == released.is_some())
            && self.ends_by.is_none_or(|end| released.is_some_and(|until| until <= end))
            && self.blocked_from.is_none_or(|from| contract.blocked_at.is_some_and(|at| at >= from))
            && self.blocked_to.is_none_or(|to| contract.blocked_at.is_some_and(|at| at <= to))
            && self.state.is_none_or(|state| contract.state == Some(state))
            && (self.city.is_empty() || search::fold(&contract.city) == search::fold(&self.city))
    }
}

/// Where a page begins; the value is 0 while the numbers are the order.
pub type ContractCursor = list::Cursor<ContractId>;

/// A whole question to the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractQuery {
    pub filter: ContractFilter,
    pub descending: bool,
    pub cursor: Option<ContractCursor>,
    pub page_size: u32,
}

impl Default for ContractQuery {
    fn default() -> Self {
        Self { filter: ContractFilter::default(), descending: true, cursor: None, page_size: PAGE_SIZE }
    }
}

impl ContractQuery {
    /// The query as name and value pairs of an address, in a fixed order; defaults are left out.
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let filter = &self.filter;
        let mut pairs = Vec::new();
        let mut add = |name, value: Option<String>| pairs.extend(value.map(|value| (name, value)));
        for status in &filter.statuses {
            add("status", Some(status.code().to_owned()));
        }
        for access in &filter.access {
            add("access", Some(access.code().to_owned()));
        }
        add("blocked", filter.only_blocked.then(|| "1".to_owned()));
        add("released", filter.released.map(|released| if released == Released::Yes { "1" } else { "0" }.to_owned()));
        add("ends_by", filter.ends_by.map(|at| at.millis().to_string()));
        add("from", filter.blocked_from.map(|at| at.millis().to_string()));
        add("to", filter.blocked_to.map(|at| at.millis().to_string()));
        add("person", filter.person.map(|id| id.to_string()));
        add("plan", filter.plan.map(|id| id.to_string()));
        add("state", filter.state.map(|state| state.code().to_owned()));
        add("city", (!filter.city.is_empty()).then(|| filter.city.clone()));
        add("q", (!filter.text.is_empty()).then(|| filter.text.clone()));
        add("dir", (!self.descending).then(|| "asc".to_owned()));
        add("size", (self.page_size != PAGE_SIZE).then(|| self.page_size.to_string()));
        add("at", self.cursor.map(|cursor| cursor.to_text()));
        pairs
    }

    /// Reads an address. Unknown names and values are passed over, so that an old bookmark still opens.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut query = Self::default();
        for (name, value) in pairs {
            let number = value.parse::<i64>().ok();
            let filter = &mut query.filter;
            match name {
                "status" => filter.statuses.extend(ContractStatus::from_code(value)),
                "access" => filter.access.extend(AccessStatus::from_code(value)),
                "blocked" => filter.only_blocked = value == "1",
                "released" => filter.released = Some(if value == "1" { Released::Yes } else { Released::No }),
                "ends_by" => filter.ends_by = number.map(UtcMillis::from_millis),
                "from" => filter.blocked_from = number.map(UtcMillis::from_millis),
                "to" => filter.blocked_to = number.map(UtcMillis::from_millis),
                "person" => filter.person = number.map(PersonId::new),
                "plan" => filter.plan = number.map(PlanId::new),
                "state" => filter.state = Uf::parse(value).ok(),
                "city" => value.trim().clone_into(&mut filter.city),
                "q" => value.trim().clone_into(&mut filter.text),
                "dir" => query.descending = value != "asc",
                "size" => query.page_size = typed_page_size(value),
                "at" => query.cursor = ContractCursor::parse(value),
                _ => {}
            }
        }
        query
    }

    /// The same question from its first page on.
    pub fn first_page(&self) -> Self {
        Self { cursor: None, ..self.clone() }
    }

    /// The value that a row is ordered by, as in a cursor.
    pub fn sort_value(&self, blocked_at: Option<UtcMillis>) -> i64 {
        if self.filter.by_block() { blocked_at.map_or(0, UtcMillis::millis) } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back() {
        let query = ContractQuery {
            filter: ContractFilter {
                text: "são joão & cia".to_owned(),
                person: Some(PersonId::new(4)),
                plan: Some(PlanId::new(2)),
                statuses: vec![ContractStatus::Active, ContractStatus::NegativeListed],
                access: vec![AccessStatus::Automatic, AccessStatus::Manual],
                only_blocked: true,
                released: Some(Released::No),
                ends_by: Some(UtcMillis::from_millis(5)),
                blocked_from: Some(UtcMillis::from_millis(1)),
                blocked_to: Some(UtcMillis::from_millis(2)),
                state: Some(Uf::AM),
                city: "Manaus".to_owned(),
            },
            descending: false,
            cursor: Some(ContractCursor { value: 7, id: ContractId::new(10_482), start: 51, backwards: true }),
            page_size: 100,
        };
        let pairs = query.to_pairs();
        assert_eq!(ContractQuery::from_pairs(pairs.iter().map(|(name, value)| (*name, value.as_str()))), query);
        assert!(ContractQuery::default().to_pairs().is_empty());
        assert_eq!(ContractQuery::from_pairs([("size", "7"), ("at", "x"), ("z", "1")]), ContractQuery::default());
    }

    #[test]
    fn numbers_and_documents_are_words_without_punctuation() {
        let words = |text: &str| ContractFilter { text: text.to_owned(), ..ContractFilter::default() }.words();
        assert_eq!(words("#10482"), "10482");
        assert_eq!(words("529.982.247-25"), "52998224725");
        assert_eq!(words(" Ótica São "), "otica sao");
    }

    #[test]
    fn what_a_spreadsheet_left_behind_a_number_makes_no_other_one() {
        let filter = |text: &str| ContractFilter { text: text.to_owned(), ..ContractFilter::default() };
        assert_eq!(filter("10482.0").number(), Some(ContractId::new(10_482)));
        assert_eq!((filter("1048/2").number(), filter("52998224725.0").number()), (None, None));
        assert_eq!(filter("#52998224725").number(), Some(ContractId::new(52_998_224_725)));
        assert_eq!(filter("52998224725.0").document().map(String::from).as_deref(), Some("52998224725"));
        assert_eq!((filter("2157368183.0").document(), filter("2129972000106.0").document()), (None, None));
    }
}
