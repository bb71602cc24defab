//! Keeping what somebody types on the server, so that it survives a reload and follows to another device.
//!
//! A form gives its content as one serialisable value. It is saved a moment after the last key and restored when the form
//! opens again; sending the form ends the draft on the server. What is changed of a record is kept with the version it was
//! changed from, so that saving it later meets what somebody else saved meanwhile. What cannot be saved because somebody else is
//! signed in on this browser by now is kept in it for its author.

mod joined;
mod kept;
mod left;
mod marks;

use domain::{error::ErrorCode, ids::UserId, time::UtcMillis};
use leptos::{prelude::*, server_fn::ServerFn};
use serde::{Serialize, de::DeserializeOwned};

pub use self::{
    joined::joined,
    left::see_to_it,
    marks::{DraftMark, RestoredMark},
};
use super::{
    dom,
    problems::{Problems, use_problems},
    scope::{DOCUMENT, Scope, on_window_named},
};
use crate::{
    api::{ApiError, drafts as api},
    session::use_session,
};

/// Milliseconds without a key before a draft is saved.
const PAUSE: u64 = 800;

/// Somebody else signed in on this page, which is about to be made anew: from now on what was typed on it is kept for its author.
pub fn leave_to_another() {
    kept::leave_to_another();
    left::keep_for_authors();
}

/// Ends the draft of a form that is gone: what was typed in it was sent.
pub fn end(author: UserId, record: String) {
    left::leave(author, &record, None, None);
    left::send(record);
}

/// Saves a draft, or ends the one of a form that was emptied.
async fn store(author: UserId, record: String, body: Option<String>) -> Result<Option<UtcMillis>, ApiError> {
    match body {
        Some(body) => api::save_draft(author, record, body).await.map(Some),
        None => api::discard_draft(author, record).await.map(|()| None),
    }
}

/// The same for a page that will not be there for the answer: address and body of the request.
fn leaving_form(author: UserId, record: String, body: Option<String>) -> Option<(&'static str, String)> {
    let (path, form) = match body {
        Some(body) => (api::SaveDraft::PATH, serde_json::to_string(&api::SaveDraft { author, record, body })),
        None => (api::DiscardDraft::PATH, serde_json::to_string(&api::DiscardDraft { author, record })),
    };
    Some((path, form.ok()?))
}

/// What a form begins with.
struct Began {
    body: String,
    /// When the server saved it last.
    at: Option<UtcMillis>,
    /// It was typed after that.
    is_unsaved: bool,
}

/// The draft of one form.
#[derive(Clone, Copy)]
pub struct Draft {
    record: StoredValue<String>,
    /// Who types: the server refuses it once somebody else has signed in on the page.
    author: UserId,
    /// When it was last saved; `None` before the first time.
    pub saved: RwSignal<Option<UtcMillis>>,
    /// Content was restored when the form opened.
    pub restored: RwSignal<bool>,
    /// It is known whether there was one; what the program itself fills in waits for that, or it would pass for typing.
    pub looked: RwSignal<bool>,
    /// The form as it is when nothing was typed.
    blank: StoredValue<Option<String>>,
    last: StoredValue<String>,
    /// What was typed and is not saved yet.
    unsaved: StoredValue<Option<String>>,
    number: StoredValue<u32>,
    /// Saves that are on their way.
    saving: StoredValue<u32>,
    /// Which one the server has, as far as this page knows.
    there: StoredValue<Option<UtcMillis>>,
    /// The form was sent just now: how it is left afterwards is nothing that was typed.
    settling: StoredValue<bool>,
    scope: Scope,
    problems: Problems,
}

impl Draft {
    /// The draft of `record` (`ticket.new`, `ticket.48217.note`).
    pub fn new(record: impl Into<String>) -> Self {
        let draft = Self {
            record: StoredValue::new(record.into()),
            author: use_session().actor.map_or(UserId::new(0), |actor| actor.id),
            saved: RwSignal::new(None),
            restored: RwSignal::new(false),
            looked: RwSignal::new(false),
            blank: StoredValue::new(None),
            last: StoredValue::new(String::new()),
            unsaved: StoredValue::new(None),
            number: StoredValue::new(0),
            saving: StoredValue::new(0),
            there: StoredValue::new(None),
            settling: StoredValue::new(false),
            scope: Scope::new(),
            problems: use_problems(),
        };
        on_cleanup(move || {
            if cfg!(feature = "hydrate") && !draft.keep_for_author() {
                draft.leave();
            }
        });
        draft
    }

    /// Says what the form holds when nothing was typed; without it, that is what it holds when it opens.
    pub fn blank<T: Serialize>(self, blank: &T) -> Self {
        self.blank.set_value(serde_json::to_string(blank).ok());
        self
    }

