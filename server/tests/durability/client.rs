//! A client that does what the protocol's page says and nothing else: one message at a time, sent again until it is
//! acknowledged, and a reconnect that names the last number.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use backend::{maybe_row, scalar, store, token};
use domain::live::ServerFrame;
use tokio::time::{Instant, timeout};

use super::support::{
    database::Database,
    socket::{Frame, Socket, hello},
};

/// Between two messages of one client.
const PAUSE: Duration = Duration::from_millis(120);
/// How long an answer may take before the connection counts as dead.
const ANSWER: Duration = Duration::from_secs(5);

/// What one client lived through.
pub struct Seen {
    pub number: usize,
    /// In the order in which they came.
    pub messages: Vec<(i64, String)>,
    pub acknowledged: Vec<(i64, String)>,
    pub tried: usize,
}

pub struct Client {
    number: usize,
    address: SocketAddr,
    user: i64,
    cookie: String,
    pub ticket: i64,
    seen: Seen,
    /// The message that is not acknowledged yet, with its key.
    waiting: Option<(String, String)>,
}

impl Client {
    /// Even numbers are agents, odd ones the requester.
    pub async fn new(number: usize, address: SocketAddr, database: &Database) -> Self {
        let db = database.open().await;
        let sql = "select min(t.id) from tickets t join users u on u.person_id = t.requester_id
                   where t.merged_into is null and u.active = true";
        let mut tx = db.begin().await.unwrap();
        let ticket = scalar!(tx, i64, sql).unwrap();
        let user = if number.is_multiple_of(2) {
            let sql = "select id from users where role = 'agent' order by id limit 1";
            scalar!(tx, i64, sql).unwrap()
        } else {
            let sql = "select u.id from users u join tickets t on t.requester_id = u.person_id where t.id = $1";
            let found: Option<(i64,)> = maybe_row!(tx, (i64,), sql, ticket).unwrap();
            found.unwrap().0
        };
        // A session without the sign-in form: argon2 would be most of this test.
        let token = token::fresh();
        store::sessions::insert(&mut tx, &token::hash(&token), user, 0, i64::MAX, "", "").await.unwrap();
        tx.commit().await.unwrap();
        db.close().await;
        let seen = Seen { number, messages: Vec::new(), acknowledged: Vec::new(), tried: 0 };
        Self { number, address, user, cookie: format!("balcao_session={token}"), ticket, seen, waiting: None }
    }

    pub async fn agent(address: SocketAddr, database: &Database) -> Self {
        Self::new(0, address, database).await
    }

    pub async fn requester(address: SocketAddr, database: &Database) -> Self {
        Self::new(1, address, database).await
    }

    /// A socket that is up.
    pub async fn open(&self) -> Socket {
        let origin = format!("http://{}", self.address);
        let mut socket =
            Socket::open(self.address, &origin, &self.cookie).await.unwrap_or_else(|status| panic!("{status}"));
        socket.text_with("hello").await;
        socket.send(&hello(self.user)).await;
        socket
    }

    /// Writes and reads until told to stop; then goes on until its last message is acknowledged and it has everything.
    pub async fn run(mut self, stop: Arc<AtomicBool>) -> Seen {
        let mut done = false;
        while !done {
            done = self.connection(&stop).await.unwrap_or(false);
            if !done {
                tokio::time::sleep(Duration::from_millis(30)).await;
            }
        }
        self.seen
    }

    /// One connection, from opening to its end; `true` when there is nothing left to do.
    async fn connection(&mut self, stop: &AtomicBool) -> std::io::Result<bool> {
        let origin = format!("http://{}", self.address);
        let opening = timeout(ANSWER, Socket::try_open(self.address, &origin, &self.cookie)).await;
        let Ok(Ok(Ok(mut socket))) = opening else { return Ok(false) };
        socket.try_send(&hello(self.user)).await?;
        let since = self.seen.messages.last().map_or(0, |(seq, _)| *seq);
        let topic = format!(r#"{{"topic":"chat","id":{}}}"#, self.ticket);
        socket.try_send(&format!(r#"{{"t":"subscribe","to":{topic},"since":{since}}}"#)).await?;
        if self.waiting.is_some() {
            self.send(&mut socket).await?;
        }
        let mut next = Instant::now() + PAUSE;
        // After the last acknowledgement the end is there when nothing more comes for a while.
        let mut quiet_since = Instant::now();
        loop {
            let stopping = stop.load(Ordering::SeqCst);
            if stopping && self.waiting.is_none() && quiet_since.elapsed() > Duration::from_secs(2) {
                return Ok(true);
            }
            if !stopping && self.waiting.is_none() && Instant::now() >= next {
                self.seen.tried += 1;
                let text = format!("cliente {} mensagem {}", self.number, self.seen.tried);
                self.waiting = Some((format!("{:08x}-{:08x}", self.number, self.seen.tried), text));
                self.send(&mut socket).await?;
                next = Instant::now() + PAUSE;
            }
            match timeout(Duration::from_millis(20), socket.readable()).await {
                Err(_) if self.waiting.is_some() && quiet_since.elapsed() > ANSWER => return Ok(false),
                Err(_) => continue,
                Ok(ready) => ready?,
            }
            match timeout(ANSWER, socket.try_next()).await.map_err(std::io::Error::other)?? {
                Frame::Text(text) => {
                    quiet_since = Instant::now();
                    if !self.take(&text) {
                        return Ok(false);
                    }
                }
                Frame::Close(_) => return Ok(false),
                Frame::Other(_) => {}
            }
        }
    }

    async fn send(&self, socket: &mut Socket) -> std::io::Result<()> {
        let Some((key, text)) = &self.waiting else { return Ok(()) };
        socket.try_send(&format!(r#"{{"t":"send","id":{},"key":"{key}","text":"{text}"}}"#, self.ticket)).await
    }

    /// Takes a frame; `false` asks for a new connection: a number is missing.
    fn take(&mut self, text: &str) -> bool {
        match serde_json::from_str::<ServerFrame>(text).unwrap() {
            ServerFrame::Message { message, .. } => self.keep(message.seq, message.text),
            ServerFrame::Messages { list, .. } => list.into_iter().all(|message| self.keep(message.seq, message.text)),
            ServerFrame::Ack { key, seq, .. } => {
                if let Some((_, text)) = self.waiting.take_if(|(waiting, _)| waiting == key.as_str()) {
                    self.seen.acknowledged.push((seq, text));
                }
                true
            }
            ServerFrame::NotSent { error, .. } => panic!("refused: {error:?}"),
            ServerFrame::Resync => false,
            _ => true,
        }
    }

    fn keep(&mut self, seq: i64, text: String) -> bool {
        let last = self.seen.messages.last().map_or(0, |(seq, _)| *seq);
        // What is known is a repeat of the resumption; a gap would be the server's fault and is repaired like one.
        if seq == last + 1 {
            self.seen.messages.push((seq, text));
        } else if seq <= last {
            assert_eq!(
                self.seen.messages[usize::try_from(seq - 1).unwrap()],
                (seq, text),
                "the same number, another message"
            );
        }
        seq <= last + 1
    }
}
