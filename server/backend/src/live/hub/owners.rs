//! Whose the conversations are that somebody listens to here: their requesters are there wherever in the portal they are.

use std::collections::{BTreeSet, HashMap};

use domain::ids::{PersonId, TicketId};

/// The requesters of conversations, both ways.
#[derive(Debug, Default)]
pub(super) struct Owners {
    requesters: HashMap<TicketId, PersonId>,
    tickets: HashMap<PersonId, BTreeSet<TicketId>>,
}

impl Owners {
    /// Remembers whose the conversation is; `true` when it was somebody else's, or unknown.
    pub(super) fn set(&mut self, ticket: TicketId, requester: PersonId) -> bool {
        if self.requesters.get(&ticket) == Some(&requester) {
            return false;
        }
        self.forget(ticket);
        self.requesters.insert(ticket, requester);
        self.tickets.entry(requester).or_default().insert(ticket);
        true
    }

    /// Nobody listens any more.
    pub(super) fn forget(&mut self, ticket: TicketId) {
        let Some(requester) = self.requesters.remove(&ticket) else { return };
        if let Some(tickets) = self.tickets.get_mut(&requester) {
            tickets.remove(&ticket);
            if tickets.is_empty() {
                self.tickets.remove(&requester);
            }
        }
    }

    /// Whose the conversation is.
    pub(super) fn requester(&self, ticket: TicketId) -> Option<PersonId> {
        self.requesters.get(&ticket).copied()
    }

    /// The conversations of a person.
    pub(super) fn tickets(&self, requester: PersonId) -> Vec<TicketId> {
        self.tickets.get(&requester).into_iter().flatten().copied().collect()
    }

    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.requesters.is_empty() && self.tickets.is_empty()
    }
}
