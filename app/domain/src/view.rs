//! The views of a list and the counts kept for them, the same for every list.
//!
//! Counts are never taken by counting rows: each record is a member of some counters, and a change moves the counters from
//! [`memberships`] before to [`memberships`] after, in the transaction of the change. Views saved by users join in by their
//! filter. A nightly job counts everything again and compares.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    access::Resource,
    ids::{SavedViewId, UserId},
    money::Money,
};

/// Views that one user may keep, of all lists together: each is looked at with every change.
pub const VIEWS_MAX: u32 = 50;
/// Longest name of a view, in characters.
pub const NAME_MAX: usize = 60;

/// A record whose list has views with kept counts.
pub trait Counted: Sized {
    /// Which records a view shows.
    type Filter: Serialize + DeserializeOwned + PartialEq + Send + Sync;
    /// Its table, the list of a saved view, and what the names of its counters begin with.
    const LIST: &'static str;
    /// What one has to be allowed to read for a view of it.
    const READ: Resource;

    /// The views that every desk has, in the order of the tabs, as they are for `me`.
    fn built_in(me: UserId) -> impl Iterator<Item = BuiltIn<Self::Filter>>;

    /// Whether the count of this filter can be kept: free text is answered by the search index only.
    fn worth(filter: &Self::Filter) -> bool;

    /// Whether a filter whose count is kept finds this record.
    fn is_in(&self, filter: &Self::Filter) -> bool;

    /// What is summed up beside the count.
    fn value(&self) -> Money;

    /// The user in whose own view the record may be.
    fn whose(&self) -> Option<UserId> {
        None
    }

    /// A counter that is no view's.
    fn own_counter(&self) -> Option<String> {
        None
    }
}

/// A view that every desk has.
#[derive(Debug, Clone)]
pub struct BuiltIn<F> {
    pub code: &'static str,
    pub filter: F,
    /// Whose count it is, where each user has another.
    pub of: Option<UserId>,
}

impl<F> BuiltIn<F> {
    /// The counter that keeps its count.
    pub fn counter<T: Counted<Filter = F>>(&self) -> String {
        let whose = self.of.map(|user| format!(".{user}")).unwrap_or_default();
        format!("{}.{}{whose}", T::LIST, self.code)
    }
}

/// What all counters of a list begin with.
pub fn counters<T: Counted>() -> String {
    format!("{}.", T::LIST)
}

/// What the counters of its saved views begin with.
pub fn saved_view_counters<T: Counted>() -> String {
    format!("{}.view.", T::LIST)
}

/// The counter of a view that a user saved.
pub fn saved_view_counter<T: Counted>(id: SavedViewId) -> String {
    format!("{}{id}", saved_view_counters::<T>())
}

/// The counters that `record` is a member of.
pub fn memberships<T: Counted>(record: &T, saved: &[(SavedViewId, T::Filter)]) -> Vec<String> {
    let built_in = T::built_in(record.whose().unwrap_or(UserId::new(0)))
        .filter(|view| record.is_in(&view.filter))
        .map(|view| view.counter::<T>());
    let saved = saved
        .iter()
        .filter(|(_, filter)| T::worth(filter) && record.is_in(filter))
        .map(|(id, _)| saved_view_counter::<T>(*id));
    built_in.chain(record.own_counter()).chain(saved).collect()
}

/// How counters move: count and value in cents by counter, in the order in which they must be written (always the same,
/// so that two transactions never wait for each other in a circle).
pub type CounterMoves = BTreeMap<String, (i64, i64)>;

/// Adds the moves that take the counters from `before` to `after`; `None` = the record does not exist on that side.
pub fn add_moves<T: Counted>(
    moves: &mut CounterMoves,
    before: Option<&T>,
    after: Option<&T>,
    saved: &[(SavedViewId, T::Filter)],
) {
    for (side, sign) in [(before, -1), (after, 1)] {
        let Some(record) = side else { continue };
        for key in memberships(record, saved) {
            let moved = moves.entry(key.clone()).or_default();
            *moved = (moved.0 + sign, moved.1 + sign * record.value().cents());
            if *moved == (0, 0) {
                moves.remove(&key);
            }
        }
    }
}

/// A tab above a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewTab<F> {
    /// A built-in code (`mine`) or the number of a saved view.
    pub code: String,
    /// The name given by the user; `None` for built-in views, whose names are in `i18n`.
    pub name: Option<String>,
    pub saved: Option<SavedViewId>,
    /// May this user delete it?
    pub editable: bool,
    pub shared: bool,
    pub filter: F,
    /// Count and sum; `None` when the filter holds free text: such a count cannot be kept.
    pub count: Option<i64>,
    pub value: Option<Money>,
}
