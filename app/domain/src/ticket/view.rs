//! The built-in views of the ticket list.

use crate::{
    access::Resource,
    ids::UserId,
    money::Money,
    search,
    ticket::{AssigneeFilter, Status, Ticket, TicketFilter},
    view::{BuiltIn, Counted},
};

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
}

impl Counted for Ticket {
    type Filter = TicketFilter;
    const LIST: &'static str = "tickets";
    const READ: Resource = Resource::Ticket { requester: None };

    fn built_in(me: UserId) -> impl Iterator<Item = BuiltIn<TicketFilter>> {
        BuiltInView::ALL.into_iter().map(move |view| BuiltIn {
            code: view.code(),
            filter: view.filter(me),
            of: (view == BuiltInView::Mine).then_some(me),
        })
    }

    fn worth(filter: &TicketFilter) -> bool {
        search::fold(&filter.text).is_empty()
    }

    fn is_in(&self, filter: &TicketFilter) -> bool {
        filter.matches(self)
    }

    fn value(&self) -> Money {
        self.value
    }

    fn whose(&self) -> Option<UserId> {
        self.assignee
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{CounterMoves, add_moves};

    #[test]
    fn finishing_a_ticket_moves_it_between_views() {
        let open = crate::ticket::wire::sample_ticket();
        let mut done = open.clone();
        done.status = Status::Finished;
        let mut moves = CounterMoves::new();
        add_moves(&mut moves, Some(&open), Some(&open), &[]);
        assert!(moves.is_empty(), "nothing moves when nothing changes");
        add_moves(&mut moves, Some(&open), Some(&done), &[]);
        assert_eq!(moves.get("tickets.in-progress"), Some(&(-1, -open.value.cents())));
        assert_eq!(moves.get("tickets.mine.2"), Some(&(-1, -open.value.cents())));
        assert_eq!(moves.get("tickets.finished"), Some(&(1, open.value.cents())));
        assert_eq!(moves.get("tickets.all"), None);
    }
}
