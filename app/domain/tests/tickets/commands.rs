//! No sequence of commands reaches an illegal state, whatever the flow.

use domain::{
    error::ErrorCode,
    money::Money,
    ticket::{Command, Edit, Event, Rules, Status, Ticket, status::Flow},
    time::{UtcMillis, parse_date_time},
    zone::Zone,
};
use proptest::prelude::*;

use crate::world::{self, Step};

/// Plays the steps on one ticket; `check` sees each accepted one: before, events, after.
fn play(
    start: Ticket,
    steps: Vec<Step>,
    flow: Flow,
    mut check: impl FnMut(&Ticket, &[Event], &Ticket, UtcMillis),
) -> Ticket {
    let (mut ticket, mut now) = (start.clone(), start.opened_at);
    for step in steps {
        now = now.plus_minutes(step.later);
        if let Some((after, events)) = world::run(&ticket, step.command, flow, now) {
            check(&ticket, &events, &after, now);
            ticket = after;
        }
    }
    ticket
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn closed_ones_only_become_reopened_in_the_restricted_flow(start in world::opened(1), steps in world::steps(40)) {
        play(start, steps, Flow::Restricted, |before, _, after, _| {
            if before.status != after.status {
                assert!(after.status != Status::Open, "open was chosen again");
                assert!(before.status.is_open() || after.status == Status::Reopened, "{:?} to {:?}", before.status, after.status);
            }
        });
    }

    #[test]
    fn a_rejected_or_cancelled_ticket_has_a_reason(start in world::opened(1), steps in world::steps(40), flow in world::flow()) {
        play(start, steps, flow, |_, events, _, _| {
            for event in events {
                if let Event::StatusChanged { to, reason, .. } = event {
                    assert!(!to.asks_reason() || !reason.trim().is_empty());
                }
            }
        });
    }

    #[test]
    fn a_form_saved_as_it_was_filled_changes_nothing(
        start in world::opened(1),
        description in "[a-z \r\n\t]{0,12}",
        after in 0_i64..60_000,
    ) {
        // Stored with what no form shows: seconds of a computed term, line ends of another system.
        let due_at = start.due_at.map(|due| due.start_of_minute().plus_millis(after));
        let stored = Ticket { description, due_at, subject: " Segunda via\r\n".to_owned(), ..start };
        let shown = |zone| due_at.map(|due| {
            UtcMillis::of_local(parse_date_time(&due.format_date_time(zone)).unwrap(), zone)
        });
        for zone in Zone::ALL {
            let edit = Edit {
                requester: stored.requester,
                service: stored.service,
                accountant: stored.accountant,
                subject: "Segunda via".to_owned(),
                description: stored.description.replace("\r\n", "\n"),
                value: Money::parse(&stored.value.formatted()).unwrap(),
                due_at: shown(zone),
            };
            prop_assert_eq!(stored.apply(Command::Edit(Box::new(edit)), Rules::default()), Ok(Vec::new()));
        }
    }

    #[test]
    fn a_new_ticket_is_open_and_untouched(start in world::opened(1), steps in world::steps(40), flow in world::flow()) {
        prop_assert!(start.is_new());
        play(start, steps, flow, |before, events, after, _| {
            assert!(!after.is_new() || (after.status == Status::Open && !after.touched));
            assert!(before.is_new() || !after.is_new(), "once moved, a ticket is never new again");
            let aside = |event: &Event| event.is_aside() || *event == Event::Notified;
            assert_eq!(after.touched, before.touched || !events.iter().all(aside));
        });
    }

    #[test]
    fn a_merged_ticket_takes_nothing_but_notes(start in world::opened(1), steps in world::steps(60), flow in world::flow(), last in world::command()) {
        let ended = play(start, steps, flow, |before, events, after, _| {
            if before.merged_into.is_some() {
                assert!(events.iter().all(|event| matches!(event, Event::NoteAdded { .. })), "{events:?}");
                assert_eq!((before.status, before.merged_into), (after.status, after.merged_into));
            }
            assert!(after.merged_into != Some(after.id));
            assert!(after.merged_into.is_none() || !after.status.is_open(), "a merged ticket is no open work");
        });
        if let (Some(into), false) = (ended.merged_into, matches!(last, Command::AddNote { .. })) {
            let refused = ended.apply(last, Rules { flow }).unwrap_err();
            prop_assert_eq!(&refused.code, &ErrorCode::Merged { into: into.get() });
            prop_assert_eq!(ended.split_off("Assunto", "Uma parte").unwrap_err().code, refused.code);
        }
    }

    #[test]
    fn the_assignee_is_reminded_once_and_only_while_it_is_new(start in world::opened(1), steps in world::steps(60), flow in world::flow()) {
        let mut reminders = 0;
        play(start, steps, flow, |before, events, after, now| {
            if events.contains(&Event::Notified) {
                reminders += 1;
                assert!(before.is_new() && before.assignee.is_some() && after.notified_at == Some(now));
            } else {
                assert_eq!(before.notified_at, after.notified_at);
            }
        });
        prop_assert!(reminders <= 1);
    }

    #[test]
    fn a_command_that_changes_nothing_gives_no_event(start in world::ticket(1), command in world::command(), flow in world::flow()) {
        let now = start.opened_at.plus_minutes(5);
        if let Some((after, events)) = world::run(&start, command, flow, now) {
            let only_the_mark = Ticket { late: after.late, updated_at: after.updated_at, ..start.clone() };
            prop_assert_eq!(events.iter().all(Event::is_aside), after == only_the_mark, "{:?}", events);
        }
    }

    #[test]
    fn each_changed_field_is_one_event_with_both_contents(start in world::ticket(1), command in world::command(), flow in world::flow()) {
        let edit = matches!(command, Command::Edit(_));
        if let (true, Some((after, events))) = (edit, world::run(&start, command, flow, start.opened_at)) {
            let mut fields = Vec::new();
            for event in &events {
                let Event::FieldChanged { field, before, after } = event else { panic!("{event:?}") };
                prop_assert_ne!(before, after);
                prop_assert!(!fields.contains(field));
                fields.push(*field);
            }
            prop_assert_eq!((after.status, after.assignee), (start.status, start.assignee));
            prop_assert!(!after.subject.trim().is_empty());
        }
    }

    #[test]
    fn the_late_mark_is_what_the_clock_says_after_every_event(start in world::opened(1), steps in world::steps(40), flow in world::flow()) {
        play(start, steps, flow, |before, events, after, now| {
            if events.is_empty() {
                assert_eq!(before, after);
            } else {
                assert_eq!((after.late, after.updated_at), (after.late_at(now), now));
                assert!(!after.late || after.status.is_open());
            }
        });
    }

    #[test]
    fn what_is_refused_leaves_the_limits_of_texts_alone(start in world::opened(1), steps in world::steps(40), flow in world::flow()) {
        use domain::ticket::command::{SUBJECT_MAX, TEXT_MAX};
        play(start, steps, flow, |_, events, after, _| {
            assert!(after.subject.chars().count() <= SUBJECT_MAX && after.description.chars().count() <= TEXT_MAX);
            for event in events {
                if let Event::StatusChanged { reason: text, .. } | Event::Moved { note: text, .. } | Event::NoteAdded { text } = event {
                    assert!(text.chars().count() <= TEXT_MAX && text.trim() == text);
                }
            }
        });
    }
}
