//! What a page knows of one conversation, and how the socket changes it.

use domain::{
    chat::{Marks, Message, Side, wire},
    ids::{TicketId, UserId},
    live::{ClientFrame, Present, ServerFrame, TYPING_MILLIS, Topic},
    ticket::Status,
};
use leptos::prelude::*;

use super::{alerts::Alerts, items::Missed, outbox::Outbox};
use crate::{
    api::chat as api,
    live::{LiveService, use_live},
    ui::{
        dom,
        scope::{Scope, on_window_named},
    },
};

/// Milliseconds to gather before it is said what was received and read.
const REPORT_PAUSE: u64 = 250;
/// Between two signs that the user is writing.
const TYPING_PAUSE: u64 = 3_000;

/// The element that scrolls.
pub const LOG: &str = "chat-log";

/// One conversation on a page.
#[derive(Clone, Copy)]
pub struct ChatState {
    pub ticket: TicketId,
    pub side: Side,
    pub me: UserId,
    pub messages: RwSignal<Vec<Message>>,
    pub has_older: RwSignal<bool>,
    pub marks: RwSignal<Marks>,
    pub people: RwSignal<Vec<Present>>,
    /// Who is writing, and the number of the last sign of it.
    pub typing: RwSignal<Option<(String, u32)>>,
    pub outbox: Outbox,
    /// What was unread when the page opened: the line of what is new stands before it.
    pub missed: Missed,
    pub status: RwSignal<Status>,
    pub version: RwSignal<i64>,
    pub may_write: RwSignal<bool>,
    pub alerts: Alerts,
    pub scope: Scope,
    live: LiveService,
    typed: StoredValue<bool>,
    reporting: StoredValue<bool>,
    reported: StoredValue<(i64, i64)>,
}

impl ChatState {
    pub fn new(opened: &wire::Conversation, me: UserId) -> Self {
        let live = use_live();
        Self {
            ticket: opened.ticket,
            side: opened.side,
            me,
            messages: RwSignal::new(opened.messages.clone()),
            has_older: RwSignal::new(opened.has_older),
            marks: RwSignal::new(opened.marks),
            people: RwSignal::new(Vec::new()),
            typing: RwSignal::new(None),
            outbox: Outbox::new(opened.ticket, me, live),
            missed: Missed { after: opened.marks.of(opened.side).read, to: last_of(&opened.messages) },
            status: RwSignal::new(opened.status),
            version: RwSignal::new(opened.version),
            may_write: RwSignal::new(opened.may_write),
            alerts: Alerts::new(),
            scope: Scope::new(),
            live,
            typed: StoredValue::new(false),
            reporting: StoredValue::new(false),
            reported: StoredValue::new((0, 0)),
        }
    }

    /// Begins to listen, and to say what is read, while the calling component lives.
    pub fn start(self) {
        self.outbox.start();
        let since = move || self.messages.try_with_untracked(|list| last_of(list));
        self.live.listen_from(Topic::Chat(self.ticket), since, move |frame| self.hear(frame));
        Effect::new(move |_| self.report());
        on_window_named("focus", move || self.report());
        on_window_named("visibilitychange", move || self.report());
    }

    fn hear(self, frame: &ServerFrame) {
        match frame {
            ServerFrame::Message { id, message } if *id == self.ticket => self.add(std::slice::from_ref(message)),
            ServerFrame::Messages { id, list } if *id == self.ticket => self.add(list),
            ServerFrame::Ack { id, key, .. } if *id == self.ticket => self.outbox.answered(key.as_str()),
            ServerFrame::NotSent { id, key, error } if *id == self.ticket => self.outbox.refused(key, error),
            ServerFrame::Marks { id, marks } if *id == self.ticket => {
                let _ = self.marks.try_update(|known| *known = known.merged(*marks));
            }
            ServerFrame::Presence { id, people } if *id == self.ticket => {
                let _ = self.people.try_set(people.clone());
                // It comes with every (re)connection: what could not be said before is said now.
                self.report();
            }
            ServerFrame::Typing { id, name, .. } if *id == self.ticket => self.note_typing(name),
            ServerFrame::TicketChanged { id, .. } if *id == self.ticket => self.read_head(),
            ServerFrame::Resync => {
                self.ask_again();
                self.outbox.again();
            }
            _ => {}
        }
    }

    /// Asks for everything after the last message that is here.
    fn ask_again(self) {
        let Some(since) = self.messages.try_with_untracked(|list| last_of(list)) else { return };
        self.live.send(ClientFrame::Subscribe { to: Topic::Chat(self.ticket), since: Some(since) });
        let _ = self.reported.try_set_value((0, 0));
        self.report();
    }

