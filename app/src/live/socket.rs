//! The browser's side of `/ws`: one WebSocket, its subscriptions, and the reconnect.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

use domain::{
    ids::UserId,
    live::{ClientFrame, PROTOCOL_VERSION, ServerFrame, Topic},
};
use futures::{
    SinkExt, StreamExt,
    channel::mpsc,
    future::{Either, select},
};
use gloo_net::websocket::{Message, futures::WebSocket};
use leptos::prelude::*;

use super::LiveState;
use crate::{
    session::page_user,
    ui::{
        dom,
        scope::{DOCUMENT, on_window_for_ever},
    },
};

const FIRST_WAIT_MILLIS: u64 = 500;
const LONGEST_WAIT_MILLIS: u64 = 30_000;
/// The server closes an idle socket after 60 s.
const PING_MILLIS: u64 = 25_000;

type Heard = Rc<dyn Fn(&ServerFrame)>;
type Since = Rc<dyn Fn() -> Option<i64>>;

#[derive(Default)]
struct Shared {
    next: u32,
    listeners: BTreeMap<u32, (Topic, Since, Heard)>,
    /// Frames to the open socket; `None` while there is none.
    out: Option<mpsc::UnboundedSender<ClientFrame>>,
}

thread_local! {
    static SHARED: RefCell<Shared> = RefCell::new(Shared::default());
}

pub fn send(frame: ClientFrame) -> bool {
    SHARED.with_borrow(|shared| shared.out.as_ref().is_some_and(|out| out.unbounded_send(frame).is_ok()))
}

pub fn subscribe(topic: Topic, since: Since, heard: Heard) -> u32 {
    let from = since();
    let (id, first) = SHARED.with_borrow_mut(|shared| {
        shared.next += 1;
        let first = shared.listeners.values().all(|(known, ..)| *known != topic);
        shared.listeners.insert(shared.next, (topic, since, heard));
        (shared.next, first)
    });
    // A second page on the same conversation may have less of it than the first.
    if first || from.is_some() {
        send(ClientFrame::Subscribe { to: topic, since: from });
    }
    id
}

pub fn unsubscribe(id: u32) {
    let gone = SHARED.with_borrow_mut(|shared| {
        let (topic, ..) = shared.listeners.remove(&id)?;
        shared.listeners.values().all(|(known, ..)| *known != topic).then_some(topic)
    });
    if let Some(topic) = gone {
        send(ClientFrame::Unsubscribe { from: topic });
    }
}

/// Everything that is listened to, from which message on; a topic of several pages from the oldest of theirs.
fn wanted() -> BTreeMap<Topic, Option<i64>> {
    // Copied first: whoever is asked may subscribe or unsubscribe.
    let listeners: Vec<(Topic, Since)> = SHARED
        .with_borrow(|shared| shared.listeners.values().map(|(topic, since, _)| (*topic, Rc::clone(since))).collect());
    let mut wanted = BTreeMap::new();
    for (topic, since) in listeners {
        let since = since();
        let known = wanted.entry(topic).or_insert(since);
        *known = (*known).min(since);
    }
    wanted
}

fn tell(frame: &ServerFrame) {
    // The list is copied first: a listener may subscribe or unsubscribe while it listens.
    let ids: Vec<u32> = SHARED.with_borrow(|shared| shared.listeners.keys().copied().collect());
    for id in ids {
        // What one of them did may have ended another, with its page.
        let heard = SHARED.with_borrow(|shared| shared.listeners.get(&id).map(|(.., heard)| Rc::clone(heard)));
        if let Some(heard) = heard {
            heard(frame);
        }
    }
}

/// What the browser says about its network, and what its silence says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nudge {
    /// The network went away: an open socket is dead, whatever it says.
    Cut,
    /// The network is back: no need to wait any longer.
    Back,
}

type Nudges = mpsc::UnboundedReceiver<Nudge>;

/// What the socket tells the page.
#[derive(Clone, Copy)]
pub struct Signals {
    pub state: RwSignal<LiveState>,
    pub outdated: RwSignal<bool>,
    pub another_user: RwSignal<Option<String>>,
}

