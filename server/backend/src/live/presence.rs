//! Who has which ticket, or which conversation, open, on all processes of the desk. Kept in memory and told over the bus; never stored.

use std::collections::{BTreeMap, HashMap};

use domain::{
    chat::Side,
    ids::{TicketId, UserId},
};

use super::note::{MAX_VIEWERS, Viewer};

/// Everybody who looks at a ticket, in the order in which this process learnt of them.
#[derive(Debug, Default)]
pub(super) struct Presence {
    tickets: HashMap<TicketId, Vec<Entry>>,
}

#[derive(Debug)]
struct Entry {
    viewer: Viewer,
    place: Place,
}

#[derive(Debug, PartialEq, Eq)]
enum Place {
    /// On this process, with so many sockets (tabs).
    Here { sockets: usize },
    /// On another process.
    There { process: u64 },
}

impl Presence {
    /// A socket of this process opened the ticket.
    pub(super) fn join(&mut self, ticket: TicketId, user: UserId, name: &str, side: Side) {
        let entries = self.tickets.entry(ticket).or_default();
        for entry in entries.iter_mut().filter(|entry| entry.viewer.user == user) {
            if let Place::Here { sockets } = &mut entry.place {
                *sockets += 1;
                return;
            }
        }
        let viewer = Viewer::new(user, name, side);
        entries.push(Entry { viewer, place: Place::Here { sockets: 1 } });
    }

    /// A socket of this process closed the ticket; `true` when it was the user's last one here.
    pub(super) fn leave(&mut self, ticket: TicketId, user: UserId) -> bool {
        let Some(entries) = self.tickets.get_mut(&ticket) else { return false };
        let before = entries.len();
        entries.retain_mut(|entry| match &mut entry.place {
            Place::Here { sockets } if entry.viewer.user == user => {
                *sockets = sockets.saturating_sub(1);
                *sockets > 0
            }
            _ => true,
        });
        let left = entries.len() < before;
        if entries.is_empty() {
            self.tickets.remove(&ticket);
        }
        left
    }

    /// Another process told who looks at the ticket there; `true` when that is news.
    pub(super) fn replace(&mut self, from: u64, ticket: TicketId, viewers: Vec<Viewer>) -> bool {
        let entries = self.tickets.entry(ticket).or_default();
        let known: Vec<&Viewer> = entries
            .iter()
            .filter(|entry| entry.place == Place::There { process: from })
            .map(|entry| &entry.viewer)
            .collect();
        let news = known.len() != viewers.len() || known.iter().zip(&viewers).any(|(known, told)| *known != told);
        if news {
            entries.retain(|entry| entry.place != Place::There { process: from });
            let there = |viewer| Entry { viewer, place: Place::There { process: from } };
            entries.extend(viewers.into_iter().map(there));
        }
        if entries.is_empty() {
            self.tickets.remove(&ticket);
        }
        news
    }

    /// Forgets a process that fell silent; gives the tickets whose viewers changed.
    pub(super) fn forget(&mut self, process: u64) -> Vec<TicketId> {
        let mut changed = Vec::new();
        self.tickets.retain(|ticket, entries| {
            let before = entries.len();
            entries.retain(|entry| entry.place != Place::There { process });
            if entries.len() < before {
                changed.push(*ticket);
            }
            !entries.is_empty()
        });
        changed
    }

    /// The names for one asking user: each other user once, in order of arrival.
    pub(super) fn names(&self, ticket: TicketId, without: UserId) -> Vec<String> {
        let mut seen = vec![without];
        let mut names = Vec::new();
        for Entry { viewer, .. } in self.tickets.get(&ticket).into_iter().flatten() {
            if !seen.contains(&viewer.user) {
                seen.push(viewer.user);
                names.push(viewer.name.clone());
            }
        }
        names
    }

    /// Everybody, each user once, in order of arrival.
    pub(super) fn everybody(&self, ticket: TicketId) -> Vec<&Viewer> {
        let mut seen = Vec::new();
        let all = self.tickets.get(&ticket).into_iter().flatten().map(|entry| &entry.viewer);
        all.filter(|viewer| {
            let new = !seen.contains(&viewer.user);
            seen.push(viewer.user);
            new
        })
        .take(MAX_VIEWERS)
        .collect()
    }

    /// Who looks at the ticket on this process.
    pub(super) fn here(&self, ticket: TicketId) -> Vec<Viewer> {
        let entries = self.tickets.get(&ticket).into_iter().flatten();
        entries.filter(|entry| matches!(entry.place, Place::Here { .. })).map(|entry| entry.viewer.clone()).collect()
    }

    /// Every ticket that is open on this process, with its viewers here.
    pub(super) fn all_here(&self) -> BTreeMap<TicketId, Vec<Viewer>> {
        let all = self.tickets.keys().map(|ticket| (*ticket, self.here(*ticket)));
        all.filter(|(_, viewers)| !viewers.is_empty()).collect()
    }
}
