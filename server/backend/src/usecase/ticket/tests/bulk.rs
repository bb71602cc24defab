use domain::{
    ids::ClientKey,
    ticket::wire::{BULK_MAX, BulkAct, BulkChange},
};

use super::*;
use crate::both_databases;

fn finish(tickets: Vec<(TicketId, i64)>) -> BulkChange {
    let change = BulkAct::Status { to: Status::Finished, reason: String::new() };
    BulkChange { key: key(), tickets, change }
}

fn statuses(rows: &[TicketRow]) -> Vec<(TicketId, Status)> {
    let mut found: Vec<_> = rows.iter().map(|row| (row.id, row.status)).collect();
    found.sort();
    found
}

both_databases! {
    async fn one_refused_stops_nothing_and_mails_wait_in_the_queue(db: TestDb) {
        let office = Office::new(&db).await;
        let mut tickets = Vec::new();
        for _ in 0..4 {
            tickets.push((office.open().await, 1));
        }
        let silent = office.person("Sem endereço", None).await;
        tickets.push((office.open_as(NewTicket { requester: Some(silent), ..office.form() }).await, 1));
        office.set(tickets[1].0, Status::Waiting, "").await.unwrap();
        office.set(tickets[2].0, Status::Finished, "").await.unwrap();
        let mails = office.server.received().len();
        tickets[2].1 = 2;
        tickets.push((TicketId::new(999_999), 1));

        let form = finish(tickets.clone());
        let result = bulk_change(&office, &office.bianca, form.clone()).await.unwrap();
        let done = |at: usize| (tickets[at].0, Status::Finished);
        assert_eq!(statuses(&result.changed), [done(0), done(3), done(4)]);
        assert_eq!(statuses(&result.unchanged), [done(2)], "finished already: it is not counted as changed");
        assert_eq!(statuses(&result.conflicts), [(tickets[1].0, Status::Waiting)], "somebody was faster");
        let refused: Vec<_> = result.refused.iter().map(|(id, error)| (*id, error.code.clone())).collect();
        assert_eq!(refused, [(TicketId::new(999_999), ErrorCode::NotFound)]);
        assert_eq!(result.untold, [tickets[4].0], "who has no address hears nothing");
        assert_eq!(result.undone(), [tickets[1].0, TicketId::new(999_999)]);
        assert_eq!((result.mails_queued, office.server.received().len()), (2, mails));

        // The whole form again finds its answers and queues nothing more.
        let queued = office.rows_in("outbox").await;
        let again = bulk_change(&office, &office.bianca, form).await.unwrap();
        assert_eq!(again, result);
        assert_eq!(office.rows_in("outbox").await, queued);
        assert_eq!(crate::usecase::mail::retry_due(&office).await.unwrap(), 2);
        office.assert_counts_are_right().await;
    }

    async fn what_somebody_finished_meanwhile_stays_finished(db: TestDb) {
        let office = Office::new(&db).await;
        let (finished, waiting) = (office.open().await, office.open().await);
        // Both were ticked as they were opened; then a colleague was faster.
        office.set(finished, Status::Finished, "").await.unwrap();
        office.set(waiting, Status::Waiting, "").await.unwrap();
        let (lines, mails) = (office.history(finished).await.len(), office.rows_in("outbox").await);
        let change = BulkAct::Status { to: Status::Waiting, reason: String::new() };
        let form = BulkChange { key: key(), tickets: vec![(finished, 1), (waiting, 1)], change };
        let result = bulk_change(&office, &office.bianca, form.clone()).await.unwrap();
        assert_eq!(statuses(&result.conflicts), [(finished, Status::Finished)]);
        assert_eq!(statuses(&result.unchanged), [(waiting, Status::Waiting)], "nothing is left to decide here");
        assert!(result.changed.is_empty() && result.refused.is_empty());
        assert_eq!((office.history(finished).await.len(), office.rows_in("outbox").await), (lines, mails));
        // Decided again over what is on screen now, it is done.
        let again = BulkChange { key: key(), tickets: vec![(finished, result.conflicts[0].version)], ..form };
        let result = bulk_change(&office, &office.bianca, again).await.unwrap();
        assert_eq!(statuses(&result.changed), [(finished, Status::Waiting)]);
        office.assert_counts_are_right().await;
    }

    async fn many_are_handed_over_at_once(db: TestDb) {
        let office = Office::new(&db).await;
        let carla = office.agent("Carla").await;
        let tickets = vec![(office.open().await, 1), (office.open().await, 1)];
        let change = BulkAct::Assign { to: carla.id, note: String::new() };
        let silent = bulk_change(&office, &office.bianca, BulkChange { key: key(), tickets: tickets.clone(), change }).await;
        let codes: Vec<_> = silent.unwrap().refused.into_iter().map(|(_, error)| error.code).collect();
        assert_eq!(codes, [ErrorCode::NoteRequired, ErrorCode::NoteRequired]);
        let change = BulkAct::Assign { to: carla.id, note: "Férias".to_owned() };
        let result = bulk_change(&office, &office.bianca, BulkChange { key: key(), tickets, change }).await.unwrap();
        assert!(result.changed.iter().all(|row| row.assignee == Some(carla.id)) && result.changed.len() == 2);
        assert_eq!(office.tab(&office.caller(&carla), "mine").await, (2, 7_000));
        office.assert_counts_are_right().await;
    }

    async fn a_form_has_a_limit_a_long_key_and_no_doubles(db: TestDb) {
        let office = Office::new(&db).await;
        let too_many = (1..).take(BULK_MAX + 1).map(|id| (TicketId::new(id), 1)).collect();
        let refused = bulk_change(&office, &office.bianca, finish(too_many)).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::OutOfRange { min: 1, max: 100 });
        let id = office.open().await;
        let form = BulkChange { key: ClientKey::parse(&"k".repeat(64)).unwrap(), ..finish(vec![(id, 1), (id, 1)]) };
        let result = bulk_change(&office, &office.bianca, form).await.unwrap();
        assert_eq!((result.changed.len(), result.refused.len(), result.mails_queued), (1, 0, 1));
    }
}
