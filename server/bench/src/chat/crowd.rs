//! Sockets that are open at the same time, and what all of them saw.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use domain::{chat::Message, live::ServerFrame};
use tokio::task::JoinSet;

use super::{
    people::Member,
    socket::{self, Reader, Writer},
};
use crate::Outcome;

/// Longest wait for what must come.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the sockets of a crowd saw since it was last taken.
#[derive(Default)]
pub struct Seen {
    /// Messages, each counted at every socket.
    pub delivered: u32,
    /// Milliseconds from writing to reading.
    pub took: Vec<f64>,
    /// The highest number of any message.
    pub last: i64,
    /// Sockets that are in, and know everything they missed.
    here: usize,
    /// The first thing that went wrong.
    fault: Option<String>,
}

/// Who opens a socket, and where.
pub struct Seat<'a> {
    pub member: &'a Member,
    pub ticket: i64,
}

pub struct Crowd {
    writers: Vec<(Writer, i64)>,
    seen: Arc<Mutex<Seen>>,
    began: Instant,
    sent: u32,
    /// Ends the readers with the crowd.
    reading: JoinSet<()>,
}

impl Crowd {
    /// Opens all sockets at once; gives them when every one is in and has each message after `since`, up to `last`.
    pub async fn open(address: SocketAddr, seats: &[Seat<'_>], since: i64, last: i64) -> Outcome<Self> {
        let seen = Arc::new(Mutex::new(Seen::default()));
        let began = Instant::now();
        let mut opening = JoinSet::new();
        for seat in seats {
            let (user, cookie, ticket) = (seat.member.user, seat.member.cookie.clone(), seat.ticket);
            opening.spawn(async move {
                let (writer, reader) = socket::open(address, &cookie).await?;
                writer.send(&format!(r#"{{"t":"hello","user":{user}}}"#)).await?;
                let topic = format!(r#"{{"topic":"chat","id":{ticket}}}"#);
                writer.send(&format!(r#"{{"t":"subscribe","to":{topic},"since":{since}}}"#)).await?;
                // Frames are answered in their order: after this one's answer nothing missed is still to come.
                writer.send(r#"{"t":"ping"}"#).await?;
                std::io::Result::Ok((writer, reader, ticket))
            });
        }
        let mut crowd = Self { writers: Vec::new(), seen, began, sent: 0, reading: JoinSet::new() };
        while let Some(opened) = opening.join_next().await {
            let (writer, reader, ticket) = opened??;
            crowd.writers.push((writer, ticket));
            crowd.reading.spawn(listen(reader, Arc::clone(&crowd.seen), began, last));
        }
        let count = seats.len();
        crowd.until(|seen| seen.here == count, "to be in").await?;
        crowd.take()?;
        Ok(crowd)
    }

    /// Writes at a steady pace for a while, each socket in its turn.
    pub async fn talk(&mut self, pause: Duration, length: Duration) -> Outcome<()> {
        let mut ticks = tokio::time::interval(pause);
        let begun = Instant::now();
        while begun.elapsed() < length {
            ticks.tick().await;
            self.sent += 1;
            let turn = usize::try_from(self.sent)? % self.writers.len();
            let Some((writer, ticket)) = self.writers.get(turn) else { continue };
            let (key, now) = (format!("bench-{:010}", self.sent), self.began.elapsed().as_nanos());
            let text = format!("{now} Bom dia, o boleto que chegou ontem está com o valor do mês passado.");
            writer.send(&format!(r#"{{"t":"send","id":{ticket},"key":"{key}","text":"{text}"}}"#)).await?;
        }
        Ok(())
    }

    /// What was seen since it was last taken.
    pub fn take(&self) -> Outcome<Seen> {
        let mut seen = lock(&self.seen);
        let last = seen.last;
        let taken = std::mem::take(&mut *seen);
        seen.last = last;
        taken.fault.clone().map_or(Ok(taken), |fault| Err(fault.into()))
    }

    /// Waits until something is seen.
    pub async fn until(&self, done: impl Fn(&Seen) -> bool, what: &str) -> Outcome<()> {
        let begun = Instant::now();
        loop {
            {
                let seen = lock(&self.seen);
                if let Some(fault) = &seen.fault {
                    return Err(fault.clone().into());
                }
                if done(&seen) {
                    return Ok(());
                }
            }
            if begun.elapsed() > PATIENCE {
                return Err(format!("waited in vain for the sockets {what}").into());
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
}

fn lock(seen: &Mutex<Seen>) -> MutexGuard<'_, Seen> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads one socket until it ends, which it must not do by itself.
async fn listen(mut reader: Reader, seen: Arc<Mutex<Seen>>, began: Instant, expected: i64) {
    let mut last = None;
    loop {
        let frame = match reader.next().await {
            Ok(text) => serde_json::from_slice(text).map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        };
        let fault = match frame {
            Ok(ServerFrame::Message { message, .. }) => take(&message, &mut last, &seen, began),
            Ok(ServerFrame::Messages { list, .. }) => {
                last = list.last().map(|message| message.seq).or(last);
                None
            }
            Ok(ServerFrame::Pong) if last.unwrap_or(0) < expected => {
                Some(format!("{last:?} and not {expected} is the last"))
            }
            Ok(ServerFrame::Pong) => {
                lock(&seen).here += 1;
                None
            }
            Ok(
                frame @ (ServerFrame::NotSent { .. }
                | ServerFrame::Error { .. }
                | ServerFrame::AnotherUser { .. }
                | ServerFrame::Refused { .. }
                | ServerFrame::Resync),
            ) => Some(format!("{frame:?}")),
            Ok(_) => None,
            Err(error) => Some(error),
        };
        if let Some(fault) = fault {
            lock(&seen).fault.get_or_insert(fault);
            return;
        }
    }
}

/// Counts a message; gives what is wrong with it.
fn take(message: &Message, last: &mut Option<i64>, seen: &Mutex<Seen>, began: Instant) -> Option<String> {
    let before = last.replace(message.seq);
    if before.is_some_and(|before| message.seq != before + 1) {
        return Some(format!("number {} came after {before:?}", message.seq));
    }
    let written = message.text.split(' ').next().and_then(|nanos| nanos.parse().ok()).map(Duration::from_nanos);
    let Some(written) = written else { return Some(format!("a message of nobody: {}", message.text)) };
    let mut seen = lock(seen);
    seen.delivered += 1;
    seen.last = seen.last.max(message.seq);
    seen.took.push(began.elapsed().saturating_sub(written).as_secs_f64() * 1000.0);
    None
}
