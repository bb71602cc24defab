use domain::ticket::{AssigneeFilter, TicketFilter};

use super::*;
use crate::both_databases;

both_databases! {
    async fn a_saved_view_counts_right_at_once_and_after_changes_of_others(db: TestDb) {
        let office = Office::new(&db).await;
        let carla = office.caller_of("Carla", Role::Agent).await;
        for _ in 0..3 {
            office.open().await;
        }
        let filter = TicketFilter { services: vec![office.service], statuses: vec![Status::Open], ..TicketFilter::default() };
        let id = view::save::<Ticket>(&office, &office.bianca, &key(), " Meus boletos ", &filter, false).await.unwrap();
        assert_eq!(office.tab(&office.bianca, &id.to_string()).await, (3, 10_500));
        let ticket = create(&office, &carla, office.form()).await.unwrap().id;
        assert_eq!(office.tab(&office.bianca, &id.to_string()).await, (4, 14_000));
        let form = ChangeStatus { key: key(), id: ticket, version: 1, to: Status::Waiting, reason: String::new() };
        change_status(&office, &carla, form).await.unwrap();
        assert_eq!(office.tab(&office.bianca, &id.to_string()).await, (3, 10_500));
        let page = list(&office, &office.bianca, TicketQuery { filter: filter.clone(), ..TicketQuery::default() }).await.unwrap();
        assert_eq!((page.rows.len(), page.total), (3, Some((3, reais(10_500)))));
        let tab = page.views.iter().find(|view| view.saved == Some(id)).unwrap();
        assert_eq!((tab.name.as_deref(), tab.editable, tab.shared, &tab.filter), (Some("Meus boletos"), true, false, &filter));
        assert!(tabs(&office, &carla).await.unwrap().iter().all(|view| view.saved != Some(id)), "each sees their own");
        office.assert_counts_are_right().await;
    }

    async fn a_view_is_counted_as_its_counter_is_kept_however_many_there_are(db: TestDb) {
        let office = Office::new(&db).await;
        let save = async |filter: &TicketFilter| {
            let before = office.db().statements_sent();
            view::save::<Ticket>(&office, &office.bianca, &key(), "Visão", filter, false).await.unwrap();
            office.db().statements_sent() - before
        };
        let all = TicketFilter::default();
        let asked = save(&all).await;
        let (waiting, finished, late) = (office.open().await, office.open().await, office.open().await);
        office.open().await;
        office.set(waiting, Status::Waiting, "").await.unwrap();
        office.set(finished, Status::Finished, "").await.unwrap();
        office.sql("update tickets set due_at = 1 where id = $1", late.get()).await;
        mark_late(&office).await.unwrap();
        for filter in [
            all.clone(),
            TicketFilter { statuses: vec![Status::Open, Status::Waiting], ..all.clone() },
            TicketFilter { services: vec![office.service], only_open: true, ..all.clone() },
            TicketFilter { assignee: Some(AssigneeFilter::User(office.me().id)), only_late: true, ..all.clone() },
            TicketFilter { assignee: Some(AssigneeFilter::Nobody), ..all.clone() },
            TicketFilter { requester: Some(office.maria), only_new: true, ..all.clone() },
            TicketFilter { opened_to: Some(office.clock().now()), only_mail_failed: true, ..all },
        ] {
            assert_eq!(save(&filter).await, asked, "all of them are counted in one statement");
            office.assert_counts_are_right().await;
        }
        let counts: Vec<_> = tabs(&office, &office.bianca).await.unwrap().into_iter().filter_map(|tab| tab.saved.and(tab.count)).collect();
        assert_eq!(counts, [4, 4, 3, 3, 1, 0, 2, 0]);
    }

    async fn free_text_is_not_counted(db: TestDb) {
        let office = Office::new(&db).await;
        office.open().await;
        let filter = TicketFilter { text: "boleto".to_owned(), only_open: true, ..TicketFilter::default() };
        let id = view::save::<Ticket>(&office, &office.bianca, &key(), "Boletos", &filter, false).await.unwrap();
        let tab = tabs(&office, &office.bianca).await.unwrap().into_iter().find(|view| view.saved == Some(id)).unwrap();
        assert_eq!((tab.count, tab.value), (None, None));
        let page = list(&office, &office.bianca, TicketQuery { filter, ..TicketQuery::default() }).await.unwrap();
        assert_eq!((page.rows.len(), page.total), (1, None));
        office.open().await;
        office.assert_counts_are_right().await;
    }

    async fn sharing_needs_the_right(db: TestDb) {
        let office = Office::new(&db).await;
        let sofia = office.caller(&office.supervisor().await);
        let filter = TicketFilter { only_late: true, ..TicketFilter::default() };
        let refused = view::save::<Ticket>(&office, &office.bianca, &key(), "Atrasados", &filter, true).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::Forbidden);
        let id = view::save::<Ticket>(&office, &sofia, &key(), "Atrasados", &filter, true).await.unwrap();
        let seen = tabs(&office, &office.bianca).await.unwrap().into_iter().find(|view| view.saved == Some(id)).unwrap();
        assert!(seen.shared && !seen.editable);
        assert_eq!(view::delete::<Ticket>(&office, &office.bianca, id).await.unwrap_err().code, ErrorCode::NotFound);
        view::delete::<Ticket>(&office, &sofia, id).await.unwrap();
    }

    async fn a_name_is_asked_for_and_the_same_key_saves_once(db: TestDb) {
        let office = Office::new(&db).await;
        let filter = TicketFilter::default();
        for (name, code) in [(" ".to_owned(), ErrorCode::Required), ("x".repeat(61), ErrorCode::TooLong { max: 60 })] {
            let refused = view::save::<Ticket>(&office, &office.bianca, &key(), &name, &filter, false).await.unwrap_err();
            assert_eq!(refused, on("name", code));
        }
        let twice = key();
        let first = view::save::<Ticket>(&office, &office.bianca, &twice, "Todos", &filter, false).await.unwrap();
        assert_eq!(view::save::<Ticket>(&office, &office.bianca, &twice, "Todos", &filter, false).await.unwrap(), first);
        assert_eq!(tabs(&office, &office.bianca).await.unwrap().iter().filter(|view| view.saved.is_some()).count(), 1);
    }

    async fn a_deleted_view_is_gone_with_its_count(db: TestDb) {
        let office = Office::new(&db).await;
        let carla = office.caller_of("Carla", Role::Agent).await;
        office.open().await;
        let filter = TicketFilter { assignee: Some(AssigneeFilter::User(office.me().id)), ..TicketFilter::default() };
        let id = view::save::<Ticket>(&office, &office.bianca, &key(), "Todos os meus", &filter, false).await.unwrap();
        assert_eq!(view::delete::<Ticket>(&office, &carla, id).await.unwrap_err().code, ErrorCode::NotFound);
        view::delete::<Ticket>(&office, &office.bianca, id).await.unwrap();
        assert_eq!(view::delete::<Ticket>(&office, &office.bianca, id).await.unwrap_err().code, ErrorCode::NotFound);
        assert!(tabs(&office, &office.bianca).await.unwrap().iter().all(|view| view.saved.is_none()));
        office.open().await;
        office.assert_counts_are_right().await;
        let mut conn = office.db().conn().await.unwrap();
        assert!(store::counters::with_prefix(&mut conn, "tickets.view.").await.unwrap().is_empty());
    }

    async fn a_page_has_an_offered_size_and_names_for_its_chips(db: TestDb) {
        let office = Office::new(&db).await;
        office.open().await;
        let filter = TicketFilter {
            assignee: Some(AssigneeFilter::User(office.me().id)),
            services: vec![office.service],
            requester: Some(office.maria),
            ..TicketFilter::default()
        };
        let page = list(&office, &office.bianca, TicketQuery { filter, page_size: 4_000_000_000, ..TicketQuery::default() });
        let page = page.await.unwrap();
        assert_eq!(page.query.page_size, 50);
        for (kind, id, name) in [
            ("user", office.me().id.get(), "Bianca"),
            ("service", office.service.get(), "Segunda via"),
            ("person", office.maria.get(), "Maria"),
        ] {
            assert_eq!(page.names.get(&format!("{kind}.{id}")).map(String::as_str), Some(name));
        }
    }
}