    fn add(self, list: &[Message]) {
        let mut gap = false;
        let mut fresh: Vec<Message> = Vec::new();
        let taken = self.messages.try_update(|known| {
            for message in list {
                let last = last_of(known);
                if message.seq == last + 1 {
                    known.push(message.clone());
                    fresh.push(message.clone());
                } else if message.seq > last + 1 {
                    gap = true;
                    break;
                }
            }
        });
        if taken.is_none() {
            return;
        }
        for message in &fresh {
            self.outbox.drop_key(&message.key);
            // Whoever writes has read.
            self.marks.update(|marks| {
                let own = match message.side {
                    Side::Staff => &mut marks.staff,
                    Side::Requester => &mut marks.requester,
                };
                own.read = own.read.max(message.seq);
                own.received = own.received.max(message.seq);
            });
            if message.author != self.me {
                self.typing.set(None);
            }
        }
        if let Some(message) = fresh.iter().rev().find(|message| message.side != self.side) {
            // A file without a word is told by its name.
            let says =
                message.files.first().filter(|_| message.text.is_empty()).map_or(&message.text, |file| &file.name);
            self.alerts.announce(&message.name, says);
        }
        if gap {
            self.ask_again();
        }
        self.report();
    }

    fn note_typing(self, name: &str) {
        let Some(number) = self.typing.try_update(|typing| {
            let number = typing.as_ref().map_or(0, |(_, number)| number + 1);
            *typing = Some((name.to_owned(), number));
            number
        }) else {
            return;
        };
        self.scope.after(TYPING_MILLIS, move || {
            self.typing.update(|typing| {
                if typing.as_ref().is_some_and(|(_, known)| *known == number) {
                    *typing = None;
                }
            });
        });
    }

    /// Tells the others that the user is writing, now and then.
    pub fn say_typing(self) {
        if self.typed.get_value() {
            return;
        }
        self.typed.set_value(true);
        self.live.send(ClientFrame::Typing { id: self.ticket });
        self.scope.after(TYPING_PAUSE, move || self.typed.set_value(false));
    }

    /// Says a moment later how far this side is: read when somebody can see it, received otherwise.
    pub fn report(self) {
        if self.reporting.try_get_value() != Some(false) || !self.may_write.get_untracked() {
            return;
        }
        self.reporting.set_value(true);
        self.scope.after(REPORT_PAUSE, move || {
            self.reporting.set_value(false);
            let seq = self.messages.with_untracked(|list| last_of(list));
            let own = self.marks.with_untracked(|marks| marks.of(self.side));
            let (received, read) = self.reported.get_value();
            if dom::is_page_seen() && is_at_end() {
                if seq > own.read.max(read) && self.live.send(ClientFrame::Read { id: self.ticket, seq }) {
                    self.reported.set_value((seq, seq));
                }
            } else if seq > own.received.max(received) && self.live.send(ClientFrame::Received { id: self.ticket, seq })
            {
                self.reported.set_value((seq, read));
            }
        });
    }

    /// Fetches the page before the first message that is here.
    pub fn load_older(self, done: impl FnOnce() + 'static) {
        let Some(before) = self.messages.with_untracked(|list| list.first().map(|message| message.seq)) else { return };
        self.scope.spawn(async move {
            if let Ok((mut list, more)) = api::older_messages(self.ticket, before).await {
                self.messages.update(|known| {
                    // Only if nothing else came before meanwhile.
                    if known.first().map(|message| message.seq) == Some(before) {
                        list.append(known);
                        *known = list;
                    }
                });
                self.has_older.set(more);
            }
            done();
        });
    }

    /// Reads status and rights again; the messages come over the socket.
    pub fn read_head(self) {
        self.scope.spawn(async move {
            if let Ok(fresh) = api::open_chat(self.ticket).await {
                self.status.set(fresh.status);
                self.version.set(fresh.version);
                self.may_write.set(fresh.may_write);
            }
        });
    }

    /// Whether somebody of the other side is there, as the server tells.
    pub fn is_other_here(self) -> bool {
        self.people.with(|people| people.iter().any(|one| one.side != self.side))
    }

    /// Whether the socket is up.
    pub fn live(self) -> LiveService {
        self.live
    }
}

fn last_of(list: &[Message]) -> i64 {
    list.last().map_or(0, |message| message.seq)
}

/// Whether the newest message is in view: the log is laid out from its end.
fn is_at_end() -> bool {
    dom::by_id(LOG).is_none_or(|log| log.scroll_top() > -80)
}
