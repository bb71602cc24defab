//! The grid: filters, pages, kept counts, and how many statements it takes.

use domain::{
    access::Role,
    contract::{AccessStatus, Contract, ContractCursor, ContractFilter, ContractQuery, ContractView, Released},
    error::ErrorCode,
    ids::ContractId,
    ticket::{Ticket, TicketFilter},
    view::VIEWS_MAX,
};

use futures::TryStreamExt;

use super::{Scene, params};
use crate::{
    both_databases, run,
    testing::{key, rows_of_pages},
    usecase::{
        contract::{export, list, rows_of, tabs},
        view,
    },
};

async fn numbers(scene: &Scene, filter: ContractFilter) -> Vec<i64> {
    let query = ContractQuery { filter, ..ContractQuery::default() };
    let page = list(&scene.desk, &scene.supervisor, query).await.unwrap();
    page.rows.iter().map(|row| row.contract.id.get()).collect()
}

both_databases! {
    async fn filters_find_what_they_say(db: TestDb) {
        let scene = Scene::new(&db).await;
        for (number, access) in [
            (101, AccessStatus::Automatic),
            (102, AccessStatus::Active),
            (103, AccessStatus::Manual),
            (104, AccessStatus::Automatic),
        ] {
            scene.contract(number, access).await;
        }
        scene.change(ContractId::new(103), |contract| contract.city = "São José".to_owned()).await;
        scene.release(ContractId::new(104)).await;
        let mut tx = scene.desk.db().begin().await.unwrap();
        run!(
            tx,
            "update people set document = '52998224725' where id = (select person_id from contracts where id = 102)"
        )
        .unwrap();
        tx.commit().await.unwrap();
        let all = ContractFilter::default();
        let text = |text: &str| ContractFilter { text: text.to_owned(), ..ContractFilter::default() };
        assert_eq!(numbers(&scene, all.clone()).await, [104, 103, 102, 101]);
        assert_eq!(numbers(&scene, text("529.982.247-25")).await, [102]);
        assert_eq!(numbers(&scene, text("52998224725")).await, [102]);
        assert_eq!(numbers(&scene, text("52998224725.0")).await, [102]);
        assert_eq!(numbers(&scene, text("102.0")).await, [102]);
        assert_eq!(numbers(&scene, text("111.444.777-35")).await, Vec::<i64>::new());
        assert_eq!(numbers(&scene, text("102")).await, [102]);
        assert_eq!(numbers(&scene, text("NEIDE cout")).await, [104, 103, 102, 101]);
        assert_eq!(numbers(&scene, text("neide 103")).await, [103]);
        assert_eq!(numbers(&scene, text("ninguém")).await, Vec::<i64>::new());
        assert_eq!(numbers(&scene, ContractView::Automatic.filter()).await, [101]);
        assert_eq!(numbers(&scene, ContractView::Blocked.filter()).await, [103, 101]);
        assert_eq!(numbers(&scene, ContractView::Released.filter()).await, [104]);
        assert_eq!(numbers(&scene, ContractFilter { released: Some(Released::No), ..all.clone() }).await, [103, 102, 101]);
        assert_eq!(numbers(&scene, ContractFilter { city: "sao jose".to_owned(), ..all.clone() }).await, [103]);
        let since = scene.desk.clock().now().plus_days(-10);
        assert_eq!(numbers(&scene, ContractFilter { blocked_from: Some(since), ..all.clone() }).await.len(), 3);
        let both = ContractFilter { access: vec![AccessStatus::Manual, AccessStatus::Automatic], ..all.clone() };
        assert_eq!(numbers(&scene, both).await, [103, 101]);
        let ended = ContractFilter { ends_by: Some(since), ..all };
        assert_eq!(numbers(&scene, ended).await, Vec::<i64>::new());
        scene.assert_counts_are_right().await;
    }

    async fn pages_turn_both_ways(db: TestDb) {
        let scene = Scene::new(&db).await;
        for number in 1..=60 {
            scene.contract(number, AccessStatus::Automatic).await;
        }
        for filter in [
            ContractFilter::default(),
            ContractFilter { text: "neide".to_owned(), ..ContractFilter::default() },
            ContractFilter { blocked_to: Some(scene.desk.clock().now()), ..ContractFilter::default() },
        ] {
            let query = ContractQuery { filter, page_size: 25, ..ContractQuery::default() };
            let first = list(&scene.desk, &scene.supervisor, query.clone()).await.unwrap();
            assert!(first.has_next && !first.has_previous);
            let last = &first.rows[24].contract;
            let cursor = |contract: &domain::contract::Contract, backwards| {
                let value = query.sort_value(contract.blocked_at);
                Some(ContractCursor { value, id: contract.id, start: 26, backwards })
            };
            let next = ContractQuery { cursor: cursor(last, false), ..query.clone() };
            let second = list(&scene.desk, &scene.supervisor, next).await.unwrap();
            assert_eq!((second.rows[0].contract.id.get(), second.rows.len()), (35, 25));
            let back = ContractQuery { cursor: cursor(&second.rows[0].contract, true), ..query.clone() };
            let again = list(&scene.desk, &scene.supervisor, back).await.unwrap();
            assert_eq!(again.rows, first.rows);
        }
    }

    async fn a_page_takes_four_statements_and_a_saved_view_keeps_its_count(db: TestDb) {
        let scene = Scene::new(&db).await;
        for number in 1..=3 {
            scene.blocked(number).await;
        }
        let before = scene.desk.db().statements_sent();
        list(&scene.desk, &scene.supervisor, ContractQuery::default()).await.unwrap();
        assert!(scene.desk.db().statements_sent() - before <= 4);
        let before = scene.desk.db().statements_sent();
        scene.show(ContractId::new(1)).await;
        assert!(scene.desk.db().statements_sent() - before <= 6);
        let filter = ContractFilter { city: "MANAUS".to_owned(), only_blocked: true, ..ContractFilter::default() };
        view::save::<Contract>(&scene.desk, &scene.supervisor, &key(), "Manaus", &filter, true).await.unwrap();
        let count = async || {
            let (tabs, _) = tabs(&scene.desk, &scene.supervisor).await.unwrap();
            tabs.into_iter().find(|tab| tab.name.as_deref() == Some("Manaus")).unwrap().count
        };
        assert_eq!(count().await, Some(3));
        scene.release(ContractId::new(2)).await;
        assert_eq!(count().await, Some(2));
        scene.assert_counts_are_right().await;
    }
    async fn a_view_is_counted_as_its_counter_is_kept(db: TestDb) {
        let scene = Scene::new(&db).await;
        for (number, access) in [(1, AccessStatus::Automatic), (2, AccessStatus::Automatic), (3, AccessStatus::Manual), (4, AccessStatus::Active)] {
            scene.contract(number, access).await;
        }
        scene.release(ContractId::new(2)).await;
        // The end has passed and the job has not come by.
        scene.desk.wait_minutes(5 * 24 * 60);
        let all = ContractFilter::default();
        let since = scene.desk.clock().now().plus_days(-90);
        for filter in [
            all.clone(),
            ContractFilter { only_blocked: true, ..all.clone() },
            ContractFilter { released: Some(Released::Yes), ..all.clone() },
            ContractFilter { released: Some(Released::No), ..all.clone() },
            ContractFilter { access: vec![AccessStatus::Automatic, AccessStatus::Manual], ..all.clone() },
            ContractFilter { blocked_from: Some(since), city: "manaus".to_owned(), ..all.clone() },
            ContractFilter { ends_by: Some(scene.desk.clock().now()), ..all.clone() },
            ContractFilter { text: "#3".to_owned(), ..all },
        ] {
            view::save::<Contract>(&scene.desk, &scene.supervisor, &key(), "Visão", &filter, false).await.unwrap();
            scene.assert_counts_are_right().await;
        }
        let (found, _) = tabs(&scene.desk, &scene.supervisor).await.unwrap();
        let counts: Vec<_> = found.iter().filter(|tab| tab.saved.is_some()).filter_map(|tab| tab.count).collect();
        assert_eq!(&counts[..5], [4, 2, 1, 3, 2]);
    }

    async fn a_user_keeps_so_many_views(db: TestDb) {
        let scene = Scene::new(&db).await;
        let filter = ContractFilter::default();
        for _ in 0..VIEWS_MAX {
            view::save::<Contract>(&scene.desk, &scene.supervisor, &key(), "Visão", &filter, false).await.unwrap();
        }
        let refused = view::save::<Contract>(&scene.desk, &scene.supervisor, &key(), "Visão", &filter, false).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::TooManyViews { max: VIEWS_MAX });
        let of_tickets = TicketFilter::default();
        let refused = view::save::<Ticket>(&scene.desk, &scene.supervisor, &key(), "Visão", &of_tickets, false).await;
        assert_eq!(refused.unwrap_err().code, ErrorCode::TooManyViews { max: VIEWS_MAX });
        assert!(view::save::<Contract>(&scene.desk, &scene.finance, &key(), "Visão", &filter, false).await.is_ok());
    }

    async fn an_export_gives_every_row_of_the_filter_and_is_logged(db: TestDb) {
        let scene = Scene::new(&db).await;
        // More than one page of an export, and one that the filter leaves out.
        let person = scene.desk.person("Neide Coutinho", None).await;
        for number in 1..=520 {
            scene.desk.contract(person, number, AccessStatus::Automatic).await;
        }
        scene.desk.contract(person, 521, AccessStatus::Active).await;
        let filter = ContractFilter { only_blocked: true, ..ContractFilter::default() };
        let query = ContractQuery { filter, ..ContractQuery::default() };
        for role in [Role::Agent, Role::Finance, Role::Viewer, Role::Requester] {
            let caller = scene.desk.caller(&scene.desk.user("Alguém", role).await);
            let refused = export(&scene.desk, &caller, query.clone()).await.err().map(|error| error.code);
            assert_eq!(refused, Some(ErrorCode::Forbidden), "{role:?}");
        }
        let before = scene.desk.exports_logged().await;
        assert!(before.is_empty(), "a refused export takes nothing");
        let pages = export(&scene.desk, &scene.supervisor, query).await.unwrap();
        let rows = rows_of_pages(pages).await;
        let numbers: Vec<i64> = rows.iter().map(|row| row.contract.id.get()).collect();
        assert_eq!(numbers, (1..=520).rev().collect::<Vec<_>>());
        let line = |action: &str, after: &str| format!("{} {} {action} contracts {{\"only_blocked\":true}} {after}", scene.supervisor.actor.name, scene.supervisor.address);
        assert_eq!(scene.desk.exports_logged().await, [line("exported", ""), line("export_ended", "520")]);
        // By the day of the block the pages go on as well, where all days are the same.
        let filter = ContractFilter { blocked_to: Some(scene.desk.clock().now()), ..ContractFilter::default() };
        let query = ContractQuery { filter, ..ContractQuery::default() };
        let pages = export(&scene.desk, &scene.supervisor, query).await.unwrap();
        assert_eq!(rows_of_pages(pages).await.len(), 520);
    }

    async fn an_export_ends_with_the_right_to_it(db: TestDb) {
        let scene = Scene::new(&db).await;
        let person = scene.desk.person("Neide Coutinho", None).await;
        for number in 1..=501 {
            scene.desk.contract(person, number, AccessStatus::Automatic).await;
        }
        let mut pages = export(&scene.desk, &scene.supervisor, ContractQuery::default()).await.unwrap();
        assert_eq!(pages.try_next().await.unwrap().unwrap().len(), 500);
        let mut tx = scene.desk.db().begin().await.unwrap();
        run!(tx, "update users set role = 'agent' where id = $1", scene.supervisor.actor.id.get()).unwrap();
        tx.commit().await.unwrap();
        assert_eq!(pages.try_next().await.unwrap_err().code, ErrorCode::Forbidden);
        assert_eq!(scene.desk.exports_logged().await.len(), 1, "it was not read to its end");
    }

    async fn rows_come_with_the_terms_of_the_moment(db: TestDb) {
        let scene = Scene::new(&db).await;
        let id = scene.blocked(1).await;
        scene.release(id).await;
        scene.desk.wait_minutes(40 * 24 * 60);
        let found = rows_of(&scene.desk, &scene.supervisor, &[id]).await.unwrap();
        assert_eq!((found.rows.len(), found.now), (1, scene.desk.clock().now()));
        assert_eq!(found.terms.params, params());
    }
}
