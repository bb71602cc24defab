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
        let id = save_view(&office, &office.bianca, &key(), " Meus boletos ", &filter, false).await.unwrap();
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

    async fn free_text_is_not_counted(db: TestDb) {
        let office = Office::new(&db).await;
        office.open().await;
        let filter = TicketFilter { text: "boleto".to_owned(), only_open: true, ..TicketFilter::default() };
        let id = save_view(&office, &office.bianca, &key(), "Boletos", &filter, false).await.unwrap();
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
        let refused = save_view(&office, &office.bianca, &key(), "Atrasados", &filter, true).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::Forbidden);
        let id = save_view(&office, &sofia, &key(), "Atrasados", &filter, true).await.unwrap();
        let seen = tabs(&office, &office.bianca).await.unwrap().into_iter().find(|view| view.saved == Some(id)).unwrap();
        assert!(seen.shared && !seen.editable);
        assert_eq!(delete_view(&office, &office.bianca, id).await.unwrap_err().code, ErrorCode::NotFound);
        delete_view(&office, &sofia, id).await.unwrap();
    }

    async fn a_name_is_asked_for_and_the_same_key_saves_once(db: TestDb) {
        let office = Office::new(&db).await;
        let filter = TicketFilter::default();
        for (name, code) in [(" ".to_owned(), ErrorCode::Required), ("x".repeat(61), ErrorCode::TooLong { max: 60 })] {
            let refused = save_view(&office, &office.bianca, &key(), &name, &filter, false).await.unwrap_err();
            assert_eq!(refused, on("name", code));
        }
        let twice = key();
        let first = save_view(&office, &office.bianca, &twice, "Todos", &filter, false).await.unwrap();
        assert_eq!(save_view(&office, &office.bianca, &twice, "Todos", &filter, false).await.unwrap(), first);
        assert_eq!(tabs(&office, &office.bianca).await.unwrap().iter().filter(|view| view.saved.is_some()).count(), 1);
    }

    async fn a_deleted_view_is_gone_with_its_count(db: TestDb) {
        let office = Office::new(&db).await;
        let carla = office.caller_of("Carla", Role::Agent).await;
        office.open().await;
        let filter = TicketFilter { assignee: Some(AssigneeFilter::User(office.me().id)), ..TicketFilter::default() };
        let id = save_view(&office, &office.bianca, &key(), "Todos os meus", &filter, false).await.unwrap();
        assert_eq!(delete_view(&office, &carla, id).await.unwrap_err().code, ErrorCode::NotFound);
        delete_view(&office, &office.bianca, id).await.unwrap();
        assert_eq!(delete_view(&office, &office.bianca, id).await.unwrap_err().code, ErrorCode::NotFound);
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
