//! The bounded queue of frames between the hub and one socket.
//!
//! A socket that reads too slowly does not hold anybody up: when its queue is full, the queue is emptied and a single
//! `resync` takes its place, which tells the client everything that the lost frames would have told.

use std::{
    collections::VecDeque,
    ops::Deref,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use bytes::Bytes;
use tokio::sync::Notify;

/// Frames that may wait for one socket.
pub(super) const CAPACITY: usize = 256;
/// `{"t":"resync"}`, the frame that replaces lost ones.
pub(super) const RESYNC: Frame = Frame(Bytes::from_static(br#"{"t":"resync"}"#));

/// An encoded frame. Clones share the bytes: one encoding serves every socket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame(Bytes);

impl Frame {
    /// The bytes as they go over the wire; valid UTF-8.
    pub fn into_bytes(self) -> Bytes {
        self.0
    }
}

impl From<String> for Frame {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl Deref for Frame {
    type Target = str;
    fn deref(&self) -> &str {
        // Made of strings only.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

#[derive(Debug, Default)]
pub(super) struct Queue {
    waiting: Mutex<Waiting>,
    wake: Notify,
    recheck: Notify,
}

#[derive(Debug, Default)]
struct Waiting {
    frames: VecDeque<Frame>,
    /// The close code, once the socket is to be closed.
    closed: Option<u16>,
}

impl Queue {
    /// Adds a frame; the bytes are shared with all other sockets.
    pub(super) fn push(&self, frame: &Frame) {
        let mut waiting = self.lock();
        if waiting.closed.is_some() {
            return;
        }
        if waiting.frames.len() >= CAPACITY {
            waiting.frames.clear();
            waiting.frames.push_back(RESYNC);
        } else {
            waiting.frames.push_back(frame.clone());
        }
        drop(waiting);
        self.wake.notify_one();
    }

    /// Ends the socket: what still waits is dropped. The first code stays.
    pub(super) fn close(&self, code: u16) {
        let mut waiting = self.lock();
        waiting.frames.clear();
        waiting.closed.get_or_insert(code);
        drop(waiting);
        self.wake.notify_one();
    }

    /// Asks whoever owns the socket to look at session and rights again, now.
    pub(super) fn ask_recheck(&self) {
        self.recheck.notify_one();
    }

    /// Whether it was ended already, and its socket only has to notice.
    pub(super) fn is_closed(&self) -> bool {
        self.lock().closed.is_some()
    }

    fn take(&self) -> Option<Result<Frame, u16>> {
        let mut waiting = self.lock();
        if let Some(code) = waiting.closed {
            return Some(Err(code));
        }
        waiting.frames.pop_front().map(Ok)
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The frames for one socket, in order; whoever owns the socket writes them out.
#[derive(Debug)]
pub struct Frames(pub(super) Arc<Queue>);

impl Frames {
    /// The next frame, waiting for it. Safe to cancel: no frame is lost when the future is dropped.
    ///
    /// # Errors
    /// The WebSocket close code with which the socket has to be closed; the same at every later call.
    pub async fn next(&mut self) -> Result<Frame, u16> {
        loop {
            let woken = self.0.wake.notified();
            if let Some(next) = self.0.take() {
                return next;
            }
            woken.await;
        }
    }

    /// The next frame if one waits already.
    pub fn try_next(&mut self) -> Option<Frame> {
        self.0.take().and_then(Result::ok)
    }

    /// What tells that session and rights have to be looked at again. Lives apart from the frames, so that both can be
    /// waited for at once.
    pub fn rechecks(&self) -> Rechecks {
        Rechecks(Arc::clone(&self.0))
    }
}

/// See [`Frames::rechecks`].
#[derive(Debug)]
pub struct Rechecks(Arc<Queue>);

impl Rechecks {
    /// Waits until somebody asks.
    pub async fn asked(&self) {
        self.0.recheck.notified().await;
    }
}
