//! Conversations that somebody on this process listens to: what was told last, and the last messages for whoever comes back.
//!
//! A room passes on each message once and in the order of the numbers. One that comes too early (two writers, two processes,
//! a lost note) waits until the ones before it are read from the database; one that comes again is dropped.

use std::collections::{HashMap, VecDeque};

use domain::ids::TicketId;

use super::super::queue::Frame;

/// Messages kept in memory for sockets that come back after a short break.
const RECENT: usize = 64;

/// One conversation with listeners here.
#[derive(Debug)]
pub(super) struct Room {
    /// The number of the last message that was told.
    last: i64,
    /// The last frames told, without gaps, ending with `last`.
    recent: VecDeque<(i64, Frame)>,
    /// Somebody is reading what is missing.
    reading: bool,
    /// More is missing than when the reading began.
    again: bool,
}

/// What came of an offered message.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Offer {
    /// It is the next one: tell it.
    Next,
    Known,
    /// There are others before it.
    TooEarly,
}

#[derive(Debug, Default)]
pub(super) struct Rooms(HashMap<TicketId, Room>);

impl Rooms {
    /// Makes the room if there is none; `true` when it was made. A new one begins after `last`.
    pub(super) fn enter(&mut self, ticket: TicketId, last: i64) -> bool {
        let mut made = false;
        self.0.entry(ticket).or_insert_with(|| {
            made = true;
            Room { last, recent: VecDeque::new(), reading: false, again: false }
        });
        made
    }

    /// Nobody listens any more.
    pub(super) fn close(&mut self, ticket: TicketId) {
        self.0.remove(&ticket);
    }

    /// The number of the last message told; `None` without a room.
    pub(super) fn last(&self, ticket: TicketId) -> Option<i64> {
        self.0.get(&ticket).map(|room| room.last)
    }

    pub(super) fn all(&self) -> Vec<TicketId> {
        self.0.keys().copied().collect()
    }

    /// Takes the message `seq`; gives what to do with it. `None` without a room.
    pub(super) fn offer(&mut self, ticket: TicketId, seq: i64, frame: &Frame) -> Option<Offer> {
        let room = self.0.get_mut(&ticket)?;
        if seq <= room.last {
            return Some(Offer::Known);
        }
        if seq > room.last.saturating_add(1) {
            return Some(Offer::TooEarly);
        }
        room.last = seq;
        if room.recent.len() >= RECENT {
            room.recent.pop_front();
        }
        room.recent.push_back((seq, frame.clone()));
        Some(Offer::Next)
    }

    /// Every frame after `since`, when memory has all of them.
    pub(super) fn since(&self, ticket: TicketId, since: i64) -> Option<Vec<Frame>> {
        let room = self.0.get(&ticket)?;
        let first = room.last.saturating_add(1).saturating_sub(i64::try_from(room.recent.len()).unwrap_or(i64::MAX));
        (since.saturating_add(1) >= first)
            .then(|| room.recent.iter().filter(|(seq, _)| *seq > since).map(|(_, frame)| frame.clone()).collect())
    }

    /// Claims the reading of what is missing; `false` when somebody reads already, who then reads once more.
    pub(super) fn begin_reading(&mut self, ticket: TicketId) -> bool {
        let Some(room) = self.0.get_mut(&ticket) else { return false };
        room.again = room.reading;
        !std::mem::replace(&mut room.reading, true)
    }

    /// The reading is done; `true` when more came to be missing meanwhile.
    pub(super) fn end_reading(&mut self, ticket: TicketId) -> bool {
        let Some(room) = self.0.get_mut(&ticket) else { return false };
        room.reading = room.again;
        std::mem::take(&mut room.again)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_message_once_in_order() {
        let (id, mut rooms) = (TicketId::new(7), Rooms::default());
        let frame = Frame::from("x".to_owned());
        assert_eq!(rooms.offer(id, 1, &frame), None);
        assert!(rooms.enter(id, 4) && !rooms.enter(id, 9));
        assert_eq!(rooms.offer(id, 6, &frame), Some(Offer::TooEarly));
        assert_eq!(rooms.offer(id, 5, &frame), Some(Offer::Next));
        assert_eq!(rooms.offer(id, 5, &frame), Some(Offer::Known));
        assert_eq!(rooms.offer(id, 6, &frame), Some(Offer::Next));
        assert_eq!(rooms.since(id, 4).unwrap().len(), 2);
        assert_eq!(rooms.since(id, 6).unwrap().len(), 0);
        assert_eq!(rooms.since(id, 3), None, "the fourth was never here");
        for seq in 7..200 {
            rooms.offer(id, seq, &frame);
        }
        assert_eq!(rooms.since(id, 199 - 64).unwrap().len(), 64);
        assert_eq!(rooms.since(id, 199 - 65), None);
    }

    #[test]
    fn one_reads_what_is_missing_and_again_if_asked() {
        let (id, mut rooms) = (TicketId::new(7), Rooms::default());
        rooms.enter(id, 0);
        assert!(rooms.begin_reading(id));
        assert!(!rooms.begin_reading(id));
        assert!(rooms.end_reading(id), "once more");
        assert!(!rooms.end_reading(id));
        assert!(rooms.begin_reading(id));
    }
}
