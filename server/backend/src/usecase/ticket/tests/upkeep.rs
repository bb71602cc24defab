use domain::{
    ids::SavedViewId,
    ticket::{
        TicketFilter,
        wire::{BulkAct, BulkChange},
    },
};
use rand::{RngExt, SeedableRng, rngs::StdRng};

use super::*;
use crate::{both_databases, store::tickets::history, testing::rows_of_pages};

/// Gives a ticket a term, without a movement.
async fn term(office: &Office, id: TicketId, minutes: i64) {
    let due = office.clock().now().plus_minutes(minutes).millis();
    let mut tx = office.db().begin().await.unwrap();
    run!(tx, "update tickets set due_at = $2 where id = $1", id.get(), due).unwrap();
    tx.commit().await.unwrap();
}

/// A few hundred acts of a random day: everything that moves a counter.
async fn workload(office: &Office, seed: u64, acts: usize) {
    let mut random = StdRng::seed_from_u64(seed);
    let mut people = Vec::new();
    for name in ["Carla", "Davi"] {
        people.push(office.agent(name).await);
    }
    let services = [office.service, office.desk.service("Certidão", reais(9_000)).await];
    let (mut tickets, mut views): (Vec<TicketId>, Vec<SavedViewId>) = (Vec::new(), Vec::new());
    for _ in 0..acts {
        office.wait_minutes(random.random_range(0..30));
        let mode = if random.random_bool(0.3) { Mode::RefuseAddress(550) } else { Mode::Accept };
        office.server.behave(mode);
        let act = random.random_range(0..12);
        if tickets.len() < 5 || act == 0 {
            let assignee = random.random_bool(0.6).then(|| people[random.random_range(0..people.len())].id);
            let value = format!("{},00", random.random_range(0..500));
            let service = Some(services[random.random_range(0..2)]);
            let id = office.open_as(NewTicket { assignee, value, service, ..office.form() }).await;
            if random.random_bool(0.5) {
                term(office, id, random.random_range(1..200)).await;
            }
            tickets.push(id);
            continue;
        }
        let id = tickets[random.random_range(0..tickets.len())];
        let other = tickets[random.random_range(0..tickets.len())];
        let version = office.ticket(id).await.version;
        let to = Status::ALL[random.random_range(0..Status::ALL.len())];
        // Refusals are part of the day; they must move nothing.
        match act {
            1..=4 => drop(office.set(id, to, if random.random_bool(0.8) { "motivo" } else { "" }).await),
            5 => {
                let value = format!("{},50", random.random_range(0..500));
                let service = services[random.random_range(0..2)];
                drop(edit(office, &office.bianca, EditTicket { value, service, ..office.edit_form(id).await }).await);
            }
            6 => drop(office.move_to(id, &people[random.random_range(0..people.len())], "nota").await),
            7 => drop(notify(office, &office.bianca, &key(), id, version).await),
            8 => drop(merge(office, &office.bianca, &key(), id, version, other).await),
            9 => {
                let filter = TicketFilter {
                    statuses: vec![to],
                    only_late: random.random_bool(0.2),
                    only_mail_failed: random.random_bool(0.2),
                    services: services[..random.random_range(0..2)].to_vec(),
                    ..TicketFilter::default()
                };
                views
                    .push(view::save::<Ticket>(office, &office.bianca, &key(), "Visão", &filter, false).await.unwrap());
                if views.len() > 3 {
                    view::delete::<Ticket>(office, &office.bianca, views.remove(0)).await.unwrap();
                }
            }
            10 => {
                let tickets = vec![(id, version), (other, office.ticket(other).await.version)];
                let change = BulkAct::Status { to, reason: "motivo".to_owned() };
                bulk_change(office, &office.bianca, BulkChange { key: key(), tickets, change }).await.unwrap();
            }
            _ => {
                mark_late(office).await.unwrap();
                crate::usecase::mail::retry_due(office).await.unwrap();
            }
        }
    }
}

