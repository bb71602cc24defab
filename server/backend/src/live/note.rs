//! What processes tell each other over the bus: small notes, packed several to a payload.
//!
//! A note may be lost or come twice. Each one is complete in itself: a version, or the whole list of viewers.

use std::collections::BTreeMap;

use domain::{
    chat::{Marks, Side},
    ids::{ContractId, PersonId, TicketId, UserId},
};
use serde::{Deserialize, Deserializer, Serialize};

/// Largest payload in bytes; PostgreSQL's own limit for NOTIFY is 8000.
pub(super) const MAX_PAYLOAD: usize = 7_900;
/// Viewers of one ticket that one process tells the others about.
pub(super) const MAX_VIEWERS: usize = 24;
/// Longest name on the bus, in characters.
const MAX_NAME: usize = 48;

/// One thing told to the other processes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "k")]
pub enum Note {
    NewTicket {
        id: TicketId,
    },
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
    /// A conversation has messages up to this number; read them.
    Message {
        id: TicketId,
        seq: i64,
    },
    /// How far both sides of a conversation are.
    Marks {
        id: TicketId,
        marks: Marks,
    },
    /// What is unread in a conversation.
    Unread(UnreadCounts),
    /// Somebody is writing.
    Typing {
        id: TicketId,
        #[serde(flatten)]
        who: Viewer,
    },
    /// Everybody who has the conversation open on the telling process.
    Present {
        id: TicketId,
        people: Vec<Viewer>,
    },
    /// The users of this person that are in the portal on the telling process.
    InPortal {
        person: PersonId,
        people: Vec<Viewer>,
    },
    /// Session or rights of a user changed: look at them again.
    Recheck {
        user: UserId,
    },
    /// The telling process is new, or was deaf for a while: everybody tells their viewers again.
    Hello,
    /// The telling process lives. Who is silent for too long is forgotten with all their viewers.
    Alive,
    /// The telling process could not tell everything: screens have to read again.
    Resync,
}

/// What each side of a conversation has not read, and whom it concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreadCounts {
    pub id: TicketId,
    pub requester: PersonId,
    pub assignee: Option<UserId>,
    /// `None`: this side's number did not change.
    pub staff_unread: Option<i64>,
    pub requester_unread: Option<i64>,
}

/// A user who looks at a ticket, has its conversation open, or is in the portal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    #[serde(rename = "u")]
    pub user: UserId,
    #[serde(rename = "n")]
    pub name: String,
    #[serde(rename = "s")]
    pub side: Side,
}

impl Viewer {
    pub(super) fn new(user: UserId, name: &str, side: Side) -> Self {
        Self { user, name: name.chars().take(MAX_NAME).collect(), side }
    }
}

/// One payload.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Packet {
    /// The telling process, so that it can skip its own echo.
    pub(super) from: u64,
    #[serde(deserialize_with = "known")]
    pub(super) notes: Vec<Note>,
}

/// The notes that this version knows: during an update another one may tell more, which must not cost the rest.
fn known<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<Note>, D::Error> {
    let notes = Vec::<serde_json::Value>::deserialize(input)?;
    Ok(notes.into_iter().filter_map(|note| serde_json::from_value(note).ok()).collect())
}

/// Keeps the newest of several notes about the same thing.
pub(super) fn merge(notes: Vec<Note>) -> Vec<Note> {
    let mut versions: BTreeMap<TicketId, i64> = BTreeMap::new();
    let mut contracts: BTreeMap<ContractId, i64> = BTreeMap::new();
    let mut viewing: BTreeMap<TicketId, Vec<Viewer>> = BTreeMap::new();
    let mut present: BTreeMap<TicketId, Vec<Viewer>> = BTreeMap::new();
    let mut portal: BTreeMap<PersonId, Vec<Viewer>> = BTreeMap::new();
    let mut messages: BTreeMap<TicketId, i64> = BTreeMap::new();
    let mut marked: BTreeMap<TicketId, Marks> = BTreeMap::new();
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
            Note::Present { id, mut people } => {
                people.truncate(MAX_VIEWERS);
                present.insert(id, people);
            }
            Note::InPortal { person, mut people } => {
                people.truncate(MAX_VIEWERS);
                portal.insert(person, people);
            }
            Note::Message { id, seq } => {
                let newest = messages.entry(id).or_insert(seq);
                *newest = seq.max(*newest);
            }
            Note::Marks { id, marks } => {
                let known = marked.entry(id).or_default();
                *known = known.merged(marks);
            }
            // The newest numbers are the true ones; a side that a later note does not name keeps its own.
            Note::Unread(counts) => {
                let mut newest = counts;
                plain.retain(|known| match known {
                    Note::Unread(older) if older.id == counts.id => {
                        newest.staff_unread = newest.staff_unread.or(older.staff_unread);
                        newest.requester_unread = newest.requester_unread.or(older.requester_unread);
                        false
                    }
                    _ => true,
                });
                plain.push(Note::Unread(newest));
            }
            other if plain.contains(&other) => {}
            other => plain.push(other),
        }
    }
    plain.extend(versions.into_iter().map(|(id, version)| Note::Ticket { id, version }));
    plain.extend(contracts.into_iter().map(|(id, version)| Note::Contract { id, version }));
    plain.extend(viewing.into_iter().map(|(id, viewers)| Note::Viewing { id, viewers }));
    plain.extend(messages.into_iter().map(|(id, seq)| Note::Message { id, seq }));
    plain.extend(marked.into_iter().map(|(id, marks)| Note::Marks { id, marks }));
    plain.extend(present.into_iter().map(|(id, people)| Note::Present { id, people }));
    plain.extend(portal.into_iter().map(|(person, people)| Note::InPortal { person, people }));
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
    fn a_conversation_is_told_once_with_its_newest_numbers() {
        let id = TicketId::new(7);
        let unread = |staff_unread, requester_unread| {
            let requester = PersonId::new(1);
            Note::Unread(UnreadCounts { id, requester, assignee: None, staff_unread, requester_unread })
        };
        let message = |seq| Note::Message { id, seq };
        let merged = merge(vec![message(4), unread(Some(2), Some(0)), message(3), unread(None, Some(1)), message(5)]);
        assert_eq!(merged, [unread(Some(2), Some(1)), message(5)]);
    }

    #[test]
    fn a_note_of_another_version_costs_no_other() {
        let payload = r#"{"from":1,"notes":[{"k":"ticket","id":1,"version":4},{"k":"later","id":1},{"k":"counts"}]}"#;
        assert_eq!(serde_json::from_str::<Packet>(payload).unwrap().notes, [ticket(1, 4), Note::Counts]);
    }

    #[test]
    fn payloads_stay_below_the_limit_and_read_back() {
        let name = "\"ç\"".repeat(40);
        let viewers: Vec<Viewer> = (0..100).map(|id| Viewer::new(UserId::new(id), &name, Side::Staff)).collect();
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
