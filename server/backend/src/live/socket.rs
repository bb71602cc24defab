//! One connected socket, as the server sees it: what the client says goes in here, and the end of the connection.

use std::sync::{
    PoisonError,
    atomic::{AtomicBool, AtomicU32, Ordering},
};

use domain::{
    access::{Action, Actor, Resource, Role, can},
    chat::SideMarks,
    ids::{ClientKey, FileId, TicketId, UserId},
    live::{ClientFrame, MAX_FRAME, MAX_TOPICS, Problem, ServerFrame, Topic},
};

use super::{
    hub::{Hub, side_of},
    note::{Note, Viewer},
};
use crate::{error::StoreError, store};

/// Texts that are no frames before the socket is closed.
const MAX_BAD_FRAMES: u32 = 10;
/// Frames beyond the limit before the socket is closed.
const MAX_EXCESS: u32 = 200;

/// The server closes the socket; `code` is the one of the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BrokenRule {
    #[error("the frame is larger than allowed")]
    TooLarge,
    #[error("too many texts are not frames of this protocol")]
    NotFrames,
    #[error("the client speaks another version")]
    Version,
    #[error("the client speaks for another user")]
    AnotherUser,
    #[error("the client sends more than anybody needs")]
    Flood,
}

impl BrokenRule {
    /// The close code.
    pub const fn code(self) -> u16 {
        match self {
            Self::NotFrames | Self::Flood => 1008,
            Self::TooLarge => 1009,
            Self::Version => 4406,
            Self::AnotherUser => 4409,
        }
    }
}

/// What a frame asks of the desk itself; see `usecase::chat`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    Send { ticket: TicketId, key: ClientKey, text: String, files: Vec<FileId> },
    Mark { ticket: TicketId, marks: SideMarks },
}

/// A socket in the hub. Dropping it takes the socket out of all topics and tells the others that its user left.
pub struct SocketHandle {
    hub: Hub,
    id: u64,
    /// The client said for whom it speaks, and it is the user of the session.
    greeted: AtomicBool,
    bad_frames: AtomicU32,
    excess: AtomicU32,
}

impl SocketHandle {
    pub(super) const fn new(hub: Hub, id: u64) -> Self {
        Self { hub, id, greeted: AtomicBool::new(false), bad_frames: AtomicU32::new(0), excess: AtomicU32::new(0) }
    }

    /// Takes one text frame of the client. The first says for whom it speaks. Rights are checked when it subscribes (and again
    /// at every push); a topic that its user may not read is answered with `refused`. What needs a use-case is given back: the
    /// caller runs it before the next frame of this socket and answers with [`SocketHandle::answer`].
    ///
    /// # Errors
    /// The client broke a rule once too often, or speaks for somebody else: close the socket with the rule's code.
    pub async fn on_frame(&self, text: &str) -> Result<Option<Request>, BrokenRule> {
        if text.len() > MAX_FRAME {
            return Err(BrokenRule::TooLarge);
        }
        if !self.within_limits()? {
            return Ok(None);
        }
        let decoded = serde_json::from_str::<ClientFrame>(text).map_err(|_| Problem::NotAFrame);
        let frame = match decoded.and_then(|frame| frame.check().map(|()| frame)) {
            Ok(frame) => frame,
            Err(problem) => {
                self.answer(&ServerFrame::Error { problem });
                return match problem {
                    Problem::Version => Err(BrokenRule::Version),
                    _ if self.bad_frames.fetch_add(1, Ordering::Relaxed) + 1 >= MAX_BAD_FRAMES => {
                        Err(BrokenRule::NotFrames)
                    }
                    _ => Ok(None),
                };
            }
        };
        match frame {
            ClientFrame::Hello { user, .. } => self.greet(user)?,
            _ if !self.greeted.load(Ordering::Relaxed) => {
                self.answer(&ServerFrame::Error { problem: Problem::NoHello });
            }
            ClientFrame::Ping => self.answer(&ServerFrame::Pong),
            ClientFrame::Unsubscribe { from } => self.hub.0.unsubscribe(self.id, from),
            ClientFrame::Subscribe { to, since } => self.subscribe(to, since).await,
            ClientFrame::Typing { id } => self.typing(id),
            ClientFrame::Send { id, key, text, files } => match self.message_wait() {
                None => return Ok(Some(Request::Send { ticket: id, key, text, files })),
                Some(wait_ms) => {
                    let error = domain::error::ErrorCode::TooFast { wait_ms }.into();
                    self.answer(&ServerFrame::NotSent { id, key, error });
                }
            },
            ClientFrame::Received { id, seq } => {
                return Ok(Some(Request::Mark { ticket: id, marks: SideMarks { received: seq, read: 0 } }));
            }
            ClientFrame::Read { id, seq } => {
                return Ok(Some(Request::Mark { ticket: id, marks: SideMarks { received: seq, read: seq } }));
            }
        }
        Ok(None)
    }

