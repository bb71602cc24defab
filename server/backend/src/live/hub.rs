//! The hub: which socket listens to which topic, and the way of an event to all of them.
//!
//! A frame is encoded once and its bytes are shared by all sockets. Nothing here waits: a slow socket loses its queue, not
//! the time of others. Everything about a socket is gone when its [`SocketHandle`] is dropped.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use domain::{
    access::{Action, Actor, Resource, can},
    ids::{TicketId, UserId},
    live::{PROTOCOL_VERSION, ServerFrame, Topic},
};
use tokio::{sync::watch, time::Instant};

use super::{
    bus::{self, Bus, Local},
    note::{Note, Packet},
    presence::Presence,
    queue::{Frames, Queue, RESYNC},
    socket::SocketHandle,
};
use crate::Db;

/// Sockets of one user; the oldest is closed when there are more.
const MAX_SOCKETS_PER_USER: usize = 32;
/// Close code for a socket that is one too many (a rule of the protocol was broken).
const CLOSE_POLICY: u16 = 1008;
const CLOSE_NORMAL: u16 = 1000;

/// Something that changed, after its commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A ticket was created or changed.
    TicketChanged { id: TicketId, version: i64 },
    /// Kept counts of views moved.
    CountsChanged,
}

impl Event {
    const fn frame(self) -> ServerFrame {
        match self {
            Self::TicketChanged { id, version } => ServerFrame::TicketChanged { id, version },
            Self::CountsChanged => ServerFrame::CountsChanged,
        }
    }

    fn topics(self) -> Vec<Topic> {
        match self {
            Self::TicketChanged { id, .. } => vec![Topic::Tickets, Topic::Ticket(id)],
            Self::CountsChanged => vec![Topic::Tickets],
        }
    }

    const fn note(self) -> Note {
        match self {
            Self::TicketChanged { id, version } => Note::Ticket { id, version },
            Self::CountsChanged => Note::Counts,
        }
    }
}

/// Where changes are told to open screens. Cheap to clone.
#[derive(Clone)]
pub struct Hub(pub(super) Arc<Inner>);

pub(super) struct Inner {
    /// Names this process on the bus.
    process: u64,
    pub(super) db: Db,
    bus: Box<dyn Bus>,
    state: Mutex<State>,
    /// Tasks of the bus end when this is dropped.
    _alive: watch::Sender<()>,
}

#[derive(Default)]
pub(super) struct State {
    next: u64,
    /// In order of arrival.
    sockets: BTreeMap<u64, Socket>,
    topics: HashMap<Topic, BTreeSet<u64>>,
    presence: Presence,
    /// The other processes, and when each was heard last.
    processes: HashMap<u64, Instant>,
}

struct Socket {
    actor: Actor,
    queue: Arc<Queue>,
    /// What it listens to, with the resource whose rights decide.
    topics: BTreeMap<Topic, Resource>,
}

impl Hub {
    /// The hub that suits the database: PostgreSQL carries events to the other processes of the desk, SQLite has only one.
    /// Call it inside the runtime, since the bus of PostgreSQL starts two tasks; they end when the last clone is dropped.
    #[must_use]
    pub fn for_db(db: &Db) -> Self {
        let Some(pool) = db.postgres() else { return Self::local(db) };
        let process = rand::random();
        let (bus, tasks) = bus::postgres(pool, process);
        let (hub, alive) = Self::build(db, process, Box::new(bus));
        tasks.start(Arc::downgrade(&hub.0), alive);
        hub
    }

    /// A hub that talks to no other process.
    #[must_use]
    pub fn local(db: &Db) -> Self {
        Self::build(db, rand::random(), Box::new(Local)).0
    }

    fn build(db: &Db, process: u64, bus: Box<dyn Bus>) -> (Self, watch::Receiver<()>) {
        let (alive, watching) = watch::channel(());
        let state = Mutex::default();
        (Self(Arc::new(Inner { process, db: db.clone(), bus, state, _alive: alive })), watching)
    }

