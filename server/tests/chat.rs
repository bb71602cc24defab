//! Conversations over real sockets: what is said arrives, and what is wrong is told without harm to anybody else.

#![expect(clippy::unwrap_used, reason = "what goes wrong in a helper fails the test")]

mod support;

use std::time::Duration;

use backend::{
    scalar,
    usecase::{
        session,
        user::{NewAccount, create_user},
    },
};
use domain::{access::Role, ids::PersonId};
use support::{
    PASSWORD, TestServer, header,
    socket::{Frame, Socket, hello},
};

const MARIA: &str = "maria@balcao.test";
const JOANA: &str = "joana@balcao.test";

/// A server with the agent Renata, the requesters Maria and Joana, and Maria's ticket, number 1.
struct Desk {
    server: TestServer,
    own: String,
}

impl Desk {
    async fn start() -> Self {
        let server = TestServer::start().await;
        let own = format!("http://{}", server.address);
        for (number, email) in [(1, MARIA), (2, JOANA)] {
            let mut tx = server.desk.db().begin().await.unwrap();
            let id = scalar!(
                tx,
                i64,
                "insert into people (kind, name, name_folded, created_at, updated_at)
                 values ('individual', $1, $1, 0, 0) returning id",
                email
            )
            .unwrap();
            let service = scalar!(
                tx,
                i64,
                "insert into services (name, created_at, updated_at) values ('Segunda via', 0, 0) returning id"
            )
            .unwrap();
            let ticket = scalar!(
                tx,
                i64,
                "insert into tickets (protocol, status, is_open, requester_id, service_id, subject, opened_at, updated_at, due_at)
                 values ($1, 'open', true, $2, $3, 'Boleto', 0, 0, 0) returning id",
                email,
                id,
                service
            )
            .unwrap();
            assert_eq!(ticket, number);
            tx.commit().await.unwrap();
            let account = NewAccount {
                email: email.to_owned(),
                name: email.split('@').next().unwrap().to_owned(),
                role: Role::Requester,
                password: PASSWORD.to_owned(),
                person: Some(PersonId::new(id)),
            };
            create_user(&server.desk, None, account, "").await.unwrap();
        }
        Self { server, own }
    }

    async fn cookie(&self, email: &str) -> String {
        let done = self.server.browser().sign_in(email, PASSWORD, "").await;
        header(&done, "set-cookie").split(';').next().unwrap().to_owned()
    }

    async fn socket(&self, email: &str) -> Socket {
        let mut socket = Socket::open(self.server.address, &self.own, &self.cookie(email).await).await.ok().unwrap();
        socket.text_with("hello").await;
        socket.send(&hello(self.server.user(email).await)).await;
        socket
    }

