//! One connected socket, as the server sees it: what the client says goes in here, and the end of the connection.

use domain::{
    access::{Action, Actor, Resource, Role, can},
    live::{ClientFrame, MAX_FRAME, ServerFrame, Topic},
};

use super::hub::Hub;
use crate::store;

/// Topics that one socket may listen to.
const MAX_TOPICS: usize = 64;

/// A rule of the protocol was broken: the server closes the socket with 1008.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BrokenRule {
    #[error("the frame is larger than allowed")]
    TooLarge,
    #[error("the text is not a frame of this protocol")]
    NotAFrame,
    #[error("the socket listens to too many topics")]
    TooManyTopics,
}

/// A socket in the hub. Dropping it takes the socket out of all topics and tells the others that its user left.
pub struct SocketHandle {
    hub: Hub,
    id: u64,
}

impl SocketHandle {
    pub(super) const fn new(hub: Hub, id: u64) -> Self {
        Self { hub, id }
    }

    /// Takes one text frame of the client. Rights are checked when it subscribes (and again at every push); a topic that
    /// its user may not read is answered with `refused`.
    ///
    /// # Errors
    /// The client broke a rule: close the socket with 1008.
    pub async fn on_frame(&self, text: &str) -> Result<(), BrokenRule> {
        if text.len() > MAX_FRAME {
            return Err(BrokenRule::TooLarge);
        }
        match serde_json::from_str(text).map_err(|_| BrokenRule::NotAFrame)? {
            ClientFrame::Ping => self.hub.0.answer(self.id, &ServerFrame::Pong),
            ClientFrame::Unsubscribe { from } => self.hub.0.unsubscribe(self.id, &from),
            ClientFrame::Subscribe { to } => {
                let Some((actor, topics)) = self.hub.0.describe(self.id) else { return Ok(()) };
                if topics.len() >= MAX_TOPICS && !topics.contains(&to) {
                    return Err(BrokenRule::TooManyTopics);
                }
                match self.resource(&actor, &to).await {
                    Some(resource) => self.hub.0.subscribe(self.id, to, resource),
                    None => self.hub.0.answer(self.id, &ServerFrame::Refused { topic: to }),
                }
            }
        }
        Ok(())
    }

    /// Takes the user as they are now, checks every subscription again and ends those that are no longer allowed. The
    /// server calls it every 60 seconds with a freshly loaded user.
    pub async fn recheck(&self, actor: Actor) {
        let Some((_, topics)) = self.hub.0.describe(self.id) else { return };
        for topic in topics {
            if self.resource(&actor, &topic).await.is_none() {
                self.hub.0.unsubscribe(self.id, &topic);
                self.hub.0.answer(self.id, &ServerFrame::Refused { topic });
            }
        }
        self.hub.0.set_actor(self.id, actor);
    }

    /// The resource behind a topic, if `actor` may read it.
    async fn resource(&self, actor: &Actor, topic: &Topic) -> Option<Resource> {
        let resource = match topic {
            Topic::Ticket(id) if actor.role == Role::Requester => {
                let requester = async { store::outbox::contact(&mut self.hub.0.db.conn().await?, *id).await }.await;
                match requester {
                    Ok(contact) => Resource::Ticket { requester: Some(contact?.requester()) },
                    Err(error) => {
                        tracing::warn!(%error, "rights to a topic could not be checked");
                        return None;
                    }
                }
            }
            Topic::Tickets | Topic::Ticket(_) => Resource::Ticket { requester: None },
            Topic::Contracts => Resource::Contracts,
        };
        can(actor, Action::Read, resource).then_some(resource)
    }
}

impl Drop for SocketHandle {
    fn drop(&mut self) {
        self.hub.0.disconnect(self.id);
    }
}
