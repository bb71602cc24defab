mod chat;
mod people;

use std::time::Duration;

use domain::{
    access::Actor,
    ids::TicketId,
    live::{ClientFrame, MAX_FRAME, Topic},
};
use futures::FutureExt;
use tokio::time::timeout;

use super::{queue::CAPACITY, *};
use crate::{
    both_databases,
    db::Engine,
    run, scalar,
    testing::{TestDesk, hello},
};

const PATIENCE: Duration = Duration::from_secs(10);

async fn subscribe(socket: &SocketHandle, to: Topic) {
    let frame = serde_json::to_string(&ClientFrame::Subscribe { to, since: None }).unwrap();
    socket.on_frame(&frame).await.unwrap();
}

async fn unsubscribe(socket: &SocketHandle, from: Topic) {
    let frame = serde_json::to_string(&ClientFrame::Unsubscribe { from }).unwrap();
    socket.on_frame(&frame).await.unwrap();
}

/// A socket after both sides' `hello`.
fn connect(hub: &Hub, actor: &Actor) -> (SocketHandle, Frames) {
    let (socket, mut frames) = hub.connect(actor.clone());
    assert_eq!(frames.try_next().as_deref(), Some(r#"{"t":"hello","version":4}"#));
    let greeted = socket.on_frame(&hello(actor.id)).now_or_never();
    assert_eq!(greeted, Some(Ok(None)));
    (socket, frames)
}

fn waiting(frames: &mut Frames) -> Vec<String> {
    std::iter::from_fn(|| frames.try_next()).map(|frame| frame.to_string()).collect()
}

/// Waits for this frame; what comes before it is skipped.
async fn expect(frames: &mut Frames, wanted: &str) {
    let found = async { while &*frames.next().await.unwrap() != wanted {} };
    timeout(PATIENCE, found).await.unwrap_or_else(|_| panic!("{wanted} did not come"));
}

const fn changed(id: i64, version: i64) -> Event {
    Event::TicketChanged { id: TicketId::new(id), version }
}

fn viewers(id: i64, names: &[&str]) -> String {
    format!(r#"{{"t":"viewers","id":{id},"names":{}}}"#, serde_json::to_string(names).unwrap())
}

async fn two_agents(desk: &TestDesk) -> (Actor, Actor) {
    (desk.agent("Bianca").await, desk.agent("Fábio").await)
}

both_databases! {
    async fn an_event_reaches_each_listener_once(db: TestDb) {
        let desk = db.desk();
        let (bianca, fabio) = two_agents(&desk).await;
        let hub = desk.hub();
        let (one, mut list_and_ticket) = connect(hub, &bianca);
        let (two, mut other_ticket) = connect(hub, &fabio);
        let (_three, mut deaf) = connect(hub, &fabio);
        subscribe(&one, Topic::Tickets).await;
        subscribe(&one, Topic::Ticket(TicketId::new(7))).await;
        subscribe(&two, Topic::Ticket(TicketId::new(8))).await;
        waiting(&mut list_and_ticket);
        waiting(&mut other_ticket);

        hub.publish(changed(7, 3));
        hub.publish(Event::CountsChanged);
        let told = [r#"{"t":"ticket_changed","id":7,"version":3}"#, r#"{"t":"counts_changed"}"#];
        assert_eq!(waiting(&mut list_and_ticket), told);
        assert!(waiting(&mut other_ticket).is_empty());
        assert!(waiting(&mut deaf).is_empty());

        unsubscribe(&one, Topic::Tickets).await;
        hub.publish(changed(8, 1));
        assert!(waiting(&mut list_and_ticket).is_empty());
        assert_eq!(waiting(&mut other_ticket).len(), 1);
    }

    async fn a_slow_socket_gets_one_resync_instead(db: TestDb) {
        let desk = db.desk();
        let (bianca, fabio) = two_agents(&desk).await;
        let (slow, mut slow_frames) = connect(desk.hub(), &bianca);
        let (fast, mut fast_frames) = connect(desk.hub(), &fabio);
        subscribe(&slow, Topic::Tickets).await;
        subscribe(&fast, Topic::Tickets).await;
        let mut received = 0;
        for version in 0..=256 {
            desk.hub().publish(changed(1, version));
            received += waiting(&mut fast_frames).len();
        }
        assert_eq!(received, CAPACITY + 1);
        assert_eq!(waiting(&mut slow_frames), [r#"{"t":"resync"}"#]);
        desk.hub().publish(changed(1, 999));
        assert_eq!(waiting(&mut slow_frames).len(), 1, "it goes on as usual");
    }

    async fn sockets_share_the_bytes_of_a_frame(db: TestDb) {
        let desk = db.desk();
        let (bianca, fabio) = two_agents(&desk).await;
        let (one, mut first) = connect(desk.hub(), &bianca);
        let (two, mut second) = connect(desk.hub(), &fabio);
        subscribe(&one, Topic::Tickets).await;
        subscribe(&two, Topic::Tickets).await;
        desk.hub().publish(changed(1, 1));
        let (first, second) = (first.try_next().unwrap(), second.try_next().unwrap());
        assert_eq!(first.into_bytes().as_ptr(), second.into_bytes().as_ptr());
    }

    async fn a_new_ticket_is_told_to_lists_only(db: TestDb) {
        let desk = db.desk();
        let (bianca, fabio) = two_agents(&desk).await;
        let (one, mut list) = connect(desk.hub(), &bianca);
        let (two, mut page) = connect(desk.hub(), &fabio);
        subscribe(&one, Topic::Tickets).await;
        subscribe(&two, Topic::Ticket(desk.bare_ticket(desk.person("Maria", None).await, None).await)).await;
        waiting(&mut page);
        desk.hub().publish(Event::TicketOpened { id: TicketId::new(7) });
        assert_eq!(waiting(&mut list), [r#"{"t":"ticket_opened","id":7}"#]);
        assert_eq!(waiting(&mut page), Vec::<String>::new());
    }

    async fn rights_are_checked_at_subscribe_and_later(db: TestDb) {
        let desk = db.desk();
        let (maria, joana) = (desk.person("Maria", None).await, desk.person("Joana", None).await);
        let (hers, foreign) = (desk.bare_ticket(maria, None).await, desk.bare_ticket(joana, None).await);
        let requester = desk.requester(maria).await;
        let (socket, mut frames) = connect(desk.hub(), &requester);
        subscribe(&socket, Topic::Tickets).await;
        subscribe(&socket, Topic::Ticket(foreign)).await;
        subscribe(&socket, Topic::Ticket(TicketId::new(999_999))).await;
        let refused = waiting(&mut frames);
        assert_eq!(refused.len(), 3);
        assert!(refused.iter().all(|frame| frame.contains("refused")), "{refused:?}");

        subscribe(&socket, Topic::Ticket(hers)).await;
        desk.hub().publish(Event::TicketChanged { id: hers, version: 2 });
        desk.hub().publish(Event::TicketChanged { id: foreign, version: 2 });
        desk.hub().publish(Event::CountsChanged);
        assert_eq!(waiting(&mut frames), [format!(r#"{{"t":"ticket_changed","id":{hers},"version":2}}"#)]);

        // The ticket becomes somebody else's: the next check ends the subscription.
        let mut tx = desk.db().begin().await.unwrap();
        run!(tx, "update tickets set requester_id = $2 where id = $1", hers.get(), joana.get()).unwrap();
        tx.commit().await.unwrap();
        socket.recheck(requester).await;
        desk.hub().publish(Event::TicketChanged { id: hers, version: 3 });
        assert_eq!(waiting(&mut frames), [format!(r#"{{"t":"refused","topic":{{"topic":"ticket","id":{hers}}}}}"#)]);
    }

    async fn people_on_a_ticket_see_each_other(db: TestDb) {
        let desk = db.desk();
        let hub = desk.hub();
        let (bianca, fabio) = two_agents(&desk).await;
        let maria = desk.person("Maria", None).await;
        let id = desk.bare_ticket(maria, None).await;
        let requester = desk.requester(maria).await;
        let number = id.get();

        let (first, mut frames) = connect(hub, &bianca);
        subscribe(&first, Topic::Ticket(id)).await;
        assert_eq!(waiting(&mut frames), [viewers(number, &[])], "nobody else, and not herself");

        let (second, mut fabios) = connect(hub, &fabio);
        let (second_tab, _more) = connect(hub, &fabio);
        let (portal, mut portal_frames) = connect(hub, &requester);
        subscribe(&second, Topic::Ticket(id)).await;
        subscribe(&second_tab, Topic::Ticket(id)).await;
        subscribe(&portal, Topic::Ticket(id)).await;
        assert_eq!(waiting(&mut fabios).first(), Some(&viewers(number, &["Bianca"])));
        assert_eq!(waiting(&mut frames).last(), Some(&viewers(number, &["Fábio"])), "two tabs are one person");
        assert!(waiting(&mut portal_frames).is_empty(), "a requester neither sees nor is seen");

        drop(second);
        assert!(waiting(&mut frames).is_empty(), "the other tab is still there");
        unsubscribe(&second_tab, Topic::Ticket(id)).await;
        assert_eq!(waiting(&mut frames), [viewers(number, &[])]);
        assert_eq!(hub.viewers(id, fabio.id), ["Bianca"]);
    }

    async fn nothing_is_left_of_sockets_that_went_away(db: TestDb) {
        let desk = db.desk();
        let (bianca, _) = two_agents(&desk).await;
        for round in 0..500 {
            let (socket, mut frames) = connect(desk.hub(), &bianca);
            subscribe(&socket, Topic::Tickets).await;
            subscribe(&socket, Topic::Ticket(TicketId::new(round + 1))).await;
            desk.hub().publish(changed(round + 1, 1));
            if round % 2 == 0 {
                drop(socket);
                assert_eq!(frames.next().await, Err(1000));
            } else {
                drop(frames);
            }
        }
        assert_eq!(desk.hub().sockets(), 0);
        assert!(desk.hub().0.lock().is_empty());
    }

    async fn rules_of_the_protocol(db: TestDb) {
        let desk = db.desk();
        let (bianca, _) = two_agents(&desk).await;
        let (socket, mut frames) = connect(desk.hub(), &bianca);
        socket.on_frame(r#"{"t":"ping"}"#).await.unwrap();
        assert_eq!(waiting(&mut frames), [r#"{"t":"pong"}"#]);
        assert_eq!(socket.on_frame(&" ".repeat(MAX_FRAME + 1)).await, Err(BrokenRule::TooLarge));
        assert_eq!(socket.on_frame(&hello(bianca.id)).await, Ok(None));
        for id in 1..=64 {
            subscribe(&socket, Topic::Ticket(TicketId::new(id))).await;
        }
        subscribe(&socket, Topic::Ticket(TicketId::new(3))).await;
        waiting(&mut frames);
        let one_more = r#"{"t":"subscribe","to":{"topic":"tickets"}}"#;
        assert_eq!(socket.on_frame(one_more).await, Ok(None));
        assert_eq!(waiting(&mut frames), [r#"{"t":"error","problem":"too_many_topics"}"#]);
        for _ in 0..9 {
            assert_eq!(socket.on_frame("not json").await, Ok(None), "a slip is told");
        }
        assert_eq!(waiting(&mut frames).last().unwrap(), r#"{"t":"error","problem":"not_a_frame"}"#);
        assert_eq!(socket.on_frame("not json").await, Err(BrokenRule::NotFrames));
        assert_eq!(socket.on_frame(r#"{"t":"hello","version":1}"#).await, Err(BrokenRule::Version));
    }

    async fn a_page_of_somebody_else_is_told_who_is_in_and_not_heard(db: TestDb) {
        let desk = db.desk();
        let (bianca, fabio) = two_agents(&desk).await;
        let ticket = desk.bare_ticket(desk.person("Maria", None).await, None).await;
        let (socket, mut frames) = desk.hub().connect(bianca.clone());
        waiting(&mut frames);
        // Before it said for whom it speaks nothing is taken, nor told.
        let send = format!(r#"{{"t":"send","id":{ticket},"key":"0123456789abcdef","text":"de outra pessoa"}}"#);
        for text in [send.as_str(), r#"{"t":"subscribe","to":{"topic":"tickets"}}"#, r#"{"t":"ping"}"#] {
            assert_eq!(socket.on_frame(text).await, Ok(None));
            assert_eq!(waiting(&mut frames), [r#"{"t":"error","problem":"no_hello"}"#]);
        }
        desk.hub().publish(changed(7, 3));
        assert!(waiting(&mut frames).is_empty());
        for greeting in [hello(fabio.id), r#"{"t":"hello"}"#.to_owned()] {
            assert_eq!(socket.on_frame(&greeting).await, Err(BrokenRule::AnotherUser));
            assert_eq!(waiting(&mut frames), [r#"{"t":"another_user","name":"Bianca"}"#]);
        }
        assert_eq!(BrokenRule::AnotherUser.code(), 4409);
        assert_eq!(socket.on_frame(&hello(bianca.id)).await, Ok(None));
        assert!(socket.on_frame(&send).await.is_ok_and(|request| request.is_some()));
    }

    async fn who_says_too_much_is_slowed_and_then_put_out(db: TestDb) {
        let desk = db.desk();
        let (bianca, _) = two_agents(&desk).await;
        let (socket, mut frames) = connect(desk.hub(), &bianca);
        let mut ended = None;
        let mut slowed = 0;
        for _ in 0..1_000 {
            if let Err(rule) = socket.on_frame(r#"{"t":"ping"}"#).await {
                ended = Some(rule);
                break;
            }
            slowed += waiting(&mut frames).iter().filter(|frame| frame.contains("too_fast")).count();
        }
        assert_eq!(ended, Some(BrokenRule::Flood));
        assert!(slowed > 50, "{slowed}");
    }

    async fn sockets_are_closed_with_the_reason(db: TestDb) {
        let desk = db.desk();
        let (bianca, fabio) = two_agents(&desk).await;
        let (_one, mut biancas) = connect(desk.hub(), &bianca);
        let (_two, mut fabios) = connect(desk.hub(), &fabio);
        desk.hub().close_user(bianca.id, 4401);
        assert_eq!(biancas.next().await, Err(4401));
        assert!(fabios.try_next().is_none());
        desk.hub().close_all(1012);
        assert_eq!((biancas.next().await, fabios.next().await), (Err(4401), Err(1012)));
        // A user with very many sockets loses the oldest.
        let mut tabs: Vec<_> = (0..33).map(|_| desk.hub().connect(fabio.clone())).collect();
        let (_, oldest) = &mut tabs[0];
        assert_eq!(timeout(PATIENCE, oldest.next()).await, Ok(Err(1008)), "what waited is dropped, even its hello");
    }

    async fn events_and_viewers_cross_processes(db: TestDb) {
        if db.db().engine() == Engine::Sqlite {
            // One process only: the hub of SQLite has no bus, and tells what it is told.
            assert!(db.db().postgres().is_none());
            return;
        }
        let desk = db.desk();
        let (bianca, fabio) = two_agents(&desk).await;
        let (here, there) = (Hub::for_db(db.db()), Hub::for_db(db.db()));
        let (socket, mut frames) = connect(&here, &bianca);
        let (other_socket, mut other_frames) = connect(&there, &fabio);
        subscribe(&socket, Topic::Tickets).await;
        // Both are up when they hear each other.
        expect_until(&mut frames, || there.publish(changed(1, 1)), r#"{"t":"ticket_changed","id":1,"version":1}"#).await;
        subscribe(&other_socket, Topic::Tickets).await;
        expect_until(&mut other_frames, || here.publish(changed(2, 1)), r#"{"t":"ticket_changed","id":2,"version":1}"#).await;

        let id = TicketId::new(7);
        subscribe(&socket, Topic::Ticket(id)).await;
        subscribe(&other_socket, Topic::Ticket(id)).await;
        expect(&mut frames, &viewers(7, &["Fábio"])).await;
        expect(&mut other_frames, &viewers(7, &["Bianca"])).await;

        // A third process comes later and is told who is there.
        let late = Hub::for_db(db.db());
        let everybody = async { while late.viewers(id, domain::ids::UserId::new(0)).len() < 2 { pause().await } };
        timeout(PATIENCE, everybody).await.expect("the newcomer knows both");

        drop(other_socket);
        expect(&mut frames, &viewers(7, &[])).await;

        // Its own echo is skipped: one event, one frame.
        waiting(&mut frames);
        here.publish(changed(3, 1));
        here.publish(changed(4, 1));
        expect(&mut frames, r#"{"t":"ticket_changed","id":4,"version":1}"#).await;
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert!(waiting(&mut frames).is_empty());
    }

    async fn a_lost_listener_comes_back_and_asks_to_read_again(db: TestDb) {
        if db.db().engine() == Engine::Sqlite {
            return;
        }
        let desk = db.desk();
        let (bianca, _) = two_agents(&desk).await;
        let (here, there) = (Hub::for_db(db.db()), Hub::for_db(db.db()));
        let (socket, mut frames) = connect(&here, &bianca);
        subscribe(&socket, Topic::Tickets).await;
        let first = r#"{"t":"ticket_changed","id":1,"version":1}"#;
        expect_until(&mut frames, || there.publish(changed(1, 1)), first).await;

        let mut conn = db.db().conn().await.unwrap();
        let sql = "select count(*) from (
                     select pg_terminate_backend(pid)
                     from pg_stat_activity
                     where application_name = 'balcao-listener' and datname = current_database()
                   ) ended";
        assert_eq!(scalar!(conn, i64, sql).unwrap(), 2);
        expect(&mut frames, r#"{"t":"resync"}"#).await;
        let again = r#"{"t":"ticket_changed","id":2,"version":1}"#;
        expect_until(&mut frames, || there.publish(changed(2, 1)), again).await;
    }

    async fn the_tasks_of_the_bus_end_with_the_hub(db: TestDb) {
        if db.db().engine() == Engine::Sqlite {
            return;
        }
        let listeners = async || {
            let mut conn = db.db().conn().await.unwrap();
            let sql = "select count(*) from pg_stat_activity
                       where application_name = 'balcao-listener' and datname = current_database()";
            scalar!(conn, i64, sql).unwrap()
        };
        let hub = Hub::for_db(db.db());
        timeout(PATIENCE, async { while listeners().await != 1 { pause().await } }).await.expect("it listens");
        drop(hub);
        timeout(PATIENCE, async { while listeners().await != 0 { pause().await } }).await.expect("it is gone");
    }
}

async fn pause() {
    tokio::time::sleep(Duration::from_millis(10)).await;
}

/// Repeats `tell` until the frame comes: a bus that is just starting may lose the first ones.
async fn expect_until(frames: &mut Frames, tell: impl Fn(), wanted: &str) {
    let told = async {
        loop {
            tell();
            while let Ok(frame) = timeout(Duration::from_millis(100), frames.next()).await {
                if &*frame.unwrap() == wanted {
                    return;
                }
            }
        }
    };
    timeout(PATIENCE, told).await.unwrap_or_else(|_| panic!("{wanted} did not come"));
}
