//! Events on both databases: signed, repeated with growing waits, logged; receivers that fail in every way.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use domain::{
    access::Role,
    contract::{AccessStatus, Contract, ContractStatus, ReleaseChoice, wire::ContractAct},
    ids::{ContractId, EventId},
    money::Money,
    settings::wire::SaveSetting,
    webhook::{Attempt, EventState, WebhookSettings},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use super::{WAITS, deliver_due, log, make_key, resend, signature, test};
use crate::{
    both_databases, scalar, store,
    store::{contracts, events},
    testing::{TestDb, TestDesk, key},
    usecase::{Caller, contract, settings::save_webhook},
};

/// What a receiver does with every connection.
#[derive(Clone, Copy)]
enum Manner {
    Answer(u16),
    /// Takes the request and never answers.
    Silent,
}

/// A receiver; gives its address and the requests it got.
async fn receiver(manner: Manner) -> (SocketAddr, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let got = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&got);
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let heard = Arc::clone(&heard);
            tokio::spawn(async move {
                let mut bytes = Vec::new();
                let mut part = [0_u8; 4096];
                while !String::from_utf8_lossy(&bytes).contains("}") {
                    let read = socket.read(&mut part).await.unwrap_or(0);
                    if read == 0 {
                        break;
                    }
                    bytes.extend_from_slice(&part[..read]);
                }
                heard.lock().unwrap().push(String::from_utf8_lossy(&bytes).into_owned());
                match manner {
                    Manner::Answer(status) => {
                        let answer = format!(
                            "HTTP/1.1 {status} X\r\nlocation: /elsewhere\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                        );
                        let _sent = socket.write_all(answer.as_bytes()).await;
                    }
                    Manner::Silent => tokio::time::sleep(std::time::Duration::from_secs(60)).await,
                }
            });
        }
    });
    (address, got)
}

struct Scene {
    desk: TestDesk,
    admin: Caller,
    key: String,
}

impl Scene {
    async fn new(db: &TestDb) -> Self {
        let desk = db.desk();
        let admin = desk.caller(&desk.user("Ana", Role::Admin).await);
        let key = make_key(&desk, &admin).await.unwrap();
        Self { desk, admin, key }
    }

