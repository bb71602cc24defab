//! The built-in views of the contract list. A release counts from its start to its recorded end; the job that ends them runs
//! every half minute.

use super::{AccessStatus, Contract, ContractFilter, Released};
use crate::{
    access::Resource,
    ids::UserId,
    money::Money,
    time::UtcMillis,
    view::{BuiltIn, Counted},
};

coded! {
    /// A view that every desk has, in the order of the tabs.
    pub enum ContractView {
        All = "all",
        Blocked = "blocked",
        Released = "released",
        Automatic = "automatic",
        Overdue = "overdue",
        Manual = "manual",
    }
}

impl ContractView {
    /// The filter behind the name.
    pub fn filter(self) -> ContractFilter {
        let all = ContractFilter::default();
        match self {
            Self::All => all,
            Self::Blocked => ContractFilter { only_blocked: true, ..all },
            Self::Released => ContractFilter { released: Some(Released::Yes), ..all },
            Self::Automatic => ContractFilter { access: vec![AccessStatus::Automatic], ..all },
            Self::Overdue => ContractFilter { access: vec![AccessStatus::Overdue], ..all },
            Self::Manual => ContractFilter { access: vec![AccessStatus::Manual], ..all },
        }
    }
}

/// What the counters of ends begin with; the rest is the end in milliseconds.
pub const END_COUNTERS: &str = "contracts.until.";

impl Counted for Contract {
    type Filter = ContractFilter;
    const LIST: &'static str = "contracts";
    const READ: Resource = Resource::Contracts;

    fn built_in(_me: UserId) -> impl Iterator<Item = BuiltIn<ContractFilter>> {
        ContractView::ALL.into_iter().map(|view| BuiltIn { code: view.code(), filter: view.filter(), of: None })
    }

    fn worth(filter: &ContractFilter) -> bool {
        filter.words().is_empty()
    }

    /// As it is stored: no clock. The end of a release itself is the instant at which it still runs.
    fn is_in(&self, filter: &ContractFilter) -> bool {
        filter.matches(self, self.running.map_or(UtcMillis::from_millis(0), |running| running.until))
    }

    fn value(&self) -> Money {
        self.value
    }

    /// The releases that end at the instant of its own.
    fn own_counter(&self) -> Option<String> {
        self.running.map(|running| format!("{END_COUNTERS}{}", running.until.millis()))
    }
}
