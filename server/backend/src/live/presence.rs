//! Who is where, on all processes of the desk: who has which ticket or which conversation open, which requester is in the
//! portal. Kept in memory and told over the bus; never stored.

use std::{
    collections::{BTreeMap, HashMap},
    hash::Hash,
};

use domain::{chat::Side, ids::UserId};

use super::note::{MAX_VIEWERS, Viewer};

/// Everybody who is in a place, in the order in which this process learnt of them.
#[derive(Debug)]
pub(super) struct Presence<K> {
    places: HashMap<K, Vec<Entry>>,
}

impl<K> Default for Presence<K> {
    fn default() -> Self {
        Self { places: HashMap::new() }
    }
}

#[derive(Debug)]
struct Entry {
    viewer: Viewer,
    on: Process,
}

#[derive(Debug, PartialEq, Eq)]
enum Process {
    /// On this process, with so many sockets (tabs).
    Here { sockets: usize },
    /// On another process.
    There { process: u64 },
}

impl<K: Copy + Ord + Hash> Presence<K> {
    /// A socket of this process came; `true` when it is the user's first one here.
    pub(super) fn join(&mut self, place: K, user: UserId, name: &str, side: Side) -> bool {
        let entries = self.places.entry(place).or_default();
        for entry in entries.iter_mut().filter(|entry| entry.viewer.user == user) {
            if let Process::Here { sockets } = &mut entry.on {
                *sockets += 1;
                return false;
            }
        }
        let viewer = Viewer::new(user, name, side);
        entries.push(Entry { viewer, on: Process::Here { sockets: 1 } });
        true
    }

    /// A socket of this process went; `true` when it was the user's last one here.
    pub(super) fn leave(&mut self, place: K, user: UserId) -> bool {
        let Some(entries) = self.places.get_mut(&place) else { return false };
        let before = entries.len();
        entries.retain_mut(|entry| match &mut entry.on {
            Process::Here { sockets } if entry.viewer.user == user => {
                *sockets = sockets.saturating_sub(1);
                *sockets > 0
            }
            _ => true,
        });
        let left = entries.len() < before;
        if entries.is_empty() {
            self.places.remove(&place);
        }
        left
    }

    /// Another process told who is there on its side; `true` when that is news.
    pub(super) fn replace(&mut self, from: u64, place: K, viewers: Vec<Viewer>) -> bool {
        let entries = self.places.entry(place).or_default();
        let known: Vec<&Viewer> = entries
            .iter()
            .filter(|entry| entry.on == Process::There { process: from })
            .map(|entry| &entry.viewer)
            .collect();
        let news = known.len() != viewers.len() || known.iter().zip(&viewers).any(|(known, told)| *known != told);
        if news {
            entries.retain(|entry| entry.on != Process::There { process: from });
            let there = |viewer| Entry { viewer, on: Process::There { process: from } };
            entries.extend(viewers.into_iter().map(there));
        }
        if entries.is_empty() {
            self.places.remove(&place);
        }
        news
    }

    /// Forgets a process that fell silent; gives the places where somebody is missing now.
    pub(super) fn forget(&mut self, process: u64) -> Vec<K> {
        let mut changed = Vec::new();
        self.places.retain(|place, entries| {
            let before = entries.len();
            entries.retain(|entry| entry.on != Process::There { process });
            if entries.len() < before {
                changed.push(*place);
            }
            !entries.is_empty()
        });
        changed
    }

    /// The names for one asking user: each other user once, in order of arrival.
    pub(super) fn names(&self, place: K, without: UserId) -> Vec<String> {
        let mut seen = vec![without];
        let mut names = Vec::new();
        for Entry { viewer, .. } in self.places.get(&place).into_iter().flatten() {
            if !seen.contains(&viewer.user) {
                seen.push(viewer.user);
                names.push(viewer.name.clone());
            }
        }
        names
    }

    /// Everybody, each user once, in order of arrival.
    pub(super) fn everybody(&self, place: K) -> Vec<&Viewer> {
        let mut seen = Vec::new();
        let all = self.places.get(&place).into_iter().flatten().map(|entry| &entry.viewer);
        all.filter(|viewer| {
            let new = !seen.contains(&viewer.user);
            seen.push(viewer.user);
            new
        })
        .take(MAX_VIEWERS)
        .collect()
    }

    /// Who is there on this process.
    pub(super) fn here(&self, place: K) -> Vec<Viewer> {
        let entries = self.places.get(&place).into_iter().flatten();
        entries.filter(|entry| matches!(entry.on, Process::Here { .. })).map(|entry| entry.viewer.clone()).collect()
    }

    /// Every place with somebody on this process, and who that is.
    pub(super) fn all_here(&self) -> BTreeMap<K, Vec<Viewer>> {
        let all = self.places.keys().map(|place| (*place, self.here(*place)));
        all.filter(|(_, viewers)| !viewers.is_empty()).collect()
    }
}
