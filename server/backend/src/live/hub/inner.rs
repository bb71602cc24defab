//! The hub as the sockets and the bus see it.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use domain::{
    access::{Actor, Resource},
    chat::Side,
    ids::{TicketId, UserId},
    live::{ServerFrame, Topic},
};
use tokio::{sync::watch, time::Instant};

use super::{
    super::{
        bus::Bus,
        limits::Limits,
        note::{Note, Packet},
        queue::RESYNC,
    },
    Event,
    state::{State, Subscription, encode, sees_viewers, side_of},
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

    pub(super) fn tell(&self, event: &Event) {
        match event {
            Event::TicketOpened { id } => {
                self.lock().send(&[Topic::Tickets], &encode(&ServerFrame::TicketOpened { id: *id }));
            }
            Event::TicketChanged { id, version } => {
                let frame = encode(&ServerFrame::TicketChanged { id: *id, version: *version });
                let state = self.lock();
                state.send(&[Topic::Tickets, Topic::Ticket(*id), Topic::Chat(*id)], &frame);
                state.recheck_listeners(*id);
            }
            Event::ContractChanged { id, version } => {
                let frame = encode(&ServerFrame::ContractChanged { id: *id, version: *version });
                self.lock().send(&[Topic::Contracts], &frame);
            }
            Event::ContractsChanged => self.lock().send(&[Topic::Contracts], &encode(&ServerFrame::ContractsChanged)),
            Event::CountsChanged => self.lock().send(&[Topic::Tickets], &encode(&ServerFrame::CountsChanged)),
            Event::Marks { id, marks } => {
                self.lock().send(&[Topic::Chat(*id)], &encode(&ServerFrame::Marks { id: *id, marks: *marks }));
            }
            Event::Unread(counts) => self.lock().tell_unread(counts),
        }
    }

    /// Everybody reads again: events were lost on the way between processes.
    pub(in crate::live) fn resync(self: &Arc<Self>) {
        let rooms = {
            let state = self.lock();
            for socket in state.sockets.values() {
                socket.queue.push(&RESYNC);
            }
            state.rooms.all()
        };
        // The sockets ask again too; this is for those of other clients, which may only wait for the next message.
        for room in rooms {
            self.read_missing(room);
        }
    }

    /// Tells the other processes everything that only this one knows.
    pub(in crate::live) fn introduce(&self) {
        let (viewing, present, portal) = {
            let state = self.lock();
            (state.presence.all_here(), state.present.all_here(), state.portal.all_here())
        };
        for (id, viewers) in viewing {
            self.bus.send(Note::Viewing { id, viewers });
        }
        for (id, people) in present {
            self.bus.send(Note::Present { id, people });
        }
        for (person, people) in portal {
            self.bus.send(Note::InPortal { person, people });
        }
        self.bus.send(Note::Alive);
    }

    pub(in crate::live) fn say(&self, note: Note) {
        self.bus.send(note);
    }

    /// Takes a payload of the bus.
    pub(in crate::live) fn receive(self: &Arc<Self>, payload: &str) {
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
                Note::NewTicket { id } => self.tell(&Event::TicketOpened { id }),
                Note::Ticket { id, version } => self.tell(&Event::TicketChanged { id, version }),
                Note::Counts => self.tell(&Event::CountsChanged),
                Note::Contract { id, version } => self.tell(&Event::ContractChanged { id, version }),
                Note::Contracts => self.tell(&Event::ContractsChanged),
                Note::Viewing { id, viewers } => {
                    let mut state = self.lock();
                    if state.presence.replace(from, id, viewers) {
                        self.show_viewers(&mut state, id);
                    }
                }
                Note::Message { id, seq } => {
                    if self.lock().rooms.last(id).is_some_and(|last| last < seq) {
                        self.read_missing(id);
                    }
                }
                Note::Marks { id, marks } => self.tell(&Event::Marks { id, marks }),
                Note::Unread(counts) => self.tell(&Event::Unread(counts)),
                Note::Typing { id, who } => self.tell_typing(id, who.user, &who.name, who.side),
                Note::Present { id, people } => {
                    let mut state = self.lock();
                    if state.present.replace(from, id, people) {
                        let frame = state.people(id);
                        state.send(&[Topic::Chat(id)], &frame);
                    }
                }
                Note::InPortal { person, people } => {
                    let mut state = self.lock();
                    if state.portal.replace(from, person, people) {
                        self.stir_all(&mut state, person);
                    }
                }
                Note::Recheck { user } => self.recheck_here(user),
                Note::Hello => self.introduce(),
                Note::Alive => {}
                Note::Resync => self.resync(),
            }
        }
    }

    /// Forgets processes that were not heard for `limit`.
    pub(in crate::live) fn forget_silent(self: &Arc<Self>, limit: Duration) {
        let mut state = self.lock();
        let silent: Vec<u64> =
            state.processes.iter().filter(|(_, heard)| heard.elapsed() > limit).map(|(process, _)| *process).collect();
        for process in silent {
            state.processes.remove(&process);
            for ticket in state.presence.forget(process) {
                self.show_viewers(&mut state, ticket);
            }
            for ticket in state.present.forget(process) {
                self.stir(&mut state, ticket, false);
            }
            for person in state.portal.forget(process) {
                self.stir_all(&mut state, person);
            }
        }
    }

    /// Sends one frame to one socket.
    pub(in crate::live) fn answer(&self, id: u64, frame: &ServerFrame) {
        let frame = encode(frame);
        if let Some(socket) = self.lock().sockets.get(&id) {
            socket.queue.push(&frame);
        }
    }

    pub(super) fn recheck_here(&self, user: UserId) {
        for socket in self.lock().sockets.values().filter(|socket| socket.actor.id == user) {
            socket.queue.ask_recheck();
        }
    }

    pub(in crate::live) fn tell_typing(&self, ticket: TicketId, user: UserId, name: &str, side: Side) {
        let frame = encode(&ServerFrame::Typing { id: ticket, user, name: name.to_owned(), side });
        self.lock().send_to_others(ticket, user, &frame);
    }

    /// The user behind a socket and what it listens to.
    pub(in crate::live) fn describe(&self, id: u64) -> Option<(Actor, Vec<Topic>)> {
        let state = self.lock();
        let socket = state.sockets.get(&id)?;
        Some((socket.actor.clone(), socket.topics.keys().copied().collect()))
    }

    /// Whether a socket listens to a topic.
    pub(in crate::live) fn listens(&self, id: u64, topic: Topic) -> bool {
        self.lock().sockets.get(&id).is_some_and(|socket| socket.topics.contains_key(&topic))
    }

    /// What the user of a socket may still say.
    pub(in crate::live) fn limits(&self, id: u64) -> Option<Arc<Mutex<Limits>>> {
        let state = self.lock();
        let user = state.sockets.get(&id)?.actor.id;
        state.limits.get(&user).cloned()
    }

    /// Lets a socket listen; its rights were checked. `seen` is the last message it has, of a conversation.
    pub(in crate::live) fn subscribe(
        self: &Arc<Self>,
        state: &mut State,
        id: u64,
        topic: Topic,
        on: Resource,
        seen: i64,
    ) {
        let Some(socket) = state.sockets.get_mut(&id) else { return };
        let is_new = socket.topics.insert(topic, Subscription { on, seen }).is_none();
        let (user, name, side) = (socket.actor.id, socket.actor.name.clone(), side_of(&socket.actor));
        let sees = sees_viewers(&socket.actor);
        state.topics.entry(topic).or_default().insert(id);
        match topic {
            Topic::Ticket(ticket) if is_new && sees => {
                state.presence.join(ticket, user, &name, side);
                self.tell_viewers(state, ticket);
            }
            Topic::Chat(ticket) => {
                if is_new {
                    state.present.join(ticket, user, &name, side);
                    self.stir(state, ticket, true);
                }
                self.note_owner(state, ticket, on);
            }
            _ => {}
        }
    }

    pub(in crate::live) fn unsubscribe(self: &Arc<Self>, id: u64, topic: Topic) {
        let mut state = self.lock();
        let Some(socket) = state.sockets.get_mut(&id) else { return };
        if socket.topics.remove(&topic).is_none() {
            return;
        }
        let user = socket.actor.id;
        self.after_leaving(&mut state, id, user, topic);
    }

    /// Takes a socket out of everything.
    pub(in crate::live) fn disconnect(self: &Arc<Self>, id: u64) {
        let mut state = self.lock();
        let Some(socket) = state.sockets.remove(&id) else { return };
        socket.queue.close(CLOSE_NORMAL);
        for topic in socket.topics.keys() {
            self.after_leaving(&mut state, id, socket.actor.id, *topic);
        }
        self.leave_portal(&mut state, &socket.actor);
        let user = socket.actor.id;
        // Held by nobody else, so by no other socket of the user.
        if state.limits.get(&user).is_some_and(|limits| Arc::strong_count(limits) == 1)
            && !state.sockets.values().any(|socket| socket.actor.id == user)
        {
            state.limits.remove(&user);
        }
    }

    fn after_leaving(self: &Arc<Self>, state: &mut State, id: u64, user: UserId, topic: Topic) {
        let mut last = false;
        if let Some(listeners) = state.topics.get_mut(&topic) {
            listeners.remove(&id);
            if listeners.is_empty() {
                state.topics.remove(&topic);
                last = true;
            }
        }
        match topic {
            Topic::Ticket(ticket) => {
                if state.presence.leave(ticket, user) {
                    self.tell_viewers(state, ticket);
                }
            }
            Topic::Chat(ticket) => {
                if last {
                    state.rooms.close(ticket);
                    state.owners.forget(ticket);
                }
                if state.present.leave(ticket, user) {
                    self.stir(state, ticket, true);
                }
            }
            Topic::Tickets | Topic::Inbox | Topic::Contracts => {}
        }
    }
}
