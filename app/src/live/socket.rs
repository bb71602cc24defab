//! The browser's side of `/ws`: one WebSocket, its subscriptions, and the reconnect.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use domain::live::{ClientFrame, ServerFrame, Topic};
use futures::{SinkExt, StreamExt, channel::mpsc};
use gloo_net::websocket::{Message, futures::WebSocket};
use leptos::{prelude::*, task::spawn_local};

use super::LiveState;
use crate::ui::dom;

const FIRST_WAIT_MILLIS: u64 = 500;
const LONGEST_WAIT_MILLIS: u64 = 30_000;
/// The server closes an idle socket after 60 s.
const PING_MILLIS: u64 = 25_000;

type Heard = Rc<dyn Fn(&ServerFrame)>;

#[derive(Default)]
struct Shared {
    next: u32,
    listeners: BTreeMap<u32, (Topic, Heard)>,
    /// Frames to the open socket; `None` while there is none.
    out: Option<mpsc::UnboundedSender<ClientFrame>>,
}

thread_local! {
    static SHARED: RefCell<Shared> = RefCell::new(Shared::default());
}

fn send(frame: ClientFrame) {
    SHARED.with_borrow(|shared| {
        if let Some(out) = &shared.out {
            let _ = out.unbounded_send(frame);
        }
    });
}

pub fn subscribe(topic: Topic, heard: impl Fn(&ServerFrame) + 'static) -> u32 {
    let (id, first) = SHARED.with_borrow_mut(|shared| {
        shared.next += 1;
        let first = shared.listeners.values().all(|(known, _)| *known != topic);
        shared.listeners.insert(shared.next, (topic, Rc::new(heard)));
        (shared.next, first)
    });
    if first {
        send(ClientFrame::Subscribe { to: topic, since: None });
    }
    id
}

pub fn unsubscribe(id: u32) {
    let gone = SHARED.with_borrow_mut(|shared| {
        let (topic, _) = shared.listeners.remove(&id)?;
        shared.listeners.values().all(|(known, _)| *known != topic).then_some(topic)
    });
    if let Some(topic) = gone {
        send(ClientFrame::Unsubscribe { from: topic });
    }
}

fn tell(frame: &ServerFrame) {
    // The list is copied first: a listener may subscribe or unsubscribe while it listens.
    let listeners: Vec<Heard> =
        SHARED.with_borrow(|shared| shared.listeners.values().map(|(_, heard)| Rc::clone(heard)).collect());
    for heard in listeners {
        heard(frame);
    }
}

pub fn start(state: RwSignal<LiveState>) {
    spawn_local(async move {
        let mut wait = FIRST_WAIT_MILLIS;
        let mut again = false;
        loop {
            if run_once(state, again).await {
                wait = FIRST_WAIT_MILLIS;
            }
            again = true;
            state.set(LiveState::Waiting);
            sleep(jittered(wait)).await;
            wait = (wait * 2).min(LONGEST_WAIT_MILLIS);
        }
    });
}

/// One connection from opening to its end; `true` when it was established.
async fn run_once(state: RwSignal<LiveState>, again: bool) -> bool {
    let Ok(socket) = WebSocket::open(&address()) else { return false };
    let (mut write, mut read) = socket.split();
    let (out, mut queue) = mpsc::unbounded();
    spawn_local(async move {
        while let Some(frame) = queue.next().await {
            let Ok(text) = serde_json::to_string(&frame) else { continue };
            if write.send(Message::Text(text)).await.is_err() {
                break;
            }
        }
    });
    let pings = out.clone();
    spawn_local(async move {
        loop {
            sleep(PING_MILLIS).await;
            if pings.unbounded_send(ClientFrame::Ping).is_err() {
                break;
            }
        }
    });
    let mut established = false;
    while let Some(Ok(message)) = read.next().await {
        let Message::Text(text) = message else { continue };
        let Ok(frame) = serde_json::from_str::<ServerFrame>(&text) else { continue };
        if let ServerFrame::Hello { .. } = frame {
            established = true;
            SHARED.with_borrow_mut(|shared| {
                for (topic, _) in shared.listeners.values() {
                    let _ = out.unbounded_send(ClientFrame::Subscribe { to: *topic, since: None });
                }
                shared.out = Some(out.clone());
            });
            state.set(LiveState::Connected);
            if again {
                tell(&ServerFrame::Resync);
            }
            continue;
        }
        tell(&frame);
    }
    SHARED.with_borrow_mut(|shared| shared.out = None);
    out.close_channel();
    established
}

fn address() -> String {
    let location = window().location();
    let scheme = if location.protocol().is_ok_and(|protocol| protocol == "https:") { "wss" } else { "ws" };
    format!("{scheme}://{}/ws", location.host().unwrap_or_default())
}

/// Between half and one and a half times `millis`, so that a restarted server is not met by everybody at once.
fn jittered(millis: u64) -> u64 {
    millis / 2 + random_below(millis)
}

fn random_below(limit: u64) -> u64 {
    // Random enough for spreading load: the last digits of a fresh key.
    let key = dom::fresh_key();
    let tail: String = key.as_str().chars().rev().take(8).collect();
    u64::from_str_radix(&tail, 16).unwrap_or_default() % limit.max(1)
}

async fn sleep(millis: u64) {
    let (done, waiting) = futures::channel::oneshot::channel();
    dom::after(millis, move || {
        let _ = done.send(());
    });
    let _ = waiting.await;
}
