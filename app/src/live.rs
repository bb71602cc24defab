//! The one socket of this tab: it belongs to the root, never to a page.
//!
//! Pages register what they want to hear with [`LiveService::listen`] while they live. Most frames name what changed; the page
//! reads it again through its ordinary server function. A conversation is carried whole: its page says from which message on
//! it wants to hear, and says so again whenever something is missing. After a broken connection the service reconnects with a
//! growing, jittered wait and every listener hears `Resync`.

use domain::live::{ClientFrame, ServerFrame, Topic};
use leptos::prelude::*;

#[cfg(feature = "hydrate")]
mod socket;

/// Whether changes of others arrive at present.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LiveState {
    /// Not yet connected, or on the server.
    Starting,
    Connected,
    /// The connection broke; it is being tried again.
    Waiting,
}

/// Hands out what the server pushes.
#[derive(Debug, Clone, Copy)]
pub struct LiveService {
    state: RwSignal<LiveState>,
    outdated: RwSignal<bool>,
}

impl Default for LiveService {
    fn default() -> Self {
        Self::new()
    }
}

impl LiveService {
    pub fn new() -> Self {
        Self { state: RwSignal::new(LiveState::Starting), outdated: RwSignal::new(false) }
    }

    pub fn state(self) -> Signal<LiveState> {
        self.state.into()
    }

    /// Whether the server speaks another version of the frames than this page: it was updated meanwhile.
    pub fn outdated(self) -> Signal<bool> {
        self.outdated.into()
    }

    /// Opens the socket; called once, after hydration, when somebody is signed in.
    ///
    /// `another_user` gets the name of whoever else is signed in on this browser; the socket waits until it is empty again.
    pub fn start(self, another_user: RwSignal<Option<String>>) {
        #[cfg(feature = "hydrate")]
        socket::start(socket::Signals { state: self.state, outdated: self.outdated, another_user });
        #[cfg(not(feature = "hydrate"))]
        {
            let _ = another_user;
        }
    }

    /// Hears every frame of `topic` while the calling component lives.
    pub fn listen(self, topic: Topic, heard: impl Fn(&ServerFrame) + 'static) {
        self.listen_from(topic, || None, heard);
    }

    /// The same for a conversation; `since` gives the last message that the page has, at each connection anew.
    pub fn listen_from(
        self,
        topic: Topic,
        since: impl Fn() -> Option<i64> + 'static,
        heard: impl Fn(&ServerFrame) + 'static,
    ) {
        #[cfg(feature = "hydrate")]
        {
            let id = socket::subscribe(topic, std::rc::Rc::new(since), std::rc::Rc::new(heard));
            on_cleanup(move || socket::unsubscribe(id));
        }
        #[cfg(not(feature = "hydrate"))]
        {
            let _ = (topic, since, heard);
        }
    }

    /// Sends a frame if the socket is open; tells whether it is.
    pub fn send(self, frame: ClientFrame) -> bool {
        #[cfg(feature = "hydrate")]
        {
            socket::send(frame)
        }
        #[cfg(not(feature = "hydrate"))]
        {
            let _ = frame;
            false
        }
    }
}

/// The live service of this tab.
pub fn use_live() -> LiveService {
    expect_context()
}
