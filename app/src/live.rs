//! The one socket of this tab: it belongs to the root, never to a page.
//!
//! Pages register what they want to hear with [`LiveService::listen`] while they live. A frame names what changed; the
//! page reads it again through its ordinary server function. After a broken connection the service reconnects with a
//! growing, jittered wait and every listener hears `Resync`.

use domain::live::{ServerFrame, Topic};
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
}

impl Default for LiveService {
    fn default() -> Self {
        Self::new()
    }
}

impl LiveService {
    #[must_use]
    pub fn new() -> Self {
        Self { state: RwSignal::new(LiveState::Starting) }
    }

    #[must_use]
    pub fn state(self) -> Signal<LiveState> {
        self.state.into()
    }

    /// Opens the socket; called once, after hydration, when somebody is signed in.
    pub fn start(self) {
        #[cfg(feature = "hydrate")]
        socket::start(self.state);
    }

    /// Hears every frame of `topic` while the calling component lives.
    pub fn listen(self, topic: Topic, heard: impl Fn(&ServerFrame) + 'static) {
        #[cfg(feature = "hydrate")]
        {
            let id = socket::subscribe(topic, heard);
            on_cleanup(move || socket::unsubscribe(id));
        }
        #[cfg(not(feature = "hydrate"))]
        {
            let _ = (topic, heard);
        }
    }
}

/// The live service of this tab.
#[must_use]
pub fn use_live() -> LiveService {
    expect_context()
}
