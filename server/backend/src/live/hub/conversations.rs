//! The hub's part in conversations: joining one without missing or doubling a message, and reading what is missing.

use std::sync::Arc;

use domain::{
    access::Resource,
    chat::Message,
    ids::TicketId,
    live::{MAX_FRAME, ServerFrame, Topic},
};

use super::{
    super::{note::Note, queue::Frame},
    Inner,
    state::encode,
};
use crate::{error::StoreError, store::conversations};

/// Messages read at once.
const BATCH: i64 = 200;

fn frame_of(ticket: TicketId, message: Message) -> (i64, Frame) {
    (message.seq, encode(&ServerFrame::Message { id: ticket, message }))
}

/// Most bytes of a message in a frame. JSON doubles a quotation mark at most, since texts hold no control characters; what
/// is around a message is less than 400, what is around one of its files less than 300.
fn size_of(message: &Message) -> usize {
    let files: usize = message.files.iter().map(|file| 300 + 2 * (file.name.len() + file.by.len())).sum();
    400 + 2 * (message.text.len() + message.name.len()) + files
}

/// Parts that fit a frame each.
fn by_size(messages: Vec<Message>) -> Vec<Vec<Message>> {
    let (mut parts, mut size) = (Vec::<Vec<Message>>::new(), usize::MAX);
    for message in messages {
        let bytes = size_of(&message);
        if size.saturating_add(bytes) > MAX_FRAME {
            parts.push(Vec::new());
            size = 0;
        }
        size += bytes;
        if let Some(part) = parts.last_mut() {
            part.push(message);
        }
    }
    parts
}

impl Inner {
    /// Tells a stored message here, and its number to the other processes.
    pub(in crate::live) fn publish_message(self: &Arc<Self>, ticket: TicketId, message: Message) {
        let (seq, frame) = frame_of(ticket, message);
        let missing = self.lock().tell_messages(ticket, &[(seq, frame)]);
        if missing {
            self.read_missing(ticket);
        }
        self.bus.send(Note::Message { id: ticket, seq });
    }

    /// Lets a socket into a conversation: first what it missed after `since`, then everything new, each message once.
    ///
    /// # Errors
    /// The database fails; then the socket is not in.
    pub(in crate::live) async fn join(
        self: &Arc<Self>,
        id: u64,
        ticket: TicketId,
        on: Resource,
        since: Option<i64>,
    ) -> Result<(), StoreError> {
        let mut seen = self.believed(ticket, since).await?;
        loop {
            let told = {
                let mut state = self.lock();
                let there = state.rooms.last(ticket);
                // From memory, when nothing older is asked for: many come back at once after a restart of the network.
                if let Some(frames) = state.rooms.since(ticket, seen) {
                    if let Some(socket) = state.sockets.get(&id) {
                        for frame in &frames {
                            socket.queue.push(frame);
                        }
                    }
                    let seen = seen.max(there.unwrap_or(seen));
                    self.subscribe(&mut state, id, Topic::Chat(ticket), on, seen);
                    return Ok(());
                }
                there
            };
            let missed = conversations::after(&mut self.db.conn().await?, ticket, seen, BATCH).await?;
            let whole = i64::try_from(missed.len()).unwrap_or(BATCH) < BATCH;
            if let Some(last) = missed.last() {
                seen = seen.max(last.seq);
                for list in by_size(missed) {
                    self.answer(id, &ServerFrame::Messages { id: ticket, list });
                }
            } else if let Some(told) = told {
                // What was told before the reading was stored before it: numbers that it did not find do not exist, and
                // waiting for them would never end.
                seen = seen.max(told);
            }
            if !whole {
                continue;
            }
            let made = {
                let mut state = self.lock();
                if state.rooms.last(ticket).is_some_and(|last| last > seen) {
                    continue;
                }
                if !state.sockets.contains_key(&id) {
                    return Ok(());
                }
                let made = state.rooms.enter(ticket, seen);
                self.subscribe(&mut state, id, Topic::Chat(ticket), on, seen);
                made
            };
            // What was committed between the reading and the first listener was told to nobody.
            if made {
                self.read_missing(ticket);
            }
            return Ok(());
        }
    }

    /// From which number on a socket is served. Only a number that exists counts: a room that began after a higher one
    /// would take every message until then for known. No `resync` for a client with one: it would ask with the same again.
    async fn believed(&self, ticket: TicketId, since: Option<i64>) -> Result<i64, StoreError> {
        let told = self.lock().rooms.last(ticket);
        if let (Some(since), Some(told)) = (since, told)
            && since <= told
        {
            return Ok(since);
        }
        let last = conversations::last_seq(&mut self.db.conn().await?, ticket).await?;
        Ok(since.map_or(last, |since| since.min(last)))
    }

    /// Reads what a room has not told yet, in the background, and tells it.
    pub(in crate::live) fn read_missing(self: &Arc<Self>, ticket: TicketId) {
        if !self.lock().rooms.begin_reading(ticket) {
            return;
        }
        let inner = Arc::clone(self);
        tokio::spawn(async move {
            loop {
                if let Err(error) = inner.tell_missing(ticket).await {
                    // Clients see a gap at the next message and ask; telling them to read again makes it sooner.
                    tracing::warn!(%error, ticket = ticket.get(), "missing messages could not be read");
                    inner.lock().send(&[Topic::Chat(ticket)], &super::super::queue::RESYNC);
                }
                if !inner.lock().rooms.end_reading(ticket) {
                    return;
                }
            }
        });
    }

    async fn tell_missing(self: &Arc<Self>, ticket: TicketId) -> Result<(), StoreError> {
        loop {
            let Some(last) = self.lock().rooms.last(ticket) else { return Ok(()) };
            let missing = conversations::after(&mut self.db.conn().await?, ticket, last, BATCH).await?;
            let whole = i64::try_from(missing.len()).unwrap_or(BATCH) < BATCH;
            let frames: Vec<(i64, Frame)> = missing.into_iter().map(|message| frame_of(ticket, message)).collect();
            self.lock().tell_messages(ticket, &frames);
            if whole {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        chat::Side,
        file::{FileKind, wire::FileRow},
        ids::{FileId, UserId},
        time::UtcMillis,
    };

    use super::*;

    #[test]
    fn parts_with_files_fit_a_frame() {
        let file = FileRow {
            id: FileId::new(i64::MAX),
            name: "\"".repeat(120),
            kind: FileKind::from_code("pdf").unwrap(),
            size: u64::MAX,
            by: "Bianca".repeat(20),
            at: UtcMillis::from_millis(4_000_000_000_000),
            internal: false,
            from_chat: true,
        };
        let message = |seq| Message {
            seq,
            author: UserId::new(i64::MAX),
            name: "Bianca".repeat(20),
            side: Side::Staff,
            text: String::new(),
            at: UtcMillis::from_millis(4_000_000_000_000),
            key: "k".repeat(64),
            files: vec![file.clone(); 20],
        };
        let parts = by_size((1..=50).map(message).collect());
        assert!(parts.len() > 1);
        assert_eq!(parts.iter().map(Vec::len).sum::<usize>(), 50);
        for list in parts {
            let frame = encode(&ServerFrame::Messages { id: TicketId::new(i64::MAX), list });
            assert!(frame.len() <= MAX_FRAME, "{}", frame.len());
        }
    }
}
