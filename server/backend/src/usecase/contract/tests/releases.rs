//! Giving, repeating, taking back and overriding releases; fifty at once.

use domain::{
    contract::{ContractSettings, Refusal, ReleaseState, wire::LineKind},
    error::ErrorCode,
    zone::Zone,
};
use futures::future::join_all;

use super::{Scene, params};
use crate::{
    both_databases,
    testing::key,
    usecase::contract::{block, recount, release, revoke, unblock},
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
        assert_eq!(recount(&scene.desk).await.unwrap(), Vec::<String>::new());
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
        let without = scene.act(id, " ").await;
        assert_eq!(revoke(&scene.desk, &scene.finance, without).await.unwrap_err().code, ErrorCode::ReasonRequired);
        let row = revoke(&scene.desk, &scene.finance, scene.act(id, "engano").await).await.unwrap();
        assert!(row.contract.is_blocked(scene.desk.clock().now()));
        assert_eq!(scene.show(id).await.releases[0].state, ReleaseState::Revoked);
        let refused = release(&scene.desk, &scene.finance, scene.form(id)).await.unwrap_err();
        assert!(matches!(refused.code, ErrorCode::Release(Refusal::TooSoon { .. })));
        assert_eq!(recount(&scene.desk).await.unwrap(), Vec::<String>::new());
    }

    async fn a_supervisor_goes_over_the_wait_with_a_reason(db: TestDb) {
        let scene = Scene::new(&db).await;
        let id = scene.blocked(1).await;
        scene.release(id).await;
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
        assert_eq!(recount(&scene.desk).await.unwrap(), Vec::<String>::new());
    }
}