    /// Fetches the draft once the form is in the browser and hands its content to `restore`, unless somebody is typing by
    /// then: what is on the screen is newer.
    pub fn restore<T: DeserializeOwned + 'static>(self, restore: impl Fn(T) + Copy + 'static) {
        self.look(restore, None::<fn(T)>);
    }

    /// The same for one text: what was kept goes to `join` when somebody is typing by then, to be put before it.
    pub fn restore_or_join<T: DeserializeOwned + 'static>(
        self,
        restore: impl Fn(T) + Copy + 'static,
        join: impl Fn(T) + Copy + 'static,
    ) {
        self.look(restore, Some(join));
    }

    fn look<T: DeserializeOwned + 'static>(
        self,
        restore: impl Fn(T) + Copy + 'static,
        join: Option<impl Fn(T) + Copy + 'static>,
    ) {
        Effect::new(move |done: Option<()>| {
            if done.is_some() {
                return;
            }
            let record = self.record.get_value();
            self.scope.spawn(async move {
                let began = match left::find(&record) {
                    Some(body) => body.map(|body| Began { body, at: None, is_unsaved: true }),
                    None => self.begin(record).await,
                };
                if let Some(began) = began {
                    self.put_back(began, restore, join);
                }
                self.looked.set(true);
            });
        });
    }

    /// What is kept in this browser if it was typed after the server last saved the draft, and what the server has otherwise: it
    /// was gone on with elsewhere.
    async fn begin(self, record: String) -> Option<Began> {
        let kept = kept::find(self.author, &record);
        let saved = api::load_draft(record).await.ok().flatten();
        let saved_at = saved.as_ref().map(|(_, at)| *at);
        match kept.filter(|(_, before)| *before == saved_at) {
            Some((body, at)) => Some(Began { body, at, is_unsaved: true }),
            None => saved.map(|(body, at)| Began { body, at: Some(at), is_unsaved: false }),
        }
    }

    fn put_back<T: DeserializeOwned>(self, began: Began, restore: impl Fn(T), join: Option<impl Fn(T)>) {
        let Began { body, at, is_unsaved } = began;
        let Ok(value) = serde_json::from_str::<T>(&body) else { return };
        if self.number.get_value() != 0 {
            // Not when the form was sent meanwhile.
            if let Some(join) = join.filter(|_| !self.is_blank(&self.last.get_value())) {
                self.restored.set(true);
                join(value);
            }
            return;
        }
        self.restored.set(!self.is_blank(&body));
        self.last.set_value(body.clone());
        self.there.set_value(at);
        self.saved.set(at);
        if is_unsaved {
            self.unsaved.set_value(Some(body));
            self.save_now();
        }
        restore(value);
    }

    /// Keeps what waits in this browser when somebody else is signed in on it; tells whether that is so.
    fn keep_for_author(self) -> bool {
        if !kept::is_needed(self.problems) {
            return false;
        }
        let unsaved = self.unsaved.try_update_value(Option::take).flatten();
        if let (Some(record), Some(body)) = (self.record.try_get_value(), unsaved) {
            kept::put(self.author, &record, &(body, self.there.try_get_value().flatten()));
        }
        true
    }

    /// Saves `content` a moment after it stopped changing, and when the page is left before. Emptying the form ends its
    /// draft.
    pub fn keep<T: Serialize + 'static>(self, content: impl Fn() -> T + 'static) {
        on_window_named("pagehide", move || self.save_on_leaving());
        // Signed in again, or the server is back: what had to wait is saved.
        Effect::new(move |_| {
            if self.problems.lets_save() {
                self.save_now();
            }
        });
        Effect::new(move |before: Option<()>| {
            let Ok(body) = serde_json::to_string(&content()) else { return };
            if before.is_none() {
                let blank = self.blank.with_value(Option::clone).unwrap_or_else(|| body.clone());
                self.last.set_value(blank.clone());
                self.blank.set_value(Some(blank));
            }
            if self.last.with_value(|last| *last == body) {
                return;
            }
            self.last.set_value(body.clone());
            if self.settling.get_value() {
                return;
            }
            self.number.update_value(|number| *number += 1);
            let mine = self.number.get_value();
            self.unsaved.set_value(Some(body));
            self.scope.after(PAUSE, move || {
                if self.number.get_value() == mine {
                    self.save_now();
                }
            });
        });
    }

    /// Record and content that wait to be saved, taken; the content is `None` when the form was emptied.
    fn waiting(self) -> Option<(String, Option<String>)> {
        if kept::is_left() {
            return None;
        }
        let body = self.unsaved.try_update_value(Option::take).flatten()?;
        let record = self.record.try_get_value()?;
        let typed = (!self.is_blank(&body)).then_some(body);
        Some((record, typed))
    }

    fn is_blank(self, body: &str) -> bool {
        self.blank.try_with_value(|blank| blank.as_deref() == Some(body)).unwrap_or_default()
    }

    /// The form goes: its last words are kept until the server has them. There is no later time to save them at.
    fn leave(self) {
        if let Some((record, body)) = self.waiting() {
            left::leave(self.author, &record, body, self.there.try_get_value().flatten());
            if untrack(|| self.problems.lets_save()) {
                left::send(record);
            }
        }
    }

    /// Saves what waits, if anything does and it can be saved: while the sign-in dialog is open, nobody knows yet whose it
    /// will be.
    fn save_now(self) {
        if untrack(|| self.problems.lets_save()) {
            self.send();
        }
    }

    fn send(self) {
        let Some((record, body)) = self.waiting() else { return };
        let (number, before) = (self.number.try_get_value(), self.there.try_get_value().flatten());
        let _ = self.saving.try_update_value(|saving| *saving += 1);
        // Should the form be gone before the answer comes, it begins again with this.
        left::leave(self.author, &record, body.clone(), before);
        // The form may be gone by the time it is sent, and the more so when it is answered.
        DOCUMENT.spawn(async move {
            let saved = store(self.author, record.clone(), body.clone()).await;
            let _ = self.saving.try_update_value(|saving| *saving -= 1);
            let waits = |error: &ApiError| {
                matches!(error.0.code, ErrorCode::SignedOut | ErrorCode::AnotherUser { .. } | ErrorCode::Offline)
            };
            if !saved.as_ref().is_err_and(waits) && left::find(&record).as_ref() == Some(&body) {
                left::forget(&record);
            }
            if let Ok(at) = &saved {
                let _ = self.there.try_set_value(*at);
                kept::forget(self.author, &record);
            }
            match saved {
                Ok(at) if self.number.try_get_value() == number => drop(self.saved.try_set(at)),
                // Typed on, which will be saved as well, or sent: then it is no draft any more.
                Ok(_) => {}
                Err(error) if waits(&error) => {
                    // The form is gone, and nothing of it waits any more.
                    if let (ErrorCode::AnotherUser { .. }, None, Some(body)) =
                        (&error.0.code, self.number.try_get_value(), &body)
                    {
                        left::forget(&record);
                        kept::put(self.author, &record, &(body.clone(), before));
                    }
                    self.wait_again(body, number);
                    if error.0.code != ErrorCode::SignedOut {
                        self.problems.note(&error);
                    }
                }
                Err(_) => {}
            }
        });
    }

    /// What could not be saved waits on, unless something was typed since, or the form was sent.
    fn wait_again(self, body: Option<String>, number: Option<u32>) {
        if self.number.try_get_value() == number {
            let body = body.or_else(|| self.blank.try_with_value(Option::clone).flatten());
            let _ = self.unsaved.try_set_value(body);
        }
    }

    /// The same for a page that will not be there for the answer.
    fn save_on_leaving(self) {
        if self.keep_for_author() {
            return;
        }
        let Some((record, body)) = self.waiting() else { return };
        left::forget(&record);
        if let Some((path, form)) = leaving_form(self.author, record, body) {
            dom::post_on_leaving(path, &form);
        }
    }

    /// The form was sent: nothing is left to save, and neither is what the form becomes by it. A save on its way could come
    /// after the server ended the draft.
    pub fn finish(self) {
        let racing = self.saving.try_get_value().is_some_and(|saving| saving > 0);
        self.settle();
        if racing {
            self.end_on_server();
        }
    }

    fn settle(self) {
        if let Some(record) = self.record.try_get_value() {
            left::forget(&record);
        }
        if self.saving.try_get_value().is_some_and(|saving| saving > 0) {
            self.end_on_server();
        }
        let _ = self.number.try_update_value(|number| *number += 1);
        let _ = self.unsaved.try_set_value(None);
        let _ = self.settling.try_set_value(true);
        self.scope.next_frame(move || self.settling.set_value(false));
        let _ = self.saved.try_set(None);
        let _ = self.restored.try_set(false);
    }

    /// Throws the draft away on the server too.
    pub fn discard(self) {
        self.settle();
        self.end_on_server();
    }

    fn end_on_server(self) {
        // As emptying the form does: what cannot be done now waits until it can.
        let _ = self.unsaved.try_set_value(self.blank.try_with_value(Option::clone).flatten());
        self.send();
    }
}
