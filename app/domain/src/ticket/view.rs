//! The saved views of the ticket list and the counts kept for them.
//!
//! Counts are never taken by counting rows: each ticket is a member of some counters, and a change moves the counters from
//! [`memberships`] before to [`memberships`] after, in the transaction of the change. Views saved by users join in by their
//! filter. A nightly job counts everything again and compares.

use std::collections::BTreeMap;

use crate::{
    ids::{SavedViewId, UserId},
    ticket::{AssigneeFilter, Status, Ticket, TicketFilter},
};

/// Views that one user may keep, of all lists together: each is looked at with every change.
pub const VIEWS_MAX: u32 = 50;

coded! {
    /// The views that every desk has, in the order of the tabs.
    pub enum BuiltInView {
        Mine = "mine",
        InProgress = "in-progress",
        Unassigned = "unassigned",
        New = "new",
        Waiting = "waiting",
        Late = "late",
        MailFailed = "mail-failed",
        Finished = "finished",
        All = "all",
    }
}

impl BuiltInView {
    /// What the view shows to `me`.
    pub fn filter(self, me: UserId) -> TicketFilter {
        let all = TicketFilter::default();
        match self {
            Self::Mine => TicketFilter { assignee: Some(AssigneeFilter::User(me)), only_open: true, ..all },
            Self::InProgress => TicketFilter { only_open: true, ..all },
            Self::Unassigned => TicketFilter { assignee: Some(AssigneeFilter::Nobody), only_open: true, ..all },
            Self::New => TicketFilter { only_new: true, ..all },
            Self::Waiting => TicketFilter { statuses: vec![Status::Waiting], ..all },
            Self::Late => TicketFilter { only_late: true, ..all },
            Self::MailFailed => TicketFilter { only_mail_failed: true, ..all },
            Self::Finished => TicketFilter { statuses: vec![Status::Finished], ..all },
            Self::All => all,
        }
    }

    /// The counter that keeps this view's count for `me`.
    pub fn counter(self, me: UserId) -> String {
        match self {
            Self::Mine => format!("tickets.mine.{me}"),
            other => format!("tickets.{}", other.code()),
        }
    }
}

/// What the counters of saved views begin with.
pub const SAVED_VIEW_COUNTERS: &str = "tickets.view.";

/// The counter of a view that a user saved.
pub fn saved_view_counter(id: SavedViewId) -> String {
    format!("{SAVED_VIEW_COUNTERS}{id}")
}

/// The counters that `ticket` is a member of.
pub fn memberships(ticket: &Ticket, saved: &[(SavedViewId, TicketFilter)]) -> Vec<String> {
    let nobody = UserId::new(0);
    let mut keys: Vec<String> = BuiltInView::ALL
        .into_iter()
        .filter(|view| *view != BuiltInView::Mine && view.filter(nobody).matches(ticket))
        .map(|view| view.counter(nobody))
        .collect();
    if let Some(assignee) = ticket.assignee.filter(|_| ticket.status.is_open()) {
        keys.push(BuiltInView::Mine.counter(assignee));
    }
    keys.extend(
        saved
            .iter()
            .filter(|(_, filter)| filter.is_countable() && filter.matches(ticket))
            .map(|(id, _)| saved_view_counter(*id)),
    );
    keys
}

/// How counters move: count and value in cents by counter, in the order in which they must be written (always the same,
/// so that two transactions never wait for each other in a circle).
pub type CounterMoves = BTreeMap<String, (i64, i64)>;

/// The moves that take the counters from `before` to `after`; `None` = the ticket does not exist on that side.
pub fn counter_moves(
    before: Option<&Ticket>,
    after: Option<&Ticket>,
    saved: &[(SavedViewId, TicketFilter)],
) -> CounterMoves {
    let mut moves = CounterMoves::new();
    for (side, sign) in [(before, -1), (after, 1)] {
        let Some(ticket) = side else { continue };
        for key in memberships(ticket, saved) {
            let entry = moves.entry(key).or_default();
            entry.0 += sign;
            entry.1 += sign * ticket.value.cents();
        }
    }
    moves.retain(|_, moved| *moved != (0, 0));
    moves
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back() {
        for view in BuiltInView::ALL {
            assert_eq!(BuiltInView::from_code(view.code()), Some(view));
        }
    }

    #[test]
    fn nothing_moves_when_nothing_changes() {
        let ticket = crate::ticket::wire::sample_ticket();
        assert!(counter_moves(Some(&ticket), Some(&ticket), &[]).is_empty());
    }

    #[test]
    fn finishing_a_ticket_moves_it_between_views() {
        let open = crate::ticket::wire::sample_ticket();
        let mut done = open.clone();
        done.status = Status::Finished;
        let moves = counter_moves(Some(&open), Some(&done), &[]);
        assert_eq!(moves.get("tickets.in-progress"), Some(&(-1, -open.value.cents())));
        assert_eq!(moves.get("tickets.finished"), Some(&(1, open.value.cents())));
        assert_eq!(moves.get("tickets.all"), None);
    }
}