    /// Adds a socket of this user. It gets `hello` and then listens to nothing until it subscribes. The server writes out
    /// the frames, gives incoming texts to [`SocketHandle::on_frame`], and drops the handle when the connection ends.
    #[must_use]
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
        state.next += 1;
        let id = state.next;
        state.sockets.insert(id, Socket { actor, queue: Arc::clone(&queue), topics: BTreeMap::new() });
        (SocketHandle::new(self.clone(), id), Frames(queue))
    }

    /// Tells an event to every socket that listens, here and on the other processes. Call it after the commit.
    pub fn publish(&self, event: Event) {
        self.0.tell(event);
        self.0.bus.send(event.note());
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
    #[must_use]
    pub fn sockets(&self) -> usize {
        self.0.lock().sockets.len()
    }

    /// Who has the ticket open, without `without`; names in order of arrival.
    #[must_use]
    pub fn viewers(&self, ticket: TicketId, without: UserId) -> Vec<String> {
        self.0.lock().presence.names(ticket, without)
    }
}

impl Inner {
    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, event: Event) {
        let frame = encode(&event.frame());
        self.lock().send(&event.topics(), &frame);
    }

    /// Everybody reads again: events were lost on the way between processes.
    pub(super) fn resync(&self) {
        let frame: Arc<str> = Arc::from(RESYNC);
        for socket in self.lock().sockets.values() {
            socket.queue.push(&frame);
        }
    }

    /// Tells the other processes everything that only this one knows.
    pub(super) fn introduce(&self) {
        let all = self.lock().presence.all_here();
        for (id, viewers) in all {
            self.bus.send(Note::Viewing { id, viewers });
        }
        self.bus.send(Note::Alive);
    }

    pub(super) fn say(&self, note: Note) {
        self.bus.send(note);
    }

    /// Takes a payload of the bus.
    pub(super) fn receive(&self, payload: &str) {
        let Ok(Packet { from, notes }) = serde_json::from_str::<Packet>(payload) else {
            // Another version of the desk may run beside this one during an update.
            tracing::debug!("a payload of the bus was not understood");
            return;
        };
        if from == self.process {
            return;
        }
        let unknown = self.lock().processes.insert(from, Instant::now()).is_none();
        if unknown && notes == [Note::Alive] {
            self.bus.send(Note::Hello);
        }
        for note in notes {
            match note {
                Note::Ticket { id, version } => self.tell(Event::TicketChanged { id, version }),
                Note::Counts => self.tell(Event::CountsChanged),
                Note::Viewing { id, viewers } => {
                    let mut state = self.lock();
                    if state.presence.replace(from, id, viewers) {
                        state.announce(id);
                    }
                }
                Note::Hello => self.introduce(),
                Note::Alive => {}
                Note::Resync => self.resync(),
            }
        }
    }

    /// Forgets processes that were not heard for `limit`.
    pub(super) fn forget_silent(&self, limit: Duration) {
        let mut state = self.lock();
        let silent: Vec<u64> =
            state.processes.iter().filter(|(_, heard)| heard.elapsed() > limit).map(|(process, _)| *process).collect();
        for process in silent {
            state.processes.remove(&process);
            for ticket in state.presence.forget(process) {
                state.announce(ticket);
            }
        }
    }

    /// Sends one frame to one socket.
    pub(super) fn answer(&self, id: u64, frame: &ServerFrame) {
        if let Some(socket) = self.lock().sockets.get(&id) {
            socket.queue.push(&encode(frame));
        }
    }

    /// The user behind a socket and what it listens to.
    pub(super) fn describe(&self, id: u64) -> Option<(Actor, Vec<Topic>)> {
        let state = self.lock();
        let socket = state.sockets.get(&id)?;
        Some((socket.actor.clone(), socket.topics.keys().cloned().collect()))
    }

    pub(super) fn set_actor(&self, id: u64, actor: Actor) {
        if let Some(socket) = self.lock().sockets.get_mut(&id) {
            socket.actor = actor;
        }
    }

    /// Lets a socket listen; its rights were checked.
    pub(super) fn subscribe(&self, id: u64, topic: Topic, resource: Resource) {
        let mut state = self.lock();
        let Some(socket) = state.sockets.get_mut(&id) else { return };
        let is_new = socket.topics.insert(topic.clone(), resource).is_none();
        let viewer = Some((socket.actor.id, socket.actor.name.clone())).filter(|_| sees_viewers(&socket.actor));
        state.topics.entry(topic.clone()).or_default().insert(id);
        if let (true, Topic::Ticket(ticket), Some((user, name))) = (is_new, topic, viewer) {
            state.presence.join(ticket, user, &name);
            state.announce(ticket);
            self.bus.send(Note::Viewing { id: ticket, viewers: state.presence.here(ticket) });
        }
    }

    pub(super) fn unsubscribe(&self, id: u64, topic: &Topic) {
        let mut state = self.lock();
        let Some(socket) = state.sockets.get_mut(&id) else { return };
        if socket.topics.remove(topic).is_none() {
            return;
        }
        let user = socket.actor.id;
        self.after_leaving(&mut state, id, user, topic);
    }

    /// Takes a socket out of everything.
    pub(super) fn disconnect(&self, id: u64) {
        let mut state = self.lock();
        let Some(socket) = state.sockets.remove(&id) else { return };
        socket.queue.close(CLOSE_NORMAL);
        for topic in socket.topics.keys() {
            self.after_leaving(&mut state, id, socket.actor.id, topic);
        }
    }

    fn after_leaving(&self, state: &mut State, id: u64, user: UserId, topic: &Topic) {
        if let Some(listeners) = state.topics.get_mut(topic) {
            listeners.remove(&id);
            if listeners.is_empty() {
                state.topics.remove(topic);
            }
        }
        if let Topic::Ticket(ticket) = *topic
            && state.presence.leave(ticket, user)
        {
            state.announce(ticket);
            self.bus.send(Note::Viewing { id: ticket, viewers: state.presence.here(ticket) });
        }
    }
}

