//! Who is where: on a ticket, in a conversation, in the portal, and who hears of it.
//!
//! Somebody is there for a conversation as a person, not as a tab: whoever has the ticket open on any of its tabs, and its
//! requester on any page of the portal. With two tabs open, closing one changes nothing.

use std::{collections::btree_map::Entry, sync::Arc, time::Duration};

use domain::{
    access::{Actor, Resource, Role},
    ids::{PersonId, TicketId},
    live::Topic,
};

use super::{
    super::note::Note,
    Inner,
    state::{State, side_of},
};

/// How long comings and goings are gathered before they are told: a restart makes everybody come at once.
const STIR: Duration = Duration::from_millis(120);

/// As whom a user is in the portal.
fn portal_of(actor: &Actor) -> Option<PersonId> {
    actor.person.filter(|_| actor.role == Role::Requester)
}

impl Inner {
    /// A socket of this user came: a requester is in the portal now.
    pub(super) fn enter_portal(self: &Arc<Self>, state: &mut State, actor: &Actor) {
        let Some(person) = portal_of(actor) else { return };
        if state.portal.join(person, actor.id, &actor.name, side_of(actor)) {
            self.tell_portal(state, person);
        }
    }

    /// A socket of this user went.
    pub(super) fn leave_portal(self: &Arc<Self>, state: &mut State, actor: &Actor) {
        let Some(person) = portal_of(actor) else { return };
        if state.portal.leave(person, actor.id) {
            self.tell_portal(state, person);
        }
    }

    fn tell_portal(self: &Arc<Self>, state: &mut State, person: PersonId) {
        self.bus.send(Note::InPortal { person, people: state.portal.here(person) });
        self.stir_all(state, person);
    }

    /// The user of a socket is another one now, or has another role.
    pub(in crate::live) fn set_actor(self: &Arc<Self>, id: u64, actor: Actor) {
        let mut state = self.lock();
        let Some(socket) = state.sockets.get_mut(&id) else { return };
        let before = std::mem::replace(&mut socket.actor, actor.clone());
        if portal_of(&before) != portal_of(&actor) {
            self.leave_portal(&mut state, &before);
            self.enter_portal(&mut state, &actor);
        }
    }

    /// A socket listens to a conversation on these rights: whose it is stands in them.
    pub(super) fn note_owner(self: &Arc<Self>, state: &mut State, ticket: TicketId, on: Resource) {
        if let Resource::Ticket { requester: Some(person) } = on
            && state.owners.set(ticket, person)
        {
            self.stir(state, ticket, false);
        }
    }

    /// The rights behind a subscription were looked at again.
    pub(in crate::live) fn renew(self: &Arc<Self>, id: u64, topic: Topic, on: Resource) {
        let mut state = self.lock();
        let Some(subscription) = state.sockets.get_mut(&id).and_then(|socket| socket.topics.get_mut(&topic)) else {
            return;
        };
        subscription.on = on;
        if let Topic::Chat(ticket) = topic {
            self.note_owner(&mut state, ticket, on);
        }
    }

    /// Somebody of this process opened or left a ticket.
    pub(super) fn tell_viewers(self: &Arc<Self>, state: &mut State, ticket: TicketId) {
        self.bus.send(Note::Viewing { id: ticket, viewers: state.presence.here(ticket) });
        self.show_viewers(state, ticket);
    }

    /// Shows who has a ticket open, to those on it and to those in its conversation.
    pub(super) fn show_viewers(self: &Arc<Self>, state: &mut State, ticket: TicketId) {
        state.announce(ticket);
        self.stir(state, ticket, false);
    }

    /// [`Inner::stir`] for all conversations of a person.
    pub(super) fn stir_all(self: &Arc<Self>, state: &mut State, person: PersonId) {
        for ticket in state.owners.tickets(person) {
            self.stir(state, ticket, false);
        }
    }

    /// Notes that somebody came or went; it is told a moment later, once for all of them. `here`: who has the conversation open
    /// on this process changed, which the other processes have to hear; everything else has a note of its own.
    pub(super) fn stir(self: &Arc<Self>, state: &mut State, ticket: TicketId, here: bool) {
        if !here && !state.topics.contains_key(&Topic::Chat(ticket)) {
            return;
        }
        match state.stirred.entry(ticket) {
            Entry::Occupied(mut known) => {
                *known.get_mut() |= here;
                return;
            }
            Entry::Vacant(new) => new.insert(here),
        };
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        let inner = Arc::downgrade(self);
        runtime.spawn(async move {
            tokio::time::sleep(STIR).await;
            let Some(inner) = inner.upgrade() else { return };
            let mut state = inner.lock();
            let here = state.stirred.remove(&ticket).unwrap_or_default();
            let frame = state.people(ticket);
            state.send(&[Topic::Chat(ticket)], &frame);
            if here {
                inner.bus.send(Note::Present { id: ticket, people: state.present.here(ticket) });
            }
        });
    }
}
