//! Giving, repeating, taking back and overriding releases; fifty at once.

use domain::{
    contract::{ContractSettings, Refusal, ReleaseState, wire::LineKind},
    error::ErrorCode,
    time::UtcMillis,
    zone::Zone,
};
use futures::future::join_all;

use super::{Scene, params};
use crate::{
    both_databases,
    testing::key,
    usecase::contract::{block, release, revoke, unblock},
};

both_databases! {
    async fn a_release_lasts_to_the_end_of_its_last_day_and_the_summary_says_so(db: TestDb) {
        let scene = Scene::new(&db).await;
        let id = scene.blocked(10_482).await;
        let form = scene.form(id);
        let given = release(&scene.desk, &scene.finance, form.clone()).await.unwrap();
        assert_eq!(given.until.format_date_time(Zone::Brasilia), "20/03/2026 23:59");
        assert!(given.protocol.starts_with("20260318-"));
        // The same click once more.
        assert_eq!(release(&scene.desk, &scene.finance, form).await.unwrap(), given);
        let summary = scene.show(id).await;
        assert_eq!(summary.row.contract.released(summary.now), Some(given.until));
        assert_eq!((summary.releases.len(), summary.releases[0].by.as_str()), (1, "Fábio"));
        assert_eq!(summary.history[0].kind, LineKind::Released);
        assert_eq!(scene.count("select count(*) from contract_events where kind = 'contract.released'").await, 1);
        assert_eq!(scene.count("select count from counters where name = 'contracts.released'").await, 1);
        assert_eq!(scene.count("select count from counters where name = 'contracts.blocked'").await, 0);
        scene.assert_counts_are_right().await;
        // Changed parameters leave it as it was given.
        scene.set(&ContractSettings { days: 1, enabled: false, ..params() }).await;
        assert_eq!(scene.show(id).await.row.contract.running, summary.row.contract.running);
    }

    async fn of_fifty_requests_at_once_one_gets_the_release(db: TestDb) {
        let scene = Scene::new(&db).await;
        let id = scene.blocked(10_482).await;
        let requests = (0..50).map(|_| {
            let (desk, caller, form) = (scene.desk.clone(), scene.finance.clone(), scene.form(id));
            tokio::spawn(async move { release(&desk, &caller, form).await })
        });
        let answers: Vec<_> = join_all(requests).await.into_iter().map(|answer| answer.unwrap()).collect();
        let given: Vec<_> = answers.iter().filter_map(|answer| answer.as_ref().ok()).collect();
        assert_eq!(given.len(), 1);
        let until = given[0].until.local_date(Zone::Brasilia);
        for refused in answers.iter().filter_map(|answer| answer.as_ref().err()) {
            assert_eq!(refused.code, ErrorCode::Release(Refusal::AlreadyReleased { until }));
            assert_eq!(refused.code.http_status(), 409);
        }
        assert_eq!(scene.count("select count(*) from releases").await, 1);
        assert_eq!(scene.count("select count(*) from contract_history where kind = 'released'").await, 1);
        assert_eq!(scene.count("select count(*) from contract_events").await, 1);
        // Refused ones took no protocol number with them, and were not counted.
        assert_eq!(scene.count("select last from protocol_sequences").await, 1);
        assert_eq!(scene.count("select count from counters where name = 'releases.given.2026-03-18'").await, 1);
    }

    async fn a_revoked_release_is_over_and_the_wait_counts(db: TestDb) {
        let scene = Scene::new(&db).await;
        let id = scene.blocked(1).await;
        let act = scene.act(id, "engano").await;
        assert_eq!(revoke(&scene.desk, &scene.finance, act).await.unwrap_err().code, ErrorCode::NoRelease);
        scene.release(id).await;
        scene.desk.wait_minutes(24 * 60);
        let without = scene.act(id, " ").await;
        assert_eq!(revoke(&scene.desk, &scene.finance, without).await.unwrap_err().code, ErrorCode::ReasonRequired);
        let row = revoke(&scene.desk, &scene.finance, scene.act(id, "engano").await).await.unwrap();
        assert!(row.contract.is_blocked(scene.desk.clock().now()));
        assert_eq!(scene.show(id).await.releases[0].state, ReleaseState::Revoked);
        let refused = release(&scene.desk, &scene.finance, scene.form(id)).await.unwrap_err();
        assert!(matches!(refused.code, ErrorCode::Release(Refusal::TooSoon { .. })));
        scene.assert_counts_are_right().await;
    }

    async fn a_release_revoked_on_its_day_makes_nobody_wait(db: TestDb) {
        let scene = Scene::new(&db).await;
        let id = scene.blocked(1).await;
        scene.release(id).await;
        // What the dialog says before is what the server does after.
        let before = scene.show(id).await;
        let given = before.running().unwrap().given();
        let said = before.terms.after_revocation(&before.row.contract, given, before.now, Zone::Brasilia);
        assert_eq!((said.reasons, said.free_from), (vec![], None));
        let row = revoke(&scene.desk, &scene.finance, scene.act(id, "engano").await).await.unwrap();
        assert_eq!((row.contract.interval_from, row.contract.last_release), (None, Some(given.at)));
        let after = scene.show(id).await;
        assert_eq!((after.row.contract, after.releases[0].state), (row.contract, ReleaseState::Revoked));
        scene.release(id).await;
        assert_eq!(scene.count("select count(*) from releases").await, 2);
        scene.assert_counts_are_right().await;
    }

    async fn the_day_of_a_mistake_is_the_company_s(db: TestDb) {
        let scene = Scene::new(&db).await;
        let clock = scene.desk.clock().clone();
        let day = clock.now().local_date(Zone::Brasilia);
        let (one, two) = (scene.blocked(1).await, scene.blocked(2).await);
        clock.set(UtcMillis::end_of_day(day, Zone::Brasilia).plus_seconds(-2));
        for id in [one, two] {
            scene.release(id).await;
        }
        scene.desk.wait_seconds(1);
        let row = revoke(&scene.desk, &scene.finance, scene.act(one, "engano").await).await.unwrap();
        assert_eq!(row.contract.interval_from, None, "it was Brasília's day all the same");
        scene.desk.wait_seconds(2);
        let row = revoke(&scene.desk, &scene.finance, scene.act(two, "engano").await).await.unwrap();
        assert_eq!(row.contract.interval_from.map(|at| at.local_date(Zone::Brasilia)), Some(day));
    }

    async fn where_the_company_wants_it_a_mistake_counts_as_well(db: TestDb) {
        let scene = Scene::new(&db).await;
        scene.set(&ContractSettings { same_day_revocation_free: false, ..params() }).await;
        let id = scene.blocked(1).await;
        scene.release(id).await;
        let before = scene.show(id).await;
        let given = before.running().unwrap().given();
        let said = before.terms.after_revocation(&before.row.contract, given, before.now, Zone::Brasilia);
        assert_eq!(said.free_from.map(|day| day.to_string()).as_deref(), Some("2026-04-17"));
        revoke(&scene.desk, &scene.finance, scene.act(id, "engano").await).await.unwrap();
        let refused = release(&scene.desk, &scene.finance, scene.form(id)).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::Release(said.reasons[0].clone()));
    }

    async fn a_mistake_gives_back_the_wait_that_was_there_before(db: TestDb) {
        let scene = Scene::new(&db).await;
        let id = scene.blocked(1).await;
        scene.release(id).await;
        let first = scene.show(id).await.row.contract.interval_from;
        scene.desk.wait_minutes(24 * 60);
        revoke(&scene.desk, &scene.finance, scene.act(id, "mudou de ideia").await).await.unwrap();
        let mut form = scene.form(id);
        form.override_reason = "cliente hospitalizado".to_owned();
        release(&scene.desk, &scene.supervisor, form).await.unwrap();
        let row = revoke(&scene.desk, &scene.finance, scene.act(id, "contrato errado").await).await.unwrap();
        assert!(first.is_some());
        assert_eq!(row.contract.interval_from, first, "the reason went over it, a mistake does not end it");
        // A block by hand revokes a release as well.
        let other = scene.blocked(2).await;
        scene.release(other).await;
        let row = block(&scene.desk, &scene.finance, scene.act(other, "fraude").await).await.unwrap();
        assert_eq!(row.contract.interval_from, None);
        assert_eq!(scene.show(other).await.releases[0].state, ReleaseState::Revoked);
    }

    async fn a_supervisor_goes_over_the_wait_with_a_reason(db: TestDb) {
        let scene = Scene::new(&db).await;
        let id = scene.blocked(1).await;
        scene.release(id).await;
        scene.desk.wait_minutes(24 * 60);
        revoke(&scene.desk, &scene.finance, scene.act(id, "engano").await).await.unwrap();
        let mut form = scene.form(id);
        form.override_reason = "cliente hospitalizado".to_owned();
        let refused = release(&scene.desk, &scene.finance, form.clone()).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::Forbidden);
        form.key = key();
        release(&scene.desk, &scene.supervisor, form).await.unwrap();
        assert_eq!(scene.show(id).await.releases[0].override_reason, "cliente hospitalizado");
        assert_eq!(
            scene.count("select count(*) from audit where entity = 'contract' and action = 'released'").await,
            2
        );
    }

    async fn a_limit_of_releases_a_day_holds(db: TestDb) {
        let scene = Scene::new(&db).await;
        scene.set(&ContractSettings { daily_limit: Some(1), ..params() }).await;
        let (one, two) = (scene.blocked(1).await, scene.blocked(2).await);
        scene.release(one).await;
        let refused = release(&scene.desk, &scene.finance, scene.form(two)).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::Release(Refusal::DailyLimit { limit: 1 }));
        scene.desk.wait_minutes(24 * 60);
        scene.release(two).await;
    }

    async fn a_block_by_hand_ends_a_release_and_has_a_reason(db: TestDb) {
        let scene = Scene::new(&db).await;
        let id = scene.blocked(1).await;
        scene.release(id).await;
        let row = block(&scene.desk, &scene.finance, scene.act(id, "fraude").await).await.unwrap();
        assert!(row.contract.running.is_none() && row.contract.is_blocked(scene.desk.clock().now()));
        let again = block(&scene.desk, &scene.finance, scene.act(id, "fraude").await).await.unwrap_err();
        assert_eq!(again.code, ErrorCode::AlreadyBlocked);
        let mut stale = scene.act(id, "x").await;
        stale.version -= 1;
        assert_eq!(unblock(&scene.desk, &scene.finance, stale).await.unwrap_err().code, ErrorCode::Stale);
        let row = unblock(&scene.desk, &scene.finance, scene.act(id, "acordo").await).await.unwrap();
        assert!(!row.contract.is_blocked(scene.desk.clock().now()));
        scene.assert_counts_are_right().await;
    }
}
