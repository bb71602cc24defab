use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use domain::{
    ids::TicketId,
    live::{ClientFrame, Topic},
};
use serde::Deserialize;

use super::*;
use crate::{
    both_databases,
    live::{Frames, SocketHandle},
    rows, scalar,
    store::drafts,
    testing,
};

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Opened {
    id: i64,
}

/// What is left of a write: drafts, audit rows, kept keys.
async fn stored(desk: &Desk) -> (i64, i64, i64) {
    let mut conn = desk.db().conn().await.unwrap();
    let sql = "select (select count(*) from drafts), (select count(*) from audit), (select count(*) from commands)";
    rows!(conn, (i64, i64, i64), sql).unwrap()[0]
}

/// A fresh work that wrote a draft and an audit row, and tells of them by adding to the number.
async fn written<'a>(desk: &'a Desk, caller: &'a Caller, key: &'a ClientKey, told: &Arc<AtomicU32>) -> KeyedWork<'a> {
    let Begun::Fresh(mut work) = KeyedWork::begin::<Opened>(desk, caller, key, "open").await.unwrap() else {
        panic!("the key came before");
    };
    let now = work.now().millis();
    drafts::put(work.tx(), caller.actor.id, "ticket.new", "Sem sinal", now).await.unwrap();
    work.audit("opened", "ticket", Some(7), &(), &Opened { id: 7 }).await.unwrap();
    work.publish(live::Event::TicketOpened { id: TicketId::new(7) });
    let told = Arc::clone(told);
    work.afterwards(move |_| {
        told.fetch_add(1, Ordering::Relaxed);
    });
    work
}

/// Somebody who has the list of tickets open.
async fn watching(desk: &Desk, actor: &Actor) -> (SocketHandle, Frames) {
    let (socket, mut frames) = desk.hub().connect(actor.clone());
    let subscribe = ClientFrame::Subscribe { to: Topic::Tickets, since: None };
    for frame in [testing::hello(actor.id), serde_json::to_string(&subscribe).unwrap()] {
        socket.on_frame(&frame).await.unwrap();
    }
    while frames.try_next().is_some() {}
    (socket, frames)
}

both_databases! {
    async fn a_key_that_comes_again_gets_the_answer_that_was_kept(db: TestDb) {
        let desk = db.desk();
        let caller = desk.caller(&desk.admin().await);
        let (key, told) = (testing::key(), Arc::default());
        written(&desk, &caller, &key, &told).await.finish(&Opened { id: 7 }).await.unwrap();
        let again = KeyedWork::begin::<Opened>(&desk, &caller, &key, "open").await.unwrap();
        assert!(matches!(again, Begun::Answered(Opened { id: 7 })));
        assert_eq!((stored(&desk).await, told.load(Ordering::Relaxed)), ((1, 1, 1), 1));
        // The same text of somebody else is another key.
        let other = desk.caller(&desk.supervisor().await);
        let theirs = KeyedWork::begin::<Opened>(&desk, &other, &key, "open").await.unwrap();
        assert!(matches!(theirs, Begun::Fresh(_)));
    }

    async fn what_is_dropped_before_its_end_never_was(db: TestDb) {
        let desk = db.desk();
        let caller = desk.caller(&desk.admin().await);
        let (key, told) = (testing::key(), Arc::default());
        let (_socket, mut frames) = watching(&desk, &caller.actor).await;
        drop(written(&desk, &caller, &key, &told).await);
        assert_eq!((stored(&desk).await, told.load(Ordering::Relaxed)), ((0, 0, 0), 0));
        assert!(frames.try_next().is_none());
        written(&desk, &caller, &key, &told).await.finish(&Opened { id: 7 }).await.unwrap();
        assert_eq!((stored(&desk).await, told.load(Ordering::Relaxed)), ((1, 1, 1), 1));
    }

    async fn what_happened_is_told_after_the_commit(db: TestDb) {
        let desk = db.desk();
        let caller = desk.caller(&desk.admin().await);
        let (key, told) = (testing::key(), Arc::default());
        let (_socket, mut frames) = watching(&desk, &caller.actor).await;
        let mut work = written(&desk, &caller, &key, &told).await;
        assert_eq!((frames.try_next().is_none(), told.load(Ordering::Relaxed)), (true, 0));
        // Whoever is told can read it.
        let (reader, (seen, seeing)) = (Desk::clone(&desk), tokio::sync::oneshot::channel());
        work.afterwards(move |_| drop(tokio::spawn(async move { seen.send(stored(&reader).await) })));
        work.finish(&Opened { id: 7 }).await.unwrap();
        assert!(frames.try_next().unwrap().contains("\"id\":7"));
        assert_eq!((told.load(Ordering::Relaxed), seeing.await.unwrap()), (1, (1, 1, 1)));
    }

    async fn a_form_that_came_before_is_known_by_what_is_in_it(db: TestDb) {
        let desk = db.desk();
        let caller = desk.caller(&desk.admin().await);
        let (new, old) = (testing::key(), testing::key());
        let changed = |opened: Opened| ErrorCode::AlreadyOpened { id: opened.id };
        let Begun::Fresh(work) = KeyedWork::begin_form(&desk, &caller, &new, "open", &"a", changed).await.unwrap() else {
            panic!("the key came before");
        };
        work.finish(&Opened { id: 7 }).await.unwrap();
        let again = KeyedWork::begin_form(&desk, &caller, &new, "open", &"a", changed).await.unwrap();
        assert!(matches!(again, Begun::Answered(Opened { id: 7 })));
        let refused = KeyedWork::begin_form(&desk, &caller, &new, "open", &"b", changed).await.err().unwrap();
        assert_eq!(refused.code, ErrorCode::AlreadyOpened { id: 7 });
        // Answered by the program as it was before an update.
        written(&desk, &caller, &old, &Arc::default()).await.finish(&Opened { id: 8 }).await.unwrap();
        let again = KeyedWork::begin_form(&desk, &caller, &old, "open", &"a", changed).await.unwrap();
        assert!(matches!(again, Begun::Answered(Opened { id: 8 })));
    }

    async fn the_audit_keeps_texts_as_they_are_and_values_as_json(db: TestDb) {
        let desk = db.desk();
        let caller = desk.caller(&desk.admin().await);
        let mut work = UnitOfWork::begin(&desk, &caller).await.unwrap();
        work.audit("removed", "file", Some(3), "nota \"1\".pdf", &None::<Opened>).await.unwrap();
        work.audit("changed", "settings", None, &Opened { id: 1 }, &true).await.unwrap();
        work.commit().await.unwrap();
        let mut conn = desk.db().conn().await.unwrap();
        let kept = rows!(conn, (Option<i64>, String, String), "select entity_id, before, after from audit order by id");
        let rows = kept.unwrap();
        assert_eq!(rows[0], (Some(3), "nota \"1\".pdf".to_owned(), String::new()));
        assert_eq!(rows[1], (None, r#"{"id":1}"#.to_owned(), "true".to_owned()));
        assert_eq!(scalar!(conn, String, "select max(address) from audit").unwrap(), "127.0.0.1");
    }
}
