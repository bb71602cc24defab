//! Messages on their way: sent one at a time, each again and again under its key until the desk acknowledges it.
//!
//! They wait in this tab (`sessionStorage`), so that neither a reload nor a dead network loses one, and for their author: the
//! socket carries nothing while somebody else is signed in on this browser.

use domain::{
    error::{AppError, ErrorCode},
    file::wire::FileRow,
    ids::{ClientKey, TicketId, UserId},
    live::ClientFrame,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    live::{LiveService, LiveState},
    ui::{dom, problems::use_problems, scope::Scope},
};

/// How long an acknowledgement may take before the same frame is sent again.
const ANSWER_MILLIS: u64 = 8_000;
/// How long to wait when the desk cannot store at present.
const AWAY_MILLIS: u64 = 3_000;

/// A message that is not in the log yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    pub key: ClientKey,
    pub text: String,
    /// The files that go with it; they are at the desk already.
    #[serde(default)]
    pub files: Vec<FileRow>,
    /// Why the desk will not take it; the user decides.
    pub refused: Option<AppError>,
}

/// The messages on their way in one conversation.
#[derive(Clone, Copy)]
pub struct Outbox {
    ticket: TicketId,
    me: UserId,
    pub pending: RwSignal<Vec<Pending>>,
    /// The one that was sent and not answered.
    in_flight: StoredValue<Option<ClientKey>>,
    another_user: RwSignal<Option<String>>,
    scope: Scope,
    live: LiveService,
}

impl Outbox {
    pub fn new(ticket: TicketId, me: UserId, live: LiveService) -> Self {
        Self {
            ticket,
            me,
            pending: RwSignal::new(Vec::new()),
            in_flight: StoredValue::new(None),
            another_user: use_problems().another_user,
            scope: Scope::new(),
            live,
        }
    }

    /// The user's own: whoever signs in next in this tab must not say what somebody else wrote.
    fn place(self) -> String {
        format!("balcao.chat.{}.{}", self.me, self.ticket)
    }

    /// Takes up what an earlier page of this tab left, and sends whenever there is a connection.
    pub fn start(self) {
        let state = self.live.state();
        Effect::new(move |before: Option<()>| {
            if before.is_none()
                && let Some(kept) = dom::session_get(&self.place()).and_then(|text| serde_json::from_str(&text).ok())
            {
                self.pending.set(kept);
            }
            if state.get() == LiveState::Connected {
                self.again();
            }
        });
    }

    /// Puts a message on its way.
    pub fn push(self, text: String, files: Vec<FileRow>) {
        let pending = Pending { key: dom::fresh_key(), text, files, refused: None };
        self.pending.update(|list| list.push(pending));
        self.keep();
        self.pump();
        // It waits for its author, and the page says so again.
        if self.another_user.with_untracked(Option::is_some) {
            self.another_user.notify();
        }
    }

    /// Whatever was sent may not have arrived: sends it again.
    pub fn again(self) {
        let _ = self.in_flight.try_set_value(None);
        self.pump();
    }

    /// Tries a refused message once more.
    pub fn retry(self, key: &ClientKey) {
        self.pending.update(|list| {
            if let Some(one) = list.iter_mut().find(|one| one.key == *key) {
                one.refused = None;
            }
        });
        self.keep();
        self.pump();
    }

    /// The message is in the log, or was thrown away.
    pub fn drop_key(self, key: &str) {
        let there = self.pending.try_with_untracked(|list| list.iter().any(|one| one.key.as_str() == key));
        if there != Some(true) {
            return;
        }
        self.pending.update(|list| list.retain(|one| one.key.as_str() != key));
        self.keep();
        self.answered(key);
    }

    /// The desk has it; it stays visible until it comes as a message.
    pub fn answered(self, key: &str) {
        let mine = self.in_flight.try_with_value(|flight| flight.as_ref().is_some_and(|one| one.as_str() == key));
        if mine == Some(true) {
            self.in_flight.set_value(None);
            self.pump();
        }
    }

    /// The desk does not have it: later again, or never.
    pub fn refused(self, key: &ClientKey, error: &AppError) {
        let wait = match error.code {
            ErrorCode::TooFast { wait_ms } => Some(u64::from(wait_ms)),
            ErrorCode::Unavailable | ErrorCode::Internal => Some(AWAY_MILLIS),
            _ => None,
        };
        if let Some(wait) = wait {
            self.scope.after(wait, move || self.again());
            return;
        }
        self.pending.update(|list| {
            if let Some(one) = list.iter_mut().find(|one| one.key == *key) {
                one.refused = Some(error.clone());
            }
        });
        self.keep();
        self.answered(key.as_str());
    }

    fn keep(self) {
        let list = self.pending.get_untracked();
        let text = (!list.is_empty()).then(|| serde_json::to_string(&list).unwrap_or_default());
        dom::session_put(&self.place(), text.as_deref());
    }

    /// Sends the first message that waits, unless one is on its way.
    fn pump(self) {
        if self.in_flight.try_with_value(Option::is_some) != Some(false) {
            return;
        }
        let next = self.pending.try_with_untracked(|list| list.iter().find(|one| one.refused.is_none()).cloned());
        let Some(next) = next.flatten() else { return };
        let key = next.key.clone();
        let files = next.files.iter().map(|file| file.id).collect();
        if !self.live.send(ClientFrame::Send { id: self.ticket, key: next.key, text: next.text, files }) {
            return;
        }
        self.in_flight.set_value(Some(key.clone()));
        self.scope.after(ANSWER_MILLIS, move || {
            if self.in_flight.with_value(|flight| flight.as_ref() == Some(&key)) {
                self.again();
            }
        });
    }
}
