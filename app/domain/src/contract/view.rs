//! The built-in views of the contract list, and which kept counters a contract belongs to.
//!
//! As with tickets, a view is a filter with a name and its count is kept: each change moves counters from the members before
//! to the members after. A release counts from its start to its recorded end; the job that ends them runs every half minute.

use super::{AccessStatus, Contract, ContractFilter, Released};
use crate::{ids::SavedViewId, ticket::view::CounterMoves, time::UtcMillis};

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

    /// The counter that keeps this view's count.
    pub fn counter(self) -> String {
        format!("{PREFIX}{}", self.code())
    }
}

/// What all counters of contracts begin with.
pub const PREFIX: &str = "contracts.";
/// What the counters of saved views begin with.
pub const SAVED_VIEW_COUNTERS: &str = "contracts.view.";
/// What the counters of ends begin with; the rest is the end in milliseconds.
pub const END_COUNTERS: &str = "contracts.until.";

/// The counter of a view that a user saved.
pub fn saved_view_counter(id: SavedViewId) -> String {
    format!("{SAVED_VIEW_COUNTERS}{id}")
}

/// The counter of the releases that end at this instant.
pub fn end_counter(until: UtcMillis) -> String {
    format!("{END_COUNTERS}{}", until.millis())
}

/// The counters that `contract` is a member of, as it is stored: a release counts until its end is recorded.
pub fn memberships(contract: &Contract, saved: &[(SavedViewId, ContractFilter)]) -> Vec<String> {
    // No clock: the end of a release itself is the instant at which it still runs.
    let now = contract.running.map_or(UtcMillis::from_millis(0), |running| running.until);
    let mut keys: Vec<String> = ContractView::ALL
        .into_iter()
        .filter(|view| view.filter().matches(contract, now))
        .map(ContractView::counter)
        .collect();
    keys.extend(contract.running.map(|running| end_counter(running.until)));
    keys.extend(
        saved
            .iter()
            .filter(|(_, filter)| filter.is_countable() && filter.matches(contract, now))
            .map(|(id, _)| saved_view_counter(*id)),
    );
    keys
}

/// Adds the moves that take the counters from `before` to `after`; `None` = the contract does not exist on that side.
pub fn add_moves(
    moves: &mut CounterMoves,
    before: Option<&Contract>,
    after: Option<&Contract>,
    saved: &[(SavedViewId, ContractFilter)],
) {
    for (side, sign) in [(before, -1), (after, 1)] {
        let Some(contract) = side else { continue };
        for key in memberships(contract, saved) {
            let entry = moves.entry(key).or_default();
            entry.0 += sign;
            entry.1 += sign * contract.value.cents();
        }
    }
    moves.retain(|_, moved| *moved != (0, 0));
}
