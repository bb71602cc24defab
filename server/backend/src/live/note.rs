//! What processes tell each other over the bus: small notes, packed several to a payload.
//!
//! A note may be lost or come twice. Each one is complete in itself: a version, or the whole list of viewers.

use std::collections::BTreeMap;

use domain::ids::{ContractId, TicketId, UserId};
use serde::{Deserialize, Serialize};

/// Largest payload in bytes; PostgreSQL's own limit for NOTIFY is 8000.
pub(super) const MAX_PAYLOAD: usize = 7_900;
/// Viewers of one ticket that one process tells the others about.
const MAX_VIEWERS: usize = 24;
/// Longest name on the bus, in characters.
const MAX_NAME: usize = 48;

/// One thing told to the other processes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "k")]
pub enum Note {
    Ticket {
        id: TicketId,
        version: i64,
    },
    Contract {
        id: ContractId,
        version: i64,
    },
    Contracts,
    Counts,
    /// Everybody who has the ticket open on the telling process.
    Viewing {
        id: TicketId,
        viewers: Vec<Viewer>,
    },
    /// The telling process is new, or was deaf for a while: everybody tells their viewers again.
    Hello,
    /// The telling process lives. Who is silent for too long is forgotten with all their viewers.
    Alive,
    /// The telling process could not tell everything: screens have to read again.
    Resync,
}

/// A user who looks at a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    #[serde(rename = "u")]
    pub user: UserId,
    #[serde(rename = "n")]
    pub name: String,
}

impl Viewer {
    pub(super) fn new(user: UserId, name: &str) -> Self {
        Self { user, name: name.chars().take(MAX_NAME).collect() }
    }
}

/// One payload.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Packet {
    /// The telling process, so that it can skip its own echo.
    pub(super) from: u64,
    pub(super) notes: Vec<Note>,
}

/// Keeps the newest of several notes about the same thing.
pub(super) fn merge(notes: Vec<Note>) -> Vec<Note> {
    let mut versions: BTreeMap<TicketId, i64> = BTreeMap::new();
    let mut contracts: BTreeMap<ContractId, i64> = BTreeMap::new();
    let mut viewing: BTreeMap<TicketId, Vec<Viewer>> = BTreeMap::new();
    let mut plain: Vec<Note> = Vec::new();
    for note in notes {
        match note {
            Note::Ticket { id, version } => {
                let newest = versions.entry(id).or_insert(version);
                *newest = version.max(*newest);
            }
            Note::Contract { id, version } => {
                let newest = contracts.entry(id).or_insert(version);
                *newest = version.max(*newest);
            }
            Note::Viewing { id, mut viewers } => {
                viewers.truncate(MAX_VIEWERS);
                viewing.insert(id, viewers);
            }
            other if plain.contains(&other) => {}
            other => plain.push(other),
        }
    }
    plain.extend(versions.into_iter().map(|(id, version)| Note::Ticket { id, version }));
    plain.extend(contracts.into_iter().map(|(id, version)| Note::Contract { id, version }));
    plain.extend(viewing.into_iter().map(|(id, viewers)| Note::Viewing { id, viewers }));
    plain
}

/// Packs notes into as few payloads as fit.
pub(super) fn pack(from: u64, notes: Vec<Note>) -> Vec<String> {
    let empty = format!(r#"{{"from":{from},"notes":[]}}"#).len();
    let mut payloads = Vec::new();
    let mut page: Vec<String> = Vec::new();
    let mut size = empty;
    for note in notes {
        let Ok(text) = serde_json::to_string(&note) else { continue };
        if empty + text.len() > MAX_PAYLOAD {
            tracing::warn!(bytes = text.len(), "a note is too large for the bus");
            continue;
        }
        if size + text.len() + 1 > MAX_PAYLOAD {
            payloads.push(write(from, &page));
            page.clear();
            size = empty;
        }
        size += text.len() + 1;
        page.push(text);
    }
    if !page.is_empty() {
        payloads.push(write(from, &page));
    }
    payloads
}

fn write(from: u64, notes: &[String]) -> String {
    format!(r#"{{"from":{from},"notes":[{}]}}"#, notes.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticket(id: i64, version: i64) -> Note {
        Note::Ticket { id: TicketId::new(id), version }
    }

    #[test]
    fn only_the_newest_of_each_is_told() {
        let merged = merge(vec![Note::Counts, ticket(1, 4), ticket(2, 9), ticket(1, 3), Note::Counts]);
        assert_eq!(merged, [Note::Counts, ticket(1, 4), ticket(2, 9)]);
    }

    #[test]
    fn payloads_stay_below_the_limit_and_read_back() {
        let name = "\"ç\"".repeat(40);
        let viewers: Vec<Viewer> = (0..100).map(|id| Viewer::new(UserId::new(id), &name)).collect();
        let mut notes: Vec<Note> = (0..2_000).map(|id| ticket(id, i64::MAX)).collect();
        notes.push(Note::Viewing { id: TicketId::new(7), viewers });
        let notes = merge(notes);
        let payloads = pack(u64::MAX, notes.clone());
        assert!(payloads.len() > 1);
        assert!(payloads.iter().all(|payload| payload.len() <= MAX_PAYLOAD));
        let read = payloads.iter().flat_map(|payload| serde_json::from_str::<Packet>(payload).unwrap().notes);
        assert_eq!(read.collect::<Vec<_>>(), notes);
    }
}
