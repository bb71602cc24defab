use domain::error::ErrorCode;

use super::*;
use crate::{both_databases, testing::TestDesk};

async fn record_of(desk: &TestDesk, name: &str) -> JobRow {
    let rows = store::jobs::all(&mut desk.db().conn().await.unwrap()).await.unwrap();
    rows.into_iter().find(|row| row.name == name).unwrap()
}

both_databases! {
    async fn a_panic_or_error_is_recorded_and_the_next_run_comes(db: TestDb) {
        let desk = db.desk();
        let start = desk.clock().now();
        assert!(supervise(&desk, "probe", start, async { Ok(()) }).await);
        let fine = record_of(&desk, "probe").await;
        assert_eq!((fine.last_success_at, fine.last_error.as_str()), (Some(start.millis()), ""));

        desk.wait_minutes(1);
        assert!(supervise(&desk, "probe", desk.clock().now(), async { panic!("on purpose") }).await);
        let panicked = record_of(&desk, "probe").await;
        assert_eq!((panicked.last_success_at, panicked.last_error.as_str()), (Some(start.millis()), "panicked"));

        desk.wait_minutes(1);
        assert!(supervise(&desk, "probe", desk.clock().now(), async { Err(ErrorCode::Unavailable.into()) }).await);
        assert_eq!(record_of(&desk, "probe").await.last_error, "Unavailable");

        desk.wait_minutes(1);
        assert!(supervise(&desk, "probe", desk.clock().now(), async { Ok(()) }).await);
        assert_eq!(record_of(&desk, "probe").await.last_error, "");
    }

    async fn only_one_of_two_processes_gets_a_run(db: TestDb) {
        let (one, two) = (db.desk(), db.desk());
        let not_since = one.clock().now().plus_seconds(-10);
        let ran = tokio::join!(
            supervise(&one, "probe", not_since, async { Ok(()) }),
            supervise(&two, "probe", not_since, async { Ok(()) }),
        );
        assert!(ran.0 ^ ran.1, "{ran:?}");
        one.wait_minutes(1);
        assert!(supervise(&two, "probe", one.clock().now().plus_seconds(-10), async { Ok(()) }).await);
    }

    async fn every_job_runs_on_an_empty_desk_and_stops_when_told(db: TestDb) {
        let desk = db.desk();
        let (stop, stopping) = watch::channel(false);
        let running = tokio::spawn(run((*desk).clone(), stopping));
        let status = loop {
            let status = status(&mut desk.db().conn().await.unwrap(), desk.clock().now()).await.unwrap();
            if status.iter().all(|job| job.last_success.is_some() || !job.last_error.is_empty()) {
                break status;
            }
            sleep(Duration::from_millis(5)).await;
        };
        assert!(status.iter().all(|job| job.last_error.is_empty() && !job.overdue), "{status:?}");
        stop.send(true).unwrap();
        tokio::time::timeout(Duration::from_secs(5), running).await.expect("the jobs stop").unwrap();
    }

    async fn sweeping_takes_what_is_old_and_nothing_else(db: TestDb) {
        let desk = db.desk();
        let user = desk.admin().await;
        let now = desk.clock().now();
        let mut tx = desk.db().begin().await.unwrap();
        for (token, ends) in [("old", now.plus_minutes(-1)), ("live", now.plus_hours(1))] {
            store::sessions::insert(&mut tx, token, user.id.get(), now.millis(), ends.millis(), "", "").await.unwrap();
        }
        for (key, at) in [("a-key-of-last-month", now.plus_days(-8)), ("a-key-of-yesterday-", now.plus_days(-1))] {
            let key = domain::ids::ClientKey::parse(key).unwrap();
            store::commands::claim::<()>(&mut tx, user.id, &key, "x", at.millis()).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert!(run_if_due(&desk, Job::SweepSessions).await);
        assert!(run_if_due(&desk, Job::SweepCommands).await);
        let mut conn = desk.db().conn().await.unwrap();
        assert_eq!(crate::scalar!(conn, i64, "select count(*) from sessions").unwrap(), 1);
        assert_eq!(crate::scalar!(conn, i64, "select count(*) from commands").unwrap(), 1);
    }
}

#[test]
fn a_nightly_job_runs_at_night_or_after_a_missed_one() {
    let at = |text: &str| {
        let local = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
        UtcMillis::of_local(local, Zone::Brasilia)
    };
    let due = |now: &str, last: &str| at(last) <= Job::Recount.not_since(at(now));
    assert!(due("2026-03-18 03:10", "2026-03-17 03:02"));
    assert!(!due("2026-03-18 03:15", "2026-03-18 03:10"));
    assert!(!due("2026-03-18 14:31", "2026-03-18 03:10"));
    assert!(due("2026-03-19 16:00", "2026-03-18 03:10"));
}
