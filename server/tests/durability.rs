//! The promise of the chat, against the real program: an acknowledged message is never lost, doubled or reordered.
//!
//! Several clients write and read in one conversation while the program is killed with SIGKILL and started again, over and
//! over, for `BALCAO_CHAOS_SECONDS` (10 unless set; 60 and more for a long look). Then every client must have seen every
//! acknowledged message exactly once and in order. Another test runs two programs on one PostgreSQL and cuts the wire between
//! them.

#![expect(clippy::unwrap_used, reason = "what goes wrong in a helper fails the test")]
#![cfg(unix)]

#[path = "durability/client.rs"]
mod client;
#[path = "durability/program.rs"]
mod program;
mod support;

use std::{
    collections::BTreeSet,
    io::Write,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use client::{Client, Seen};
use program::Program;
use support::database::Database;

const CLIENTS: usize = 6;

fn seconds() -> u64 {
    std::env::var("BALCAO_CHAOS_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(10)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn acknowledged_messages_survive_kill_9_on_sqlite() {
    chaos(Database::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn acknowledged_messages_survive_kill_9_on_postgres() {
    chaos(Database::postgres().await).await;
}

async fn chaos(database: Database) {
    let mut program = Program::new(&database, None).await;
    program.demo();
    program.start().await;
    let stop = Arc::new(AtomicBool::new(false));
    let mut running = Vec::new();
    for number in 0..CLIENTS {
        let client = Client::new(number, program.address, &database).await;
        running.push(tokio::spawn(client.run(Arc::clone(&stop))));
    }
    let began = Instant::now();
    let mut kills = 0;
    while began.elapsed() < Duration::from_secs(seconds()) {
        // Never the same moment of a message's way.
        tokio::time::sleep(Duration::from_millis(350 + (kills * 137) % 500)).await;
        program.kill();
        kills += 1;
        program.start().await;
    }
    stop.store(true, Ordering::SeqCst);
    let mut seen = Vec::new();
    for client in running {
        seen.push(client.await.unwrap());
    }
    let (tried, acknowledged) = check(&seen);
    // Past the runner, which swallows what a passing test prints.
    let _ = writeln!(
        std::io::stderr(),
        "{}: {kills} times kill -9, {tried} messages tried, {acknowledged} acknowledged, each once and in order at {CLIENTS} clients",
        database.name()
    );
    assert!(kills >= 3 && acknowledged >= CLIENTS * 4, "too little happened to mean anything");
    program.kill();
    database.remove().await;
}

/// Every client saw the same messages, numbered from 1 without gaps, and every acknowledged one under its number.
fn check(seen: &[Seen]) -> (usize, usize) {
    let log = &seen[0].messages;
    let numbers: Vec<i64> = log.iter().map(|(seq, _)| *seq).collect();
    assert_eq!(
        numbers,
        (1..=i64::try_from(log.len()).unwrap()).collect::<Vec<_>>(),
        "a gap, a double or another order"
    );
    let texts: BTreeSet<&String> = log.iter().map(|(_, text)| text).collect();
    assert_eq!(texts.len(), log.len(), "a message is there twice");
    for one in seen {
        assert_eq!(&one.messages, log, "client {} saw something else", one.number);
        let mut last = 0;
        for (seq, text) in &one.acknowledged {
            let stored = log.get(usize::try_from(seq - 1).unwrap());
            assert_eq!(stored, Some(&(*seq, text.clone())), "acknowledged to client {} and lost", one.number);
            assert!(*seq > last, "one's own order changed");
            last = *seq;
        }
    }
    (seen.iter().map(|one| one.tried).sum(), seen.iter().map(|one| one.acknowledged.len()).sum())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_programs_on_one_postgres_are_one_desk() {
    let database = Database::postgres().await;
    let mut here = Program::new(&database, None).await;
    here.demo();
    here.start().await;
    let mut there = Program::new(&database, None).await;
    there.start().await;
    let (agent, requester) =
        (Client::agent(here.address, &database).await, Client::requester(there.address, &database).await);
    let (mut agent_socket, mut requester_socket) = (agent.open().await, requester.open().await);
    let ticket = agent.ticket;
    for socket in [&mut agent_socket, &mut requester_socket] {
        socket.send(&format!(r#"{{"t":"subscribe","to":{{"topic":"chat","id":{ticket}}},"since":0}}"#)).await;
        socket.send(r#"{"t":"subscribe","to":{"topic":"inbox"}}"#).await;
    }
    agent_socket.send(r#"{"t":"subscribe","to":{"topic":"tickets"}}"#).await;
    let presence = agent_socket.text_with(r#""side":"requester""#).await;
    assert!(presence.contains("presence"), "{presence}");

    let key = |number: u32| format!("{number:032x}");
    let send =
        |number: u32, text: &str| format!(r#"{{"t":"send","id":{ticket},"key":"{}","text":"{text}"}}"#, key(number));
    requester_socket.send(&format!(r#"{{"t":"typing","id":{ticket}}}"#)).await;
    agent_socket.text_with(r#""t":"typing""#).await;
    requester_socket.send(&send(1, "de lá para cá")).await;
    let [_, unread] = agent_socket.texts_with(["de lá para cá", r#""t":"unread""#]).await;
    assert!(unread.contains(r#""count":1"#), "{unread}");
    agent_socket.send(&format!(r#"{{"t":"read","id":{ticket},"seq":1}}"#)).await;
    let marks = requester_socket.text_with(r#""t":"marks""#).await;
    assert!(marks.contains(r#""staff":{"received":1,"read":1}"#), "{marks}");
    agent_socket.send(&send(2, "de cá para lá")).await;
    let [_, unread] = requester_socket.texts_with(["de cá para lá", r#""count":1"#]).await;
    assert!(unread.contains(r#""count":1"#), "{unread}");
    // A change of the ticket on one process is heard on the other.
    there.change_a_ticket(&database, ticket).await;
    agent_socket.text_with(&format!(r#""t":"ticket_changed","id":{ticket}"#)).await;

    // The wire between them is cut again and again; what was said meanwhile arrives all the same, in order.
    for round in 0_u32..6 {
        assert!(database.cut_listeners().await >= 1);
        agent_socket.send(&send(10 + round, &format!("rodada {round}"))).await;
        requester_socket.text_with(&format!("rodada {round}")).await;
    }
    here.kill();
    there.kill();
    database.remove().await;
}