impl State {
    /// Gives a frame once to every socket that listens to any of the topics and still has the right to.
    fn send(&self, topics: &[Topic], frame: &Arc<str>) {
        let mut given: BTreeSet<u64> = BTreeSet::new();
        for topic in topics {
            for id in self.topics.get(topic).into_iter().flatten() {
                let Some(socket) = self.sockets.get(id) else { continue };
                let allowed = socket.topics.get(topic).is_some_and(|on| can(&socket.actor, Action::Read, *on));
                if allowed && given.insert(*id) {
                    socket.queue.push(frame);
                }
            }
        }
    }

    /// Tells the viewers of a ticket who else is there.
    fn announce(&self, ticket: TicketId) {
        let mut frames: HashMap<UserId, Arc<str>> = HashMap::new();
        for id in self.topics.get(&Topic::Ticket(ticket)).into_iter().flatten() {
            let Some(socket) = self.sockets.get(id).filter(|socket| sees_viewers(&socket.actor)) else { continue };
            let user = socket.actor.id;
            let frame = frames.entry(user).or_insert_with(|| {
                encode(&ServerFrame::Viewers { id: ticket, names: self.presence.names(ticket, user) })
            });
            socket.queue.push(frame);
        }
    }

    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.sockets.is_empty() && self.topics.is_empty() && self.presence.all_here().is_empty()
    }
}

/// Staff see each other; a requester neither sees nor is seen.
fn sees_viewers(actor: &Actor) -> bool {
    can(actor, Action::Read, Resource::TicketInternals)
}

fn encode(frame: &ServerFrame) -> Arc<str> {
    serde_json::to_string(frame).map_or_else(
        |error| {
            tracing::error!(%error, "a frame could not be written");
            Arc::from(RESYNC)
        },
        Arc::from,
    )
}
