//! The hub as the sockets and the bus see it.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use domain::{
    access::{Actor, Resource},
    ids::UserId,
    live::{ServerFrame, Topic},
};
use tokio::{sync::watch, time::Instant};

use super::{
    super::{
        bus::Bus,
        note::{Note, Packet},
        queue::RESYNC,
    },
    Event,
    state::{State, encode, sees_viewers},
};
use crate::Db;

const CLOSE_NORMAL: u16 = 1000;

/// What all clones of a hub share.
pub(in crate::live) struct Inner {
    /// Names this process on the bus.
    process: u64,
    pub(in crate::live) db: Db,
    pub(super) bus: Box<dyn Bus>,
    state: Mutex<State>,
    /// Tasks of the bus end when this is dropped.
    _alive: watch::Sender<()>,
}

impl Inner {
    pub(super) fn new(process: u64, db: Db, bus: Box<dyn Bus>, alive: watch::Sender<()>) -> Self {
        Self { process, db, bus, state: Mutex::default(), _alive: alive }
    }

    pub(in crate::live) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn tell(&self, event: Event) {
        let frame = encode(&event.frame());
        self.lock().send(&event.topics(), &frame);
    }

    /// Everybody reads again: events were lost on the way between processes.
    pub(in crate::live) fn resync(&self) {
        let frame: Arc<str> = Arc::from(RESYNC);
        for socket in self.lock().sockets.values() {
            socket.queue.push(&frame);
        }
    }

    /// Tells the other processes everything that only this one knows.
    pub(in crate::live) fn introduce(&self) {
        let all = self.lock().presence.all_here();
        for (id, viewers) in all {
            self.bus.send(Note::Viewing { id, viewers });
        }
        self.bus.send(Note::Alive);
    }

    pub(in crate::live) fn say(&self, note: Note) {
        self.bus.send(note);
    }

    /// Takes a payload of the bus.
    pub(in crate::live) fn receive(&self, payload: &str) {
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
                Note::Contract { id, version } => self.tell(Event::ContractChanged { id, version }),
                Note::Contracts => self.tell(Event::ContractsChanged),
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
    pub(in crate::live) fn forget_silent(&self, limit: Duration) {
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
    pub(in crate::live) fn answer(&self, id: u64, frame: &ServerFrame) {
        if let Some(socket) = self.lock().sockets.get(&id) {
            socket.queue.push(&encode(frame));
        }
    }

    /// The user behind a socket and what it listens to.
    pub(in crate::live) fn describe(&self, id: u64) -> Option<(Actor, Vec<Topic>)> {
        let state = self.lock();
        let socket = state.sockets.get(&id)?;
        Some((socket.actor.clone(), socket.topics.keys().cloned().collect()))
    }

    pub(in crate::live) fn set_actor(&self, id: u64, actor: Actor) {
        if let Some(socket) = self.lock().sockets.get_mut(&id) {
            socket.actor = actor;
        }
    }

    /// Lets a socket listen; its rights were checked.
    pub(in crate::live) fn subscribe(&self, id: u64, topic: Topic, resource: Resource) {
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

    pub(in crate::live) fn unsubscribe(&self, id: u64, topic: &Topic) {
        let mut state = self.lock();
        let Some(socket) = state.sockets.get_mut(&id) else { return };
        if socket.topics.remove(topic).is_none() {
            return;
        }
        let user = socket.actor.id;
        self.after_leaving(&mut state, id, user, topic);
    }

    /// Takes a socket out of everything.
    pub(in crate::live) fn disconnect(&self, id: u64) {
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