    async fn set(&self, url: String, allow_private: bool) {
        let mut tx = self.desk.db().begin().await.unwrap();
        let version = store::settings::load_versioned::<WebhookSettings>(&mut tx).await.unwrap().version;
        let settings = WebhookSettings { enabled: true, url, allow_private };
        store::settings::save(&mut tx, &settings, version, self.desk.clock().now(), "test").await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Blocks a new contract by hand, which is an event.
    async fn event(&self, number: i64) -> EventId {
        let now = self.desk.clock().now();
        let person = self.desk.person("Neide", None).await;
        let mut tx = self.desk.db().begin().await.unwrap();
        let contract = Contract {
            id: ContractId::new(number),
            version: 1,
            person,
            plan: contracts::plans::named(&mut tx, "Fibra", now).await.unwrap(),
            value: Money::ZERO,
            status: ContractStatus::Active,
            access: AccessStatus::Automatic,
            blocked_at: Some(now),
            state: None,
            city: String::new(),
            choice: ReleaseChoice::Follow,
            restriction: String::new(),
            running: None,
            last_release: None,
            interval_from: None,
        };
        contracts::insert(&mut tx, &contract, now).await.unwrap();
        tx.commit().await.unwrap();
        let act = ContractAct { key: key(), id: contract.id, version: 1, reason: "teste".to_owned() };
        contract::block(&self.desk, &self.admin, act).await.unwrap();
        let mut conn = self.desk.db().conn().await.unwrap();
        EventId::new(scalar!(conn, i64, "select max(id) from contract_events").unwrap())
    }

    async fn attempts(&self, id: EventId) -> Vec<Attempt> {
        events::attempts(&mut self.desk.db().conn().await.unwrap(), id).await.unwrap()
    }
}

both_databases! {
    async fn an_event_arrives_once_and_signed(db: TestDb) {
        let scene = Scene::new(&db).await;
        let (address, got) = receiver(Manner::Answer(204)).await;
        scene.set(format!("http://{address}/eventos"), true).await;
        let id = scene.event(10_482).await;
        assert_eq!(deliver_due(&scene.desk).await.unwrap(), 1);
        assert_eq!(deliver_due(&scene.desk).await.unwrap(), 0);
        assert_eq!(scene.attempts(id).await, [Attempt::Accepted { status: 204 }]);
        let requests = got.lock().unwrap().clone();
        assert_eq!(requests.len(), 1);
        let (head, body) = requests[0].split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("POST /eventos "), "{head}");
        assert!(body.contains(r#""kind":"contract.blocked""#) && body.contains(r#""contract":10482"#), "{body}");
        let expected = signature(&scene.key, scene.desk.clock().now().millis() / 1000, body);
        assert!(head.to_lowercase().contains(&format!("balcao-signature: {expected}")), "{head}");
        let shown = log(&scene.desk, &scene.admin).await.unwrap();
        assert!(shown.has_key && shown.events[0].state == EventState::Delivered);
    }

    async fn a_failing_receiver_is_tried_again_with_growing_waits(db: TestDb) {
        let scene = Scene::new(&db).await;
        let (address, got) = receiver(Manner::Answer(500)).await;
        scene.set(format!("http://{address}/"), true).await;
        let id = scene.event(1).await;
        deliver_due(&scene.desk).await.unwrap();
        for wait in WAITS {
            assert_eq!(deliver_due(&scene.desk).await.unwrap(), 0, "too early");
            scene.desk.wait_minutes(wait);
            assert_eq!(deliver_due(&scene.desk).await.unwrap(), 1, "after {wait} minutes");
        }
        scene.desk.wait_minutes(10_000);
        assert_eq!(deliver_due(&scene.desk).await.unwrap(), 0, "given up");
        assert_eq!(scene.attempts(id).await, vec![Attempt::Refused { status: 500 }; 8]);
        assert_eq!(got.lock().unwrap().len(), 8);
        // By hand it is tried all the same.
        assert_eq!(resend(&scene.desk, &scene.admin, id).await.unwrap(), Attempt::Refused { status: 500 });
        let (better, _) = receiver(Manner::Answer(200)).await;
        scene.set(format!("http://{better}/"), true).await;
        assert_eq!(resend(&scene.desk, &scene.admin, id).await.unwrap(), Attempt::Accepted { status: 200 });
    }

    async fn redirects_are_not_followed_and_nobody_at_home_is_unreachable(db: TestDb) {
        let scene = Scene::new(&db).await;
        let (address, got) = receiver(Manner::Answer(302)).await;
        scene.set(format!("http://{address}/"), true).await;
        assert_eq!(test(&scene.desk, &scene.admin).await.unwrap(), Attempt::Refused { status: 302 });
        assert_eq!(got.lock().unwrap().len(), 1);
        let gone = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
        scene.set(format!("http://{gone}/"), true).await;
        assert_eq!(test(&scene.desk, &scene.admin).await.unwrap(), Attempt::Unreachable);
    }

    async fn the_own_network_is_left_alone_unless_allowed(db: TestDb) {
        let scene = Scene::new(&db).await;
        let (address, got) = receiver(Manner::Answer(204)).await;
        for host in [format!("127.0.0.1:{}", address.port()), format!("localhost:{}", address.port())] {
            scene.set(format!("http://{host}/"), false).await;
            assert_eq!(test(&scene.desk, &scene.admin).await.unwrap(), Attempt::Private);
        }
        assert!(got.lock().unwrap().is_empty());
    }

    async fn a_silent_receiver_costs_ten_seconds_and_no_more(db: TestDb) {
        let scene = Scene::new(&db).await;
        let (address, _) = receiver(Manner::Silent).await;
        scene.set(format!("http://{address}/"), true).await;
        assert_eq!(test(&scene.desk, &scene.admin).await.unwrap(), Attempt::Timeout);
    }

    async fn without_an_address_events_are_kept_and_can_be_sent_later(db: TestDb) {
        let scene = Scene::new(&db).await;
        let id = scene.event(1).await;
        assert_eq!(deliver_due(&scene.desk).await.unwrap(), 0);
        assert_eq!(log(&scene.desk, &scene.admin).await.unwrap().events[0].state, EventState::Kept);
        let (address, _) = receiver(Manner::Answer(204)).await;
        scene.set(format!("http://{address}/"), true).await;
        assert_eq!(resend(&scene.desk, &scene.admin, id).await.unwrap(), Attempt::Accepted { status: 204 });
    }
    async fn events_wait_while_the_sending_is_off(db: TestDb) {
        let scene = Scene::new(&db).await;
        let (address, got) = receiver(Manner::Answer(204)).await;
        let switch = async |enabled: bool| {
            let mut conn = db.db().conn().await.unwrap();
            let version = store::settings::load_versioned::<WebhookSettings>(&mut conn).await.unwrap().version;
            drop(conn);
            let form = WebhookSettings { enabled, url: format!("http://{address}/"), allow_private: true };
            save_webhook(&scene.desk, &scene.admin, SaveSetting { key: key(), version, form }).await.unwrap();
        };
        let state = async || log(&scene.desk, &scene.admin).await.unwrap().events.into_iter().map(|row| row.state).collect::<Vec<_>>();
        // Due, and then switched off: it is neither sent nor given up.
        switch(true).await;
        let old = scene.event(1).await;
        switch(false).await;
        assert_eq!(deliver_due(&scene.desk).await.unwrap(), 0);
        assert_eq!(state().await, [EventState::Queued]);
        assert_eq!(resend(&scene.desk, &scene.admin, old).await.unwrap(), Attempt::NotSet);
        assert_eq!(state().await, [EventState::Queued]);
        scene.desk.wait_minutes(8 * 24 * 60);
        let (first, second) = (scene.event(2).await, scene.event(3).await);
        switch(true).await;
        assert_eq!(deliver_due(&scene.desk).await.unwrap(), 2);
        assert_eq!(state().await, [EventState::Delivered, EventState::Delivered, EventState::Kept]);
        assert_eq!((scene.attempts(first).await.len(), scene.attempts(second).await.len()), (1, 1));
        assert!(scene.attempts(old).await.is_empty());
        assert_eq!(got.lock().unwrap().len(), 2);
    }
}
