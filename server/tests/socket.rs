//! The socket: who may open it, what it carries, how it ends.

#![expect(clippy::unwrap_used, reason = "what goes wrong in a helper fails the test")]

mod support;

use std::time::Duration;

use backend::live::Event;
use domain::ids::TicketId;
use support::{
    EMAIL, PASSWORD, TestServer, header,
    socket::{Frame, Socket, hello},
};

async fn cookie(server: &TestServer) -> String {
    let done = server.browser().sign_in(EMAIL, PASSWORD, "").await;
    header(&done, "set-cookie").split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_socket_needs_a_session_and_our_own_page() {
    let server = TestServer::start().await;
    let own = format!("http://{}", server.address);
    let cookie = cookie(&server).await;
    assert_eq!(Socket::open(server.address, &own, "").await.err(), Some(401));
    assert_eq!(Socket::open(server.address, "https://evil.example", &cookie).await.err(), Some(403));
    assert!(Socket::open(server.address, &own, &cookie).await.is_ok());
}

#[tokio::test]
async fn it_tells_what_was_subscribed_to_and_ends_with_the_server() {
    let server = TestServer::start().await;
    let own = format!("http://{}", server.address);
    let mut socket = Socket::open(server.address, &own, &cookie(&server).await).await.ok().unwrap();
    assert_eq!(socket.next().await, Frame::Text(r#"{"t":"hello","version":4}"#.to_owned()));
    socket.send(&hello(server.user(EMAIL).await)).await;
    socket.send(r#"{"t":"subscribe","to":{"topic":"tickets"}}"#).await;
    socket.send(r#"{"t":"ping"}"#).await;
    assert_eq!(socket.next().await, Frame::Text(r#"{"t":"pong"}"#.to_owned()));
    server.desk.hub().publish(Event::TicketChanged { id: TicketId::new(7), version: 3 });
    assert_eq!(socket.next().await, Frame::Text(r#"{"t":"ticket_changed","id":7,"version":3}"#.to_owned()));

    server.shutdown.begin();
    assert_eq!(socket.next().await, Frame::Close(1012));
    tokio::time::timeout(Duration::from_secs(5), server.serving).await.unwrap().unwrap();
    assert_eq!(server.desk.hub().sockets(), 0);
}

#[tokio::test]
async fn a_broken_rule_ends_it() {
    let server = TestServer::start().await;
    let own = format!("http://{}", server.address);
    let mut socket = Socket::open(server.address, &own, &cookie(&server).await).await.ok().unwrap();
    socket.next().await;
    for _ in 0..10 {
        socket.send("nonsense").await;
    }
    assert_eq!(socket.close_code().await, 1008);
}
