//! What the hub keeps under its lock: sockets, topics, rooms, presence, and the processes it heard of.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::{Arc, Mutex},
};

use domain::{
    access::{Action, Actor, Resource, Role, can},
    chat::Side,
    ids::{PersonId, TicketId, UserId},
    live::{Present, ServerFrame, Topic},
};
use tokio::time::Instant;

use super::{
    super::{
        limits::Limits,
        note::UnreadCounts,
        presence::Presence,
        queue::{Frame, Queue, RESYNC},
    },
    owners::Owners,
    rooms::{Offer, Rooms},
};

#[derive(Default)]
pub(in crate::live) struct State {
    pub(super) next: u64,
    /// In order of arrival.
    pub(super) sockets: BTreeMap<u64, Socket>,
    pub(super) topics: HashMap<Topic, BTreeSet<u64>>,
    /// Conversations that somebody listens to.
    pub(super) rooms: Rooms,
    /// Who has which ticket open.
    pub(super) presence: Presence<TicketId>,
    /// Who has which conversation open.
    pub(super) present: Presence<TicketId>,
    /// Which requester is in the portal, on whichever page.
    pub(super) portal: Presence<PersonId>,
    /// Whose the conversations are that somebody listens to here.
    pub(super) owners: Owners,
    /// Conversations whose list of people changed and was not told yet; `true`: who has it open on this process did.
    pub(super) stirred: BTreeMap<TicketId, bool>,
    /// What each connected user may still say.
    pub(super) limits: HashMap<UserId, Arc<Mutex<Limits>>>,
    /// The other processes, and when each was heard last.
    pub(super) processes: HashMap<u64, Instant>,
}

pub(super) struct Socket {
    pub(super) actor: Actor,
    pub(super) queue: Arc<Queue>,
    /// What it listens to.
    pub(super) topics: BTreeMap<Topic, Subscription>,
}

/// One topic of one socket.
#[derive(Debug, Clone, Copy)]
pub(super) struct Subscription {
    /// Whose rights decide.
    pub(super) on: Resource,
    /// Of a conversation: the last message that the socket had when it came.
    pub(super) seen: i64,
}

impl State {
    fn listeners(&self, topic: Topic) -> impl Iterator<Item = (u64, &Socket, Subscription)> {
        self.topics.get(&topic).into_iter().flatten().filter_map(move |id| {
            let socket = self.sockets.get(id)?;
            let subscription = *socket.topics.get(&topic)?;
            can(&socket.actor, Action::Read, subscription.on).then_some((*id, socket, subscription))
        })
    }

    /// Gives a frame once to every socket that listens to any of the topics and still has the right to.
    pub(super) fn send(&self, topics: &[Topic], frame: &Frame) {
        let mut given: BTreeSet<u64> = BTreeSet::new();
        for topic in topics {
            for (id, socket, _) in self.listeners(*topic) {
                // One topic needs no memory of who had it.
                if topics.len() == 1 || given.insert(id) {
                    socket.queue.push(frame);
                }
            }
        }
    }

    /// Gives a frame to everybody in a conversation but one user.
    pub(super) fn send_to_others(&self, ticket: TicketId, without: UserId, frame: &Frame) {
        for (_, socket, _) in self.listeners(Topic::Chat(ticket)) {
            if socket.actor.id != without {
                socket.queue.push(frame);
            }
        }
    }

    /// Tells messages of one conversation, oldest first; `true` when some before them are missing here.
    pub(super) fn tell_messages(&mut self, ticket: TicketId, messages: &[(i64, Frame)]) -> bool {
        for (seq, frame) in messages {
            match self.rooms.offer(ticket, *seq, frame) {
                None => return false,
                Some(Offer::TooEarly) => return true,
                Some(Offer::Known) => {}
                Some(Offer::Next) => {
                    for (_, socket, subscription) in self.listeners(Topic::Chat(ticket)) {
                        if *seq > subscription.seen {
                            socket.queue.push(frame);
                        }
                    }
                }
            }
        }
        false
    }

