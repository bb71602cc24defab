//! Kept counts follow every history: what the moves add up to is what counting everything again finds.

use std::collections::BTreeMap;

use domain::{
    ids::{SavedViewId, UserId},
    ticket::{MailMark, Ticket, TicketFilter},
    view::{Counted, CounterMoves, add_moves, memberships, saved_view_counter},
};
use proptest::{collection::vec, prelude::*, sample::select};

use crate::world::{self, Step};

type Counters = BTreeMap<String, (i64, i64)>;

fn add(counters: &mut Counters, moves: CounterMoves) {
    for (name, (count, cents)) in moves {
        let entry = counters.entry(name).or_default();
        entry.0 += count;
        entry.1 += cents;
        assert!(entry.0 >= 0, "a count below zero");
        assert!(entry.0 > 0 || entry.1 == 0, "nothing there, but a sum");
    }
    counters.retain(|_, kept| *kept != (0, 0));
}

fn counter_moves(
    before: Option<&Ticket>,
    after: Option<&Ticket>,
    saved: &[(SavedViewId, TicketFilter)],
) -> CounterMoves {
    let mut moves = CounterMoves::new();
    add_moves(&mut moves, before, after, saved);
    moves
}

fn count(tickets: &[Ticket], saved: &[(SavedViewId, TicketFilter)]) -> Counters {
    let mut counters = Counters::new();
    for ticket in tickets {
        for name in memberships(ticket, saved) {
            let entry = counters.entry(name).or_default();
            entry.0 += 1;
            entry.1 += ticket.value.cents();
        }
    }
    counters
}

/// What else moves counters: the fate of a mail, and the job that marks late ones.
#[derive(Debug, Clone)]
enum Outside {
    Mail(MailMark),
    MarkLate,
}

fn outside() -> impl Strategy<Value = Outside> {
    prop_oneof![select(MailMark::ALL.to_vec()).prop_map(Outside::Mail), Just(Outside::MarkLate)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn the_moves_of_a_history_add_up_to_a_recount(
        starts in (world::opened(1), world::opened(2), world::opened(3), world::opened(4), world::opened(5)),
        steps in world::steps(60),
        outside in vec((0_usize..5, outside()), 0..20),
        flow in world::flow(),
        filters in vec(world::filter(), 0..4),
    ) {
        let saved: Vec<_> = (1..).map(SavedViewId::new).zip(filters).collect();
        let mut tickets = vec![starts.0, starts.1, starts.2, starts.3, starts.4];
        let mut counters = Counters::new();
        for ticket in &tickets {
            add(&mut counters, counter_moves(None, Some(ticket), &saved));
        }
        let mut now = tickets.iter().map(|ticket| ticket.opened_at).max().unwrap();
        let mut outside = outside.into_iter();
        for Step { ticket, command, later } in steps {
            now = now.plus_minutes(later);
            let before = tickets[ticket].clone();
            if let Some((after, _)) = world::run(&before, command, flow, now) {
                add(&mut counters, counter_moves(Some(&before), Some(&after), &saved));
                tickets[ticket] = after;
            }
            if let Some((which, what)) = outside.next() {
                let before = tickets[which].clone();
                let after = match what {
                    Outside::Mail(mark) => Ticket { mail: mark, ..before.clone() },
                    Outside::MarkLate => Ticket { late: before.late_at(now), ..before.clone() },
                };
                add(&mut counters, counter_moves(Some(&before), Some(&after), &saved));
                tickets[which] = after;
            }
            let mut counted = count(&tickets, &saved);
            counted.retain(|_, found| *found != (0, 0));
            prop_assert_eq!(&counters, &counted);
        }
        for ticket in &tickets {
            add(&mut counters, counter_moves(Some(ticket), None, &saved));
        }
        prop_assert!(counters.is_empty(), "left over: {:?}", counters);
    }

    #[test]
    fn a_ticket_is_in_a_view_when_its_filter_says_so(ticket in world::ticket(1), filters in vec(world::filter(), 0..4), me in 1_i64..4) {
        let me = UserId::new(me);
        let saved: Vec<_> = (1..).map(SavedViewId::new).zip(filters).collect();
        let names = memberships(&ticket, &saved);
        for view in Ticket::built_in(me) {
            prop_assert_eq!(names.contains(&view.counter::<Ticket>()), view.filter.matches(&ticket), "{:?}", view);
        }
        for (id, filter) in &saved {
            let counted = names.contains(&saved_view_counter::<Ticket>(*id));
            prop_assert_eq!(counted, Ticket::worth(filter) && filter.matches(&ticket));
        }
        let mut distinct = names.clone();
        distinct.sort();
        distinct.dedup();
        prop_assert_eq!(distinct.len(), names.len(), "counted twice");
    }
}
