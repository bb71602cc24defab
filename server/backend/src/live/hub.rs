//! The hub: which socket listens to which topic, and the way of an event to all of them.
//!
//! A frame is encoded once and its bytes are shared by all sockets. Nothing here waits: a slow socket loses its queue, not
//! the time of others. Everything about a socket is gone when its [`SocketHandle`] is dropped. Here is what the rest of the
//! desk calls; `inner` is what the sockets and the bus call, `conversations` what only chats need, `people` who is where;
//! `state`, `rooms` and `owners` are what is kept under the lock.

mod conversations;
mod inner;
mod owners;
mod people;
mod rooms;
mod state;

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    access::Actor,
    chat::{Marks, Message},
    ids::{ContractId, TicketId, UserId},
    live::{PROTOCOL_VERSION, ServerFrame},
};
use tokio::sync::watch;

pub(super) use self::inner::Inner;
pub(super) use self::state::side_of;
use self::state::{Socket, encode};
use super::{
    bus::{self, Bus, Local},
    note::{Note, UnreadCounts},
    queue::{Frames, Queue},
    socket::SocketHandle,
};
use crate::Db;

/// Sockets of one user; the oldest is closed when there are more.
const MAX_SOCKETS_PER_USER: usize = 32;
/// Close code for a socket that is one too many (a rule of the protocol was broken).
const CLOSE_POLICY: u16 = 1008;

/// Something that changed, after its commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A ticket was created.
    TicketOpened { id: TicketId },
    /// A ticket was changed.
    TicketChanged { id: TicketId, version: i64 },
    /// A contract was blocked, released or otherwise changed.
    ContractChanged { id: ContractId, version: i64 },
    /// Many contracts changed at once, or only their counts.
    ContractsChanged,
    /// Kept counts of views moved.
    CountsChanged,
    /// A side of a conversation received or read more.
    Marks { id: TicketId, marks: Marks },
    /// Unread counts of a conversation moved.
    Unread(UnreadCounts),
}

impl Event {
    const fn note(self) -> Note {
        match self {
            Self::TicketOpened { id } => Note::NewTicket { id },
            Self::TicketChanged { id, version } => Note::Ticket { id, version },
            Self::ContractChanged { id, version } => Note::Contract { id, version },
            Self::ContractsChanged => Note::Contracts,
            Self::CountsChanged => Note::Counts,
            Self::Marks { id, marks } => Note::Marks { id, marks },
            Self::Unread(counts) => Note::Unread(counts),
        }
    }
}

/// Where changes are told to open screens. Cheap to clone.
#[derive(Clone)]
pub struct Hub(pub(super) Arc<Inner>);

impl Hub {
    /// The hub that suits the database: PostgreSQL carries events to the other processes of the desk, SQLite has only one.
    /// Call it inside the runtime, since the bus of PostgreSQL starts two tasks; they end when the last clone is dropped.
    pub fn for_db(db: &Db) -> Self {
        let Some(pool) = db.postgres() else { return Self::local(db) };
        let process = rand::random();
        let (bus, tasks) = bus::postgres(pool, process);
        let (hub, alive) = Self::build(db, process, Box::new(bus));
        tasks.start(Arc::downgrade(&hub.0), alive);
        hub
    }

    /// A hub that talks to no other process.
    pub fn local(db: &Db) -> Self {
        Self::build(db, rand::random(), Box::new(Local)).0
    }

    fn build(db: &Db, process: u64, bus: Box<dyn Bus>) -> (Self, watch::Receiver<()>) {
        let (alive, watching) = watch::channel(());
        (Self(Arc::new(Inner::new(process, db.clone(), bus, alive))), watching)
    }

    /// Adds a socket of this user. It gets `hello` and then listens to nothing until it subscribes. The server writes out
    /// the frames, gives incoming texts to [`SocketHandle::on_frame`], and drops the handle when the connection ends.
    pub fn connect(&self, actor: Actor) -> (SocketHandle, Frames) {
        let queue = Arc::new(Queue::default());
        queue.push(&encode(&ServerFrame::Hello { version: PROTOCOL_VERSION }));
        let mut state = self.0.lock();
        let mine: Vec<Arc<Queue>> = state
            .sockets
            .values()
            .filter(|socket| socket.actor.id == actor.id && !socket.queue.is_closed())
            .map(|socket| Arc::clone(&socket.queue))
            .collect();
        if let Some(oldest) = mine.first().filter(|_| mine.len() >= MAX_SOCKETS_PER_USER) {
            oldest.close(CLOSE_POLICY);
        }
        state.limits.entry(actor.id).or_default();
        state.next += 1;
        let id = state.next;
        self.0.enter_portal(&mut state, &actor);
        state.sockets.insert(id, Socket { actor, queue: Arc::clone(&queue), topics: BTreeMap::new() });
        (SocketHandle::new(self.clone(), id), Frames(queue))
    }

    /// Tells an event to every socket that listens, here and on the other processes. Call it after the commit.
    pub fn publish(&self, event: Event) {
        self.0.tell(&event);
        self.0.bus.send(event.note());
    }

    /// Tells a stored message to everybody in its conversation, here and on the other processes, in the order of the numbers.
    /// Call it after the commit.
    pub fn publish_message(&self, ticket: TicketId, message: Message) {
        self.0.publish_message(ticket, message);
    }

    /// Has session and rights of a user looked at again by all their sockets, here and on the other processes.
    pub fn recheck_user(&self, user: UserId) {
        self.0.recheck_here(user);
        self.0.bus.send(Note::Recheck { user });
    }

    /// Ends every socket of a user, for instance with 4401 when the session or the role was taken away.
    pub fn close_user(&self, user: UserId, code: u16) {
        for socket in self.0.lock().sockets.values().filter(|socket| socket.actor.id == user) {
            socket.queue.close(code);
        }
    }

    /// Ends every socket: 1012 when the process stops.
    pub fn close_all(&self, code: u16) {
        for socket in self.0.lock().sockets.values() {
            socket.queue.close(code);
        }
    }

    /// Sockets connected to this process now.
    pub fn sockets(&self) -> usize {
        self.0.lock().sockets.len()
    }

    /// Who has the ticket open, without `without`; names in order of arrival.
    pub fn viewers(&self, ticket: TicketId, without: UserId) -> Vec<String> {
        self.0.lock().presence.names(ticket, without)
    }
}
