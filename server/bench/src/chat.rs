//! Live chat: a conversation with a thousand listeners, five hundred conversations of two, and everybody coming back at once;
//! the same load on a bare room server beside it.

mod crowd;
mod peer;
mod people;
mod socket;

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use backend::Db;

use self::{
    crowd::{Crowd, Seat},
    peer::Peer,
    people::Pair,
};
use crate::{Outcome, memory, program::Program, samples::Samples};

/// Conversations of two; their users take two seats each in the room.
const PAIRS: usize = 500;
/// Ten messages a second in the room, and one a second in each conversation of two.
const ROOM_PAUSE: Duration = Duration::from_millis(100);
const PAIR_PAUSE: Duration = Duration::from_millis(2);
/// Not counted, then counted.
const WARM_UP: Duration = Duration::from_secs(1);
const LENGTH: Duration = Duration::from_secs(6);
/// Messages that were missed when everybody comes back.
const MISSED: i64 = 5;

/// One load on one server.
pub struct Load {
    /// Messages read by all sockets, a second.
    pub delivered: f64,
    pub took: Samples,
    /// Microseconds of processor time for one delivery.
    pub cpu: f64,
    /// KiB of memory for one socket.
    pub memory: f64,
}

pub struct Chat {
    pub room: Load,
    pub pairs: Load,
    /// All sockets of the room come back and have what they missed.
    pub back: Duration,
    pub peer_room: Load,
    pub peer_pairs: Load,
}

/// A server under load.
#[derive(Clone, Copy)]
struct Target {
    address: SocketAddr,
    pid: u32,
}

/// Measures the running program and the bare server, one after the other.
pub async fn measure(program: &Program, db: &Db) -> Outcome<Chat> {
    let pairs = people::make(db, PAIRS + 1).await?;
    let (room, pairs) = pairs.split_first().ok_or("nobody to talk")?;
    let desk = Target { address: program.address, pid: program.pid()? };
    let everybody = in_room(room, pairs);
    let (at_desk, last) = load(desk, &everybody, ROOM_PAUSE).await?;
    let began = Instant::now();
    let crowd = Crowd::open(desk.address, &everybody, last - MISSED, last).await?;
    let back = began.elapsed();
    drop(crowd);
    let (in_pairs, _) = load(desk, &in_turns(pairs), PAIR_PAUSE).await?;

    let bare = Peer::start()?;
    let peer = Target { address: bare.address, pid: bare.pid() };
    let (peer_room, _) = load(peer, &everybody, ROOM_PAUSE).await?;
    let (peer_pairs, _) = load(peer, &in_turns(pairs), PAIR_PAUSE).await?;
    Ok(Chat { room: at_desk, pairs: in_pairs, back, peer_room, peer_pairs })
}

/// Agents read every conversation, so they fill the room: two seats each.
fn in_room<'a>(room: &Pair, pairs: &'a [Pair]) -> Vec<Seat<'a>> {
    let ticket = room.ticket;
    let agents = || pairs.iter().map(move |pair| Seat { member: &pair.members[0], ticket });
    agents().chain(agents()).collect()
}

fn in_turns(pairs: &[Pair]) -> Vec<Seat<'_>> {
    pairs.iter().flat_map(|pair| pair.members.iter().map(|member| Seat { member, ticket: pair.ticket })).collect()
}

/// One load; also gives the highest number of a message.
async fn load(target: Target, seats: &[Seat<'_>], pause: Duration) -> Outcome<(Load, i64)> {
    let before = memory::of(target.pid)?.now;
    let mut crowd = Crowd::open(target.address, seats, 0, 0).await?;
    // What joining costs for a moment is not what a socket costs.
    tokio::time::sleep(WARM_UP).await;
    let sockets = f64::from(u32::try_from(seats.len())?);
    let memory = (memory::of(target.pid)?.now - before) * 1024.0 / sockets;
    crowd.talk(pause, WARM_UP).await?;
    crowd.take()?;
    let (began, cpu) = (Instant::now(), memory::cpu(target.pid)?);
    crowd.talk(pause, LENGTH).await?;
    let (length, cpu) = (began.elapsed(), memory::cpu(target.pid)? - cpu);
    let seen = crowd.take()?;
    let delivered = f64::from(seen.delivered);
    // Whatever is still under way belongs to the last number.
    tokio::time::sleep(WARM_UP).await;
    let last = crowd.take()?.last;
    let load = Load {
        delivered: delivered / length.as_secs_f64(),
        took: Samples::from(seen.took),
        cpu: cpu.as_secs_f64() * 1_000_000.0 / delivered,
        memory,
    };
    Ok((load, last))
}
