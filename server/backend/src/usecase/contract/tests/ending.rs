//! Ends by time: once each, however often the job runs, wherever it is killed, and however late it comes.

use domain::contract::{AccessStatus, Contract, ContractSettings, ReleaseState, wire::LineKind};

use super::{Scene, params};
use crate::{
    both_databases,
    usecase::{
        contract::{expire::batch, expire_due, release},
        view,
    },
};

const OVER: i64 = 60 * 24 * 4;

both_databases! {
    async fn at_the_end_the_block_comes_back_once(db: TestDb) {
        let scene = Scene::new(&db).await;
        let id = scene.blocked(1).await;
        let until = scene.release(id).await;
        // The last millisecond still counts.
        scene.desk.clock().set(until);
        assert_eq!(expire_due(&scene.desk).await.unwrap(), 0);
        assert!(scene.show(id).await.row.contract.released(until).is_some());
        scene.desk.clock().set(until.plus_millis(1));
        // Every read compares the end itself: no job has run yet.
        let late = scene.show(id).await;
        assert!(late.row.contract.is_blocked(late.now));
        assert_eq!(expire_due(&scene.desk).await.unwrap(), 1);
        assert_eq!(expire_due(&scene.desk).await.unwrap(), 0);
        let summary = scene.show(id).await;
        assert_eq!(summary.row.contract.access, AccessStatus::Automatic);
        assert_eq!((summary.releases[0].state, summary.history[0].kind), (ReleaseState::Expired, LineKind::Reblocked));
        assert_eq!(scene.count("select count(*) from contract_events where kind = 'contract.reblocked'").await, 1);
        scene.assert_counts_are_right().await;
    }

    async fn a_process_killed_between_the_steps_blocks_each_contract_once(db: TestDb) {
        let scene = Scene::new(&db).await;
        let mut ids = Vec::new();
        for number in 1..=12 {
            let id = scene.blocked(number).await;
            scene.release(id).await;
            ids.push(id);
        }
        scene.desk.wait_minutes(OVER);
        // Killed before the commit: everything was written, nothing stays.
        let mut tx = scene.desk.db().begin().await.unwrap();
        let (_, ended) = batch(&scene.desk, &mut tx).await.unwrap();
        assert_eq!(ended.len(), 12);
        drop(tx);
        assert_eq!(scene.count("select count(*) from releases where state = 'active'").await, 12);
        assert_eq!(scene.count("select count(*) from contract_history where kind = 'reblocked'").await, 0);
        // Two processes come back at once.
        let (one, two) = (db.desk(), db.desk());
        let (first, second) = tokio::join!(expire_due(&one), expire_due(&two));
        assert_eq!(first.unwrap() + second.unwrap(), 12);
        assert_eq!(expire_due(&scene.desk).await.unwrap(), 0);
        for id in ids {
            let summary = scene.show(id).await;
            assert!(summary.row.contract.running.is_none());
            assert_eq!(summary.history.iter().filter(|line| line.kind == LineKind::Reblocked).count(), 1);
        }
        assert_eq!(scene.count("select count(*) from contract_events where kind = 'contract.reblocked'").await, 12);
        scene.assert_counts_are_right().await;
    }

    async fn a_release_given_before_the_job_came_by_ends_the_old_one_first(db: TestDb) {
        let scene = Scene::new(&db).await;
        scene.set(&ContractSettings { renew_after_days: Some(0), ..params() }).await;
        let id = scene.blocked(1).await;
        scene.release(id).await;
        scene.desk.wait_minutes(OVER);
        release(&scene.desk, &scene.finance, scene.form(id)).await.unwrap();
        let summary = scene.show(id).await;
        let states: Vec<ReleaseState> = summary.releases.iter().map(|release| release.state).collect();
        assert_eq!(states, [ReleaseState::Active, ReleaseState::Expired]);
        assert_eq!(expire_due(&scene.desk).await.unwrap(), 0);
        scene.assert_counts_are_right().await;
    }

    async fn many_ends_take_several_transactions(db: TestDb) {
        let scene = Scene::new(&db).await;
        let now = scene.desk.clock().now().millis();
        let id = scene.blocked(1).await;
        let person = scene.show(id).await.row.contract.person.get();
        let user = scene.finance.actor.id.get();
        let mut tx = scene.desk.db().begin().await.unwrap();
        crate::run!(
            tx,
            "insert into contracts (id, person_id, plan_id, status, access, created_at, updated_at, release_id, release_until)
             with recursive n (i) as (select cast(1001 as bigint) union all select i + 1 from n where i < 1900)
             select i, $1, 1, 'active', 'CA', $2, $2, i, $2 from n",
            person,
            now
        )
        .unwrap();
        crate::run!(
            tx,
            "insert into releases (id, contract_id, protocol, at, until, days, by_id, by_name, state)
             select id, id, 'P-' || id, $1, $1, 1, $2, 'x', 'active' from contracts where id > 1000",
            now,
            user
        )
        .unwrap();
        tx.commit().await.unwrap();
        view::recount::<Contract>(&scene.desk).await.unwrap();
        scene.desk.wait_minutes(OVER);
        assert_eq!(expire_due(&scene.desk).await.unwrap(), 900);
        assert_eq!(scene.count("select count(*) from contracts where release_until is not null").await, 0);
        assert_eq!(scene.count("select count(*) from contract_history where kind = 'reblocked'").await, 900);
        scene.assert_counts_are_right().await;
    }
}
