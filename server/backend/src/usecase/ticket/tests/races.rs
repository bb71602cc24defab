use std::collections::BTreeSet;

use domain::ticket::TicketFilter;
use futures::future::join_all;

use super::*;
use crate::both_databases;

both_databases! {
    async fn of_twenty_changes_on_the_same_version_one_succeeds(db: TestDb) {
        let office = Office::new(&db).await;
        let id = office.open().await;
        let changes = (0..20).map(|number| {
            let to = if number % 2 == 0 { Status::Waiting } else { Status::Analysing };
            let form = ChangeStatus { key: key(), id, version: 1, to, reason: String::new() };
            change_status(&office, &office.bianca, form)
        });
        let answers = join_all(changes).await;
        let (done, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
        assert_eq!(done.len(), 1);
        for refusal in refused {
            assert_eq!(refusal.unwrap_err().code, ErrorCode::Stale);
        }
        assert_eq!((office.ticket(id).await.version, office.server.received().len()), (2, 1));
        office.assert_counts_are_right().await;
    }

    async fn two_forms_with_one_key_at_once_open_one_ticket(db: TestDb) {
        let office = Office::new(&db).await;
        for _ in 0..5 {
            let before = office.rows_in("tickets").await;
            let form = office.form();
            let (one, two) =
                tokio::join!(create(&office, &office.bianca, form.clone()), create(&office, &office.bianca, form));
            assert_eq!(one.unwrap(), two.unwrap());
            assert_eq!(office.rows_in("tickets").await, before + 1);
        }
    }

    async fn protocols_of_tickets_opened_at_once_are_unique_and_without_gaps(db: TestDb) {
        let office = Office::new(&db).await;
        let opened = join_all((0..24).map(|_| create(&office, &office.bianca, office.form()))).await;
        let protocols: BTreeSet<String> = opened.into_iter().map(|created| created.unwrap().protocol).collect();
        let numbers: Vec<&str> = protocols.iter().map(|protocol| &protocol[9..15]).collect();
        let expected: Vec<String> = (1..=24).map(|number| format!("{number:06}")).collect();
        assert_eq!(numbers, expected);
        assert_eq!(office.count(BuiltInView::All).await, 24);
        office.assert_counts_are_right().await;
    }

    async fn everything_at_once_leaves_counts_right_and_nobody_waiting_in_a_circle(db: TestDb) {
        let office = Office::new(&db).await;
        let carla = office.agent("Carla").await;
        let mut ids = Vec::new();
        for _ in 0..12 {
            ids.push(office.open().await);
        }
        let due = office.clock().now().millis() - 1;
        let mut tx = office.db().begin().await.unwrap();
        run!(tx, "update tickets set due_at = $1", due).unwrap();
        tx.commit().await.unwrap();
        let filter = TicketFilter { only_open: true, only_late: true, ..TicketFilter::default() };

        let statuses = ids.iter().map(|id| office.set(*id, Status::Waiting, ""));
        let moves = ids.iter().map(|id| office.move_to(*id, &carla, "x"));
        let pairs = || ids.iter().zip(ids.iter().skip(1));
        let links = pairs().map(|(one, two)| async {
            let (first, second) = (key(), key());
            tokio::join!(
                link(&office, &office.bianca, &first, *one, *two),
                link(&office, &office.bianca, &second, *two, *one)
            )
        });
        let merges = pairs().step_by(4).map(|(one, two)| async {
            let (first, second) = (key(), key());
            tokio::join!(
                merge(&office, &office.bianca, &first, *one, 1, *two),
                merge(&office, &office.bianca, &second, *two, 1, *one)
            )
        });
        let views = (0..3).map(|_| async {
            let key = key();
            view::save::<Ticket>(&office, &office.bianca, &key, "Visão", &filter, false).await
        });
        let (statuses, moves, links, merges, views, late, counted) = tokio::join!(
            join_all(statuses),
            join_all(moves),
            join_all(links),
            join_all(merges),
            join_all(views),
            mark_late(&office),
            view::recount::<Ticket>(&office),
        );
        let refusals = statuses
            .into_iter()
            .map(|answer| answer.map(|_| ()))
            .chain(moves.into_iter().map(|answer| answer.map(|_| ())))
            .chain(links.into_iter().flat_map(|(one, two)| [one, two]))
            .chain(merges.into_iter().flat_map(|(one, two)| [one.map(|_| ()), two.map(|_| ())]))
            .chain(views.into_iter().map(|answer| answer.map(|_| ())))
            .filter_map(Result::err);
        for refusal in refusals {
            assert!(!matches!(refusal.code, ErrorCode::Internal | ErrorCode::Unavailable), "{refusal:?}");
        }
        late.unwrap();
        assert_eq!(counted.unwrap(), Vec::<String>::new(), "a count while others write is no count");
        office.assert_counts_are_right().await;
        for id in ids {
            let into = office.ticket(id).await.merged_into;
            if let Some(into) = into {
                assert_eq!(office.ticket(into).await.merged_into, None, "two tickets point to each other");
            }
        }
    }
}
