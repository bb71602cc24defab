//! What the hub keeps under its lock: sockets, topics, presence, and the processes it heard of.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use domain::{
    access::{Action, Actor, Resource, can},
    ids::{TicketId, UserId},
    live::{ServerFrame, Topic},
};
use tokio::time::Instant;

use super::super::{
    presence::Presence,
    queue::{Queue, RESYNC},
};

#[derive(Default)]
pub(in crate::live) struct State {
    pub(super) next: u64,
    /// In order of arrival.
    pub(super) sockets: BTreeMap<u64, Socket>,
    pub(super) topics: HashMap<Topic, BTreeSet<u64>>,
    pub(super) presence: Presence,
    /// The other processes, and when each was heard last.
    pub(super) processes: HashMap<u64, Instant>,
}

pub(super) struct Socket {
    pub(super) actor: Actor,
    pub(super) queue: Arc<Queue>,
    /// What it listens to, with the resource whose rights decide.
    pub(super) topics: BTreeMap<Topic, Resource>,
}

impl State {
    /// Gives a frame once to every socket that listens to any of the topics and still has the right to.
    pub(super) fn send(&self, topics: &[Topic], frame: &Arc<str>) {
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
    pub(super) fn announce(&self, ticket: TicketId) {
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
    pub(in crate::live) fn is_empty(&self) -> bool {
        self.sockets.is_empty() && self.topics.is_empty() && self.presence.all_here().is_empty()
    }
}

/// Staff see each other; a requester neither sees nor is seen.
pub(super) fn sees_viewers(actor: &Actor) -> bool {
    can(actor, Action::Read, Resource::TicketInternals)
}

pub(super) fn encode(frame: &ServerFrame) -> Arc<str> {
    serde_json::to_string(frame).map_or_else(
        |error| {
            tracing::error!(%error, "a frame could not be written");
            Arc::from(RESYNC)
        },
        Arc::from,
    )
}