pub fn start(signals: Signals) {
    let me = page_user();
    let (nudge, mut nudges) = mpsc::unbounded();
    let (cut, back) = (nudge.clone(), nudge.clone());
    on_window_for_ever("offline", move || drop(cut.unbounded_send(Nudge::Cut)));
    on_window_for_ever("online", move || drop(back.unbounded_send(Nudge::Back)));
    DOCUMENT.spawn(async move {
        let mut wait = FIRST_WAIT_MILLIS;
        let mut again = false;
        loop {
            if run_once(signals, me, again, &nudge, &mut nudges).await {
                wait = FIRST_WAIT_MILLIS;
            }
            again = true;
            signals.state.set(LiveState::Waiting);
            // It would be refused again and again: only the user of this page may come back, and then it goes on at once.
            if signals.another_user.with_untracked(Option::is_some) {
                while signals.another_user.with_untracked(Option::is_some) {
                    sleep(FIRST_WAIT_MILLIS).await;
                }
                wait = FIRST_WAIT_MILLIS;
                continue;
            }
            let mut pause = Box::pin(sleep(jittered(wait)));
            while let Either::Right((Some(Nudge::Cut), left)) = select(pause, nudges.next()).await {
                pause = left;
            }
            wait = (wait * 2).min(LONGEST_WAIT_MILLIS);
        }
    });
}

/// One connection from opening to its end; `true` when it was established.
async fn run_once(
    signals: Signals,
    me: Option<UserId>,
    again: bool,
    nudge: &mpsc::UnboundedSender<Nudge>,
    nudges: &mut Nudges,
) -> bool {
    let Ok(socket) = WebSocket::open(&address()) else { return false };
    let (mut write, mut read) = socket.split();
    let (out, mut queue) = mpsc::unbounded();
    DOCUMENT.spawn(async move {
        while let Some(frame) = queue.next().await {
            let Ok(text) = serde_json::to_string(&frame) else { continue };
            if write.send(Message::Text(text)).await.is_err() {
                break;
            }
        }
    });
    let heard = Rc::new(Cell::new(true));
    DOCUMENT.spawn(keep_alive(out.clone(), Rc::clone(&heard), nudge.clone()));
    let mut established = false;
    loop {
        let message = match select(read.next(), nudges.next()).await {
            Either::Left((Some(Ok(message)), _)) => message,
            Either::Right((Some(Nudge::Back), _)) => continue,
            _ => break,
        };
        heard.set(true);
        let Message::Text(text) = message else { continue };
        let Ok(frame) = serde_json::from_str::<ServerFrame>(&text) else { continue };
        match frame {
            ServerFrame::Hello { version } => {
                signals.outdated.set(version != PROTOCOL_VERSION);
                // The answer to what comes behind the greeting says that the greeting was taken.
                for frame in [ClientFrame::Hello { user: me, version: None }, ClientFrame::Ping] {
                    let _ = out.unbounded_send(frame);
                }
            }
            ServerFrame::AnotherUser { name } => {
                signals.another_user.set(Some(name));
                break;
            }
            ServerFrame::Pong if !established => {
                established = true;
                for (to, since) in wanted() {
                    let _ = out.unbounded_send(ClientFrame::Subscribe { to, since });
                }
                SHARED.with_borrow_mut(|shared| shared.out = Some(out.clone()));
                signals.state.set(LiveState::Connected);
                if again {
                    tell(&ServerFrame::Resync);
                }
            }
            frame => tell(&frame),
        }
    }
    SHARED.with_borrow_mut(|shared| shared.out = None);
    out.close_channel();
    established
}

/// Says something now and then, and ends a connection that does not answer: after a laptop slept, nothing else tells.
async fn keep_alive(
    out: mpsc::UnboundedSender<ClientFrame>,
    heard: Rc<Cell<bool>>,
    nudge: mpsc::UnboundedSender<Nudge>,
) {
    loop {
        sleep(PING_MILLIS).await;
        if out.is_closed() {
            return;
        }
        if !heard.replace(false) {
            let _ = nudge.unbounded_send(Nudge::Cut);
            return;
        }
        if out.unbounded_send(ClientFrame::Ping).is_err() {
            return;
        }
    }
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
    DOCUMENT.after(millis, move || {
        let _ = done.send(());
    });
    let _ = waiting.await;
}