    /// A page that was left open may speak for somebody who is not signed in any more.
    fn greet(&self, user: Option<UserId>) -> Result<(), BrokenRule> {
        let Some(actor) = self.actor() else { return Ok(()) };
        if user != Some(actor.id) {
            self.answer(&ServerFrame::AnotherUser { name: actor.name });
            return Err(BrokenRule::AnotherUser);
        }
        self.greeted.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// Sends one frame to this socket.
    pub fn answer(&self, frame: &ServerFrame) {
        self.hub.0.answer(self.id, frame);
    }

    /// A way to send frames to this socket that may outlive it; then they go nowhere.
    pub fn line(&self) -> Line {
        Line { hub: self.hub.clone(), id: self.id }
    }

    /// The user as they were at the last check.
    pub fn actor(&self) -> Option<Actor> {
        self.hub.0.describe(self.id).map(|(actor, _)| actor)
    }

    /// Whether this frame may still be taken; one beyond the limit is answered and dropped.
    fn within_limits(&self) -> Result<bool, BrokenRule> {
        let Some(limits) = self.hub.0.limits(self.id) else { return Ok(true) };
        if limits.lock().unwrap_or_else(PoisonError::into_inner).frame().is_ok() {
            return Ok(true);
        }
        if self.excess.fetch_add(1, Ordering::Relaxed) + 1 >= MAX_EXCESS {
            return Err(BrokenRule::Flood);
        }
        self.answer(&ServerFrame::Error { problem: Problem::TooFast });
        Ok(false)
    }

    /// Milliseconds to wait before the next message, if it comes too early.
    fn message_wait(&self) -> Option<u32> {
        let limits = self.hub.0.limits(self.id)?;
        limits.lock().unwrap_or_else(PoisonError::into_inner).message().err()
    }

    async fn subscribe(&self, to: Topic, since: Option<i64>) {
        let Some((actor, topics)) = self.hub.0.describe(self.id) else { return };
        if topics.len() >= MAX_TOPICS && !topics.contains(&to) {
            return self.answer(&ServerFrame::Error { problem: Problem::TooManyTopics });
        }
        let Some(on) = self.resource(&actor, to).await else {
            return self.answer(&ServerFrame::Refused { topic: to });
        };
        let Topic::Chat(ticket) = to else {
            return self.hub.0.subscribe(&mut self.hub.0.lock(), self.id, to, on, 0);
        };
        if let Err(error) = self.hub.0.join(self.id, ticket, on, since).await {
            tracing::warn!(%error, "a conversation could not be read");
            // The client tries again, as after any loss.
            self.answer(&ServerFrame::Resync);
        }
    }

    /// Passes on that the user is writing, when they are in that conversation at all.
    fn typing(&self, ticket: TicketId) {
        if !self.hub.0.listens(self.id, Topic::Chat(ticket)) {
            return;
        }
        let Some(actor) = self.actor() else { return };
        let who = Viewer::new(actor.id, &actor.name, side_of(&actor));
        self.hub.0.tell_typing(ticket, who.user, &who.name, who.side);
        self.hub.0.say(Note::Typing { id: ticket, who });
    }

    /// Takes the user as they are now, checks every subscription again and ends those that are no longer allowed. The
    /// server calls it every 60 seconds, and when asked to, with a freshly loaded user.
    pub async fn recheck(&self, actor: Actor) {
        let Some((_, topics)) = self.hub.0.describe(self.id) else { return };
        for topic in topics {
            if let Some(on) = self.resource(&actor, topic).await {
                self.hub.0.renew(self.id, topic, on);
            } else {
                self.hub.0.unsubscribe(self.id, topic);
                self.answer(&ServerFrame::Refused { topic });
            }
        }
        self.hub.0.set_actor(self.id, actor);
    }

    /// The resource behind a topic, if `actor` may read it.
    async fn resource(&self, actor: &Actor, topic: Topic) -> Option<Resource> {
        let resource = match topic {
            // Everybody has a box; what goes into it is decided at each push.
            Topic::Inbox => return Some(inbox_of(actor)),
            Topic::Ticket(id) if actor.role == Role::Requester => self.resource_of(id).await?,
            // A conversation that does not exist would be kept in memory for nothing.
            Topic::Chat(id) => self.resource_of(id).await?,
            Topic::Tickets | Topic::Ticket(_) => Resource::Ticket { requester: None },
            Topic::Contracts => Resource::Contracts,
        };
        can(actor, Action::Read, resource).then_some(resource)
    }

    async fn resource_of(&self, id: TicketId) -> Option<Resource> {
        let found: Result<_, StoreError> =
            async { store::outbox::contact(&mut self.hub.0.db.conn().await?, id).await }.await;
        match found {
            Ok(contact) => Some(Resource::Ticket { requester: Some(contact?.requester()) }),
            Err(error) => {
                tracing::warn!(%error, "rights to a topic could not be checked");
                None
            }
        }
    }
}

/// See [`SocketHandle::line`].
pub struct Line {
    hub: Hub,
    id: u64,
}

impl Line {
    pub fn answer(&self, frame: &ServerFrame) {
        self.hub.0.answer(self.id, frame);
    }
}

/// A resource that its user may read as long as they are who they are.
const fn inbox_of(actor: &Actor) -> Resource {
    match actor.role {
        Role::Requester => Resource::Ticket { requester: actor.person },
        _ => Resource::Ticket { requester: None },
    }
}

impl Drop for SocketHandle {
    fn drop(&mut self) {
        self.hub.0.disconnect(self.id);
    }
}