both_databases! {
    async fn a_recount_after_a_random_day_finds_nothing(db: TestDb) {
        let office = Office::new(&db).await;
        workload(&office, 4_821, 250).await;
        office.assert_counts_are_right().await;
    }

    async fn a_recount_repairs_what_somebody_broke(db: TestDb) {
        let office = Office::new(&db).await;
        office.open().await;
        let mut tx = office.db().begin().await.unwrap();
        run!(tx, "update counters set count = 9 where name = 'tickets.all'").unwrap();
        run!(tx, "delete from counters where name = 'tickets.new'").unwrap();
        run!(tx, "insert into counters (name, count) values ('tickets.waiting', 3)").unwrap();
        tx.commit().await.unwrap();
        assert_eq!(view::recount::<Ticket>(&office).await.unwrap(), ["tickets.all", "tickets.new", "tickets.waiting"]);
        assert_eq!((office.count(BuiltInView::All).await, office.count(BuiltInView::Waiting).await), (1, 0));
        office.assert_counts_are_right().await;
    }

    async fn what_falls_due_is_marked_once_and_counted(db: TestDb) {
        let office = Office::new(&db).await;
        let (soon, later, closed, open_end) =
            (office.open().await, office.open().await, office.open().await, office.open().await);
        for (id, minutes) in [(soon, 10), (later, 60), (closed, 10)] {
            term(&office, id, minutes).await;
        }
        office.set(closed, Status::Finished, "").await.unwrap();
        assert_eq!(mark_late(&office).await.unwrap(), 0);
        office.wait_minutes(10);
        assert_eq!(mark_late(&office).await.unwrap(), 0, "due now is not late yet");
        office.wait_seconds(1);
        assert_eq!((mark_late(&office).await.unwrap(), mark_late(&office).await.unwrap()), (1, 0));
        assert!(office.row(soon).await.late && !office.row(closed).await.late && !office.row(open_end).await.late);
        assert_eq!(office.ticket(soon).await.version, 1, "a mark is no change of the ticket");
        office.wait_minutes(60);
        assert_eq!((mark_late(&office).await.unwrap(), office.count(BuiltInView::Late).await), (1, 2));
        // Closing takes the mark away, reopening after the term brings it back.
        office.set(soon, Status::Finished, "").await.unwrap();
        assert_eq!((office.row(soon).await.late, office.count(BuiltInView::Late).await), (false, 1));
        office.set(soon, Status::Reopened, "").await.unwrap();
        assert_eq!((office.row(soon).await.late, office.count(BuiltInView::Late).await), (true, 2));
        office.assert_counts_are_right().await;
    }

    async fn the_job_catches_up_after_a_long_stop(db: TestDb) {
        let office = Office::new(&db).await;
        office.open().await;
        let mut tx = office.db().begin().await.unwrap();
        run!(
            tx,
            "with recursive n (i) as (select 1 union all select i + 1 from n where i < 1200)
             insert into tickets (protocol, status, is_open, requester_id, service_id, subject, opened_at, updated_at, due_at)
             select 'X-' || i, 'open', true, t.requester_id, t.service_id, 'x', 1, 1, 5 + i from n cross join tickets t"
        )
        .unwrap();
        tx.commit().await.unwrap();
        assert!(!view::recount::<Ticket>(&office).await.unwrap().is_empty());
        assert_eq!(mark_late(&office).await.unwrap(), 1_200);
        assert_eq!(office.count(BuiltInView::Late).await, 1_200);
        office.assert_counts_are_right().await;
    }

    async fn an_export_gives_every_row_and_is_logged(db: TestDb) {
        let office = Office::new(&db).await;
        let sofia = office.caller(&office.supervisor().await);
        for _ in 0..3 {
            office.open().await;
        }
        let filter = TicketFilter { only_open: true, ..TicketFilter::default() };
        let query = TicketQuery { filter, ..TicketQuery::default() };
        for role in [Role::Agent, Role::Finance, Role::Viewer, Role::Requester] {
            let caller = office.caller_of("Alguém", role).await;
            let refused = export(&office, &caller, query.clone()).await.err().map(|error| error.code);
            assert_eq!(refused, Some(ErrorCode::Forbidden), "{role:?}");
        }
        let pages = export(&office, &sofia, query).await.unwrap();
        let line = |action: &str, after: &str| format!("Sofia Supervisora 127.0.0.1 {action} tickets {{\"only_open\":true}} {after}");
        assert_eq!(office.exports_logged().await, [line("exported", "")], "before the first row leaves");
        assert_eq!(rows_of_pages(pages).await.len(), 3);
        assert_eq!(office.exports_logged().await, [line("exported", ""), line("export_ended", "3")]);
    }

    async fn a_long_history_is_read_page_by_page(db: TestDb) {
        let office = Office::new(&db).await;
        let id = office.open().await;
        let mut tx = office.db().begin().await.unwrap();
        for number in 0..450 {
            let note = number.to_string();
            let line = history::NewLine {
                ticket: id,
                at: office.clock().now(),
                actor: None,
                kind: HistoryKind::Note,
                field: None,
                before: "",
                after: "",
                note: &note,
            };
            history::append(&mut tx, &line).await.unwrap();
        }
        tx.commit().await.unwrap();
        let details = show(&office, &office.bianca, id).await.unwrap();
        let (mut lines, mut more) = (details.history, details.has_more_history);
        while more {
            let before = lines.last().unwrap().id;
            let (next, further) = history_before(&office, &office.bianca, id, before).await.unwrap();
            lines.extend(next);
            more = further;
        }
        let notes: Vec<String> = lines.iter().map(|line| line.note.clone()).collect();
        let expected: Vec<String> = (0..450).rev().map(|number| number.to_string()).chain([String::new()]).collect();
        assert_eq!(notes, expected);
    }
}