    /// A socket in Maria's conversation.
    async fn in_chat(&self, email: &str) -> Socket {
        let mut socket = self.socket(email).await;
        socket.send(r#"{"t":"subscribe","to":{"topic":"chat","id":1},"since":0}"#).await;
        socket.send(r#"{"t":"ping"}"#).await;
        socket.text_with("pong").await;
        socket
    }
}

fn key(number: u32) -> String {
    format!("{number:032x}")
}

fn send_frame(number: u32, text: &str) -> String {
    format!(r#"{{"t":"send","id":1,"key":"{}","text":"{text}"}}"#, key(number))
}

/// Two people talk while somebody else misbehaves; they notice nothing.
async fn they_still_talk(renata: &mut Socket, maria: &mut Socket, number: u32) {
    let text = format!("mensagem {number}");
    renata.send(&send_frame(number, &text)).await;
    renata.text_with(&format!(r#""t":"ack","id":1,"key":"{}""#, key(number))).await;
    maria.text_with(&text).await;
}

#[tokio::test]
async fn a_message_is_acknowledged_and_arrives_as_text() {
    let desk = Desk::start().await;
    let (mut renata, mut maria) = (desk.in_chat(support::EMAIL).await, desk.in_chat(MARIA).await);
    renata.send(&send_frame(1, "<b>Olá</b>")).await;
    let ack = renata.text_with("ack").await;
    assert_eq!(ack, format!(r#"{{"t":"ack","id":1,"key":"{}","seq":1,"at":{}}}"#, key(1), support::NOW.millis()));
    let told = maria.text_with(r#""t":"message""#).await;
    assert!(told.contains(r#""seq":1"#) && told.contains("<b>Olá</b>") && told.contains(r#""side":"staff""#), "{told}");
    // The same key again: the same number, and nobody hears it twice.
    renata.send(&send_frame(1, "outra")).await;
    assert!(renata.text_with("ack").await.contains(r#""seq":1"#));
    maria.send(r#"{"t":"read","id":1,"seq":1}"#).await;
    let marks = renata.text_with(r#""t":"marks""#).await;
    assert!(marks.contains(r#""requester":{"received":1,"read":1}"#), "{marks}");
    they_still_talk(&mut renata, &mut maria, 2).await;
}

#[tokio::test]
async fn texts_that_are_no_frames_are_told_and_end_only_their_sender() {
    let desk = Desk::start().await;
    let (mut renata, mut maria) = (desk.in_chat(support::EMAIL).await, desk.in_chat(MARIA).await);
    let mut rude = desk.in_chat(JOANA).await;
    for text in ["nonsense", r#"{"t":"launch"}"#, r#"{"t":"send","id":1,"key":"x","text":"y"}"#, "[[[[[["] {
        rude.send(text).await;
        assert!(rude.text_with("error").await.contains("not_a_frame"), "{text}");
    }
    rude.send(r#"{"t":"ping"}"#).await;
    rude.text_with("pong").await;
    for _ in 0..6 {
        rude.send("nonsense").await;
    }
    assert_eq!(rude.close_code().await, 1008);
    they_still_talk(&mut renata, &mut maria, 1).await;
}

#[tokio::test]
async fn another_version_and_other_kinds_of_frames_have_their_codes() {
    let desk = Desk::start().await;
    let mut old = desk.socket(MARIA).await;
    old.send(r#"{"t":"hello","version":1}"#).await;
    assert!(old.text_with("error").await.contains("version"));
    assert_eq!(old.close_code().await, 4406);
    let mut binary = desk.socket(MARIA).await;
    binary.send_as(2, &[1, 2, 3]).await.unwrap();
    assert_eq!(binary.close_code().await, 1003);
    let mut broken = desk.socket(MARIA).await;
    // Reserved bits that nobody agreed on.
    broken.send_raw(&[0xff, 0x80, 0, 0, 0, 0]).await.unwrap();
    assert_eq!(broken.close_code().await, 1002);
    let mut not_text = desk.socket(MARIA).await;
    not_text.send_as(1, &[0xff, 0xfe]).await.unwrap();
    assert_eq!(not_text.close_code().await, 1002);
}

#[tokio::test]
async fn a_frame_that_is_too_large_is_refused_before_it_is_read() {
    let desk = Desk::start().await;
    let (mut renata, mut maria) = (desk.in_chat(support::EMAIL).await, desk.in_chat(MARIA).await);
    let mut large = desk.in_chat(JOANA).await;
    large.announce(10 << 20, &[b'x'; 4096]).await.unwrap();
    assert!(large.text_with("error").await.contains("too_large"));
    assert_eq!(large.close_code().await, 1009);
    they_still_talk(&mut renata, &mut maria, 1).await;
    // The largest that is allowed is only too long a message.
    let mut long = desk.in_chat(MARIA).await;
    let fits = 64 * 1024 - send_frame(9, "").len();
    long.send(&send_frame(9, &"x".repeat(fits))).await;
    assert!(long.text_with("not_sent").await.contains("too_long"));
}

#[tokio::test]
async fn a_flood_is_slowed_then_ended_and_hurts_nobody_else() {
    let desk = Desk::start().await;
    let (mut renata, mut maria) = (desk.in_chat(support::EMAIL).await, desk.in_chat(MARIA).await);
    let mut flood = desk.in_chat(JOANA).await;
    for _ in 0..600 {
        if flood.try_send(r#"{"t":"ping"}"#).await.is_err() {
            break;
        }
    }
    assert_eq!(flood.close_code().await, 1008);
    they_still_talk(&mut renata, &mut maria, 1).await;
    // Too many messages: each is told to wait, none is lost silently.
    for number in 100..150 {
        maria.send(&send_frame(number, "x")).await;
    }
    let refused = maria.text_with("not_sent").await;
    assert!(refused.contains("too_fast") && refused.contains("wait_ms"), "{refused}");
    they_still_talk(&mut renata, &mut maria, 2).await;
}

#[tokio::test]
async fn a_foreign_conversation_is_neither_read_nor_written() {
    let desk = Desk::start().await;
    let mut maria = desk.in_chat(MARIA).await;
    let mut joana = desk.socket(JOANA).await;
    for id in [1, 999] {
        joana.send(&format!(r#"{{"t":"subscribe","to":{{"topic":"chat","id":{id}}},"since":0}}"#)).await;
        joana.text_with("refused").await;
        joana.send(&format!(r#"{{"t":"send","id":{id},"key":"{}","text":"oi"}}"#, key(id))).await;
        assert!(joana.text_with("not_sent").await.contains("forbidden"));
        joana.send(&format!(r#"{{"t":"read","id":{id},"seq":5}}"#)).await;
    }
    maria.send(&send_frame(7, "minha")).await;
    assert!(maria.text_with("message").await.contains(r#""seq":1"#), "hers is the first there is");
}

#[tokio::test]
async fn a_session_that_ends_ends_its_sockets_at_once() {
    let desk = Desk::start().await;
    let mut renata = desk.in_chat(support::EMAIL).await;
    let cookie = desk.cookie(MARIA).await;
    let mut first = Socket::open(desk.server.address, &desk.own, &cookie).await.ok().unwrap();
    let mut other_session = desk.in_chat(MARIA).await;
    let token = cookie.split('=').nth(1).unwrap();
    let session = session::authenticate(&desk.server.desk, token).await.unwrap().unwrap();
    session::sign_out(&desk.server.desk, &session, "").await.unwrap();
    assert_eq!(first.close_code().await, 4401);
    they_still_talk(&mut renata, &mut other_session, 1).await;
}

#[tokio::test]
async fn another_role_takes_topics_away_while_connected() {
    let desk = Desk::start().await;
    let (mut renata, mut maria) = (desk.in_chat(support::EMAIL).await, desk.in_chat(MARIA).await);
    maria.send(&send_frame(1, "antes")).await;
    renata.text_with("antes").await;
    let mut tx = desk.server.desk.db().begin().await.unwrap();
    let id =
        scalar!(tx, i64, "update users set role = 'requester' where email = $1 returning id", support::EMAIL).unwrap();
    tx.commit().await.unwrap();
    desk.server.desk.hub().recheck_user(domain::ids::UserId::new(id));
    renata.text_with("refused").await;
    maria.send(&send_frame(2, "depois")).await;
    maria.text_with("depois").await;
    renata.send(&send_frame(3, "não posso")).await;
    assert!(renata.text_with("not_sent").await.contains("forbidden"));
}

#[tokio::test]
async fn whoever_does_not_read_is_left_behind_and_catches_up() {
    let desk = Desk::start().await;
    let mut renata = desk.in_chat(support::EMAIL).await;
    let mut slow = desk.in_chat(MARIA).await;
    let began = std::time::Instant::now();
    // More than the buffers of the network and the queue together hold.
    let hub = desk.server.desk.hub();
    for seq in 1..=1_200 {
        let message = domain::chat::Message {
            seq,
            author: domain::ids::UserId::new(1),
            name: String::new(),
            side: domain::chat::Side::Staff,
            text: "x".repeat(4_000),
            at: support::NOW,
            key: String::new(),
            files: Vec::new(),
        };
        hub.publish_message(domain::ids::TicketId::new(1), message);
    }
    assert!(began.elapsed() < Duration::from_secs(5), "nobody waits for it");
    while renata.text_with(r#""t""#).await.contains(r#""message""#) {}
    slow.text_with("resync").await;
    slow.send(r#"{"t":"ping"}"#).await;
    slow.text_with("pong").await;
}

#[tokio::test]
async fn a_message_is_sent_by_a_plain_form_too() {
    let desk = Desk::start().await;
    let browser = desk.server.browser();
    browser.sign_in(MARIA, PASSWORD, "").await;
    let post = |text: &'static str| {
        browser.request("POST", "/chat/messages").form(&[
            ("ticket", "1".to_owned()),
            ("key", key(5)),
            ("text", text.to_owned()),
            ("next", "/portal/tickets/1".to_owned()),
        ])
    };
    let done = post("Sem JavaScript").send().await.unwrap();
    assert_eq!((done.status().as_u16(), header(&done, "location")), (303, "/portal/tickets/1"));
    let refused = post("  ").send().await.unwrap();
    assert_eq!(refused.status(), 422);
    let mut renata = desk.in_chat(support::EMAIL).await;
    renata.send(r#"{"t":"subscribe","to":{"topic":"chat","id":1},"since":0}"#).await;
    assert!(renata.text_with("messages").await.contains("Sem JavaScript"));
}

#[tokio::test]
async fn the_end_of_the_server_is_told() {
    let desk = Desk::start().await;
    let mut maria = desk.in_chat(MARIA).await;
    desk.server.shutdown.begin();
    assert_eq!(maria.close_code().await, 1012);
    assert_ne!(maria.try_next().await.ok(), Some(Frame::Text(String::new())));
}