    /// Tells unread counts to whom they concern: the team hears the team's, the requester the own ones.
    pub(super) fn tell_unread(&self, counts: &UnreadCounts) {
        let frame = |count: i64| encode(&ServerFrame::Unread { id: counts.id, count, assignee: counts.assignee });
        let (for_staff, for_requester) = (counts.staff_unread.map(frame), counts.requester_unread.map(frame));
        let mut given: BTreeSet<u64> = BTreeSet::new();
        for topic in [Topic::Inbox, Topic::Tickets] {
            for (id, socket, _) in self.listeners(topic) {
                let frame = match socket.actor.role {
                    Role::Requester if socket.actor.person == Some(counts.requester) => &for_requester,
                    Role::Requester => continue,
                    _ => &for_staff,
                };
                if let (Some(frame), true) = (frame, given.insert(id)) {
                    socket.queue.push(frame);
                }
            }
        }
    }

    /// Asks sockets that listen to this ticket to have it looked at again, since it may be somebody else's now: a requester has
    /// no right to it then, and the team speaks to another one.
    pub(super) fn recheck_listeners(&self, ticket: TicketId) {
        for topic in [Topic::Ticket(ticket), Topic::Chat(ticket)] {
            for (_, socket, _) in self.listeners(topic) {
                if socket.actor.role == Role::Requester || topic == Topic::Chat(ticket) {
                    socket.queue.ask_recheck();
                }
            }
        }
    }

    /// Tells the viewers of a ticket who else is there.
    pub(super) fn announce(&self, ticket: TicketId) {
        let mut frames: HashMap<UserId, Frame> = HashMap::new();
        for (_, socket, _) in self.listeners(Topic::Ticket(ticket)) {
            if !sees_viewers(&socket.actor) {
                continue;
            }
            let user = socket.actor.id;
            let frame = frames.entry(user).or_insert_with(|| {
                encode(&ServerFrame::Viewers { id: ticket, names: self.presence.names(ticket, user) })
            });
            socket.queue.push(frame);
        }
    }

    /// Who is there for a conversation, each user once, as a frame: who has it or its ticket open, whichever tab of it, and its
    /// requester, wherever in the portal.
    pub(super) fn people(&self, ticket: TicketId) -> Frame {
        let requester = self.owners.requester(ticket);
        let there = self.present.everybody(ticket).into_iter();
        let there = there.chain(self.presence.everybody(ticket));
        let there = there.chain(requester.into_iter().flat_map(|person| self.portal.everybody(person)));
        let mut seen = BTreeSet::new();
        let people = there
            .filter(|viewer| seen.insert(viewer.user))
            .map(|viewer| Present { user: viewer.user, name: viewer.name.clone(), side: viewer.side })
            .collect();
        encode(&ServerFrame::Presence { id: ticket, people })
    }

    #[cfg(test)]
    pub(in crate::live) fn is_empty(&self) -> bool {
        self.sockets.is_empty()
            && self.topics.is_empty()
            && self.presence.all_here().is_empty()
            && self.present.all_here().is_empty()
            && self.portal.all_here().is_empty()
            && self.owners.is_empty()
            && self.rooms.all().is_empty()
            && self.limits.is_empty()
    }
}

/// Staff see each other; a requester neither sees nor is seen.
pub(super) fn sees_viewers(actor: &Actor) -> bool {
    can(actor, Action::Read, Resource::TicketInternals)
}

/// On which side of a conversation a user is.
pub(in crate::live) fn side_of(actor: &Actor) -> Side {
    if sees_viewers(actor) { Side::Staff } else { Side::Requester }
}

pub(super) fn encode(frame: &ServerFrame) -> Frame {
    serde_json::to_string(frame).map_or_else(
        |error| {
            tracing::error!(%error, "a frame could not be written");
            RESYNC
        },
        Frame::from,
    )
}
