//! Keeping what somebody types on the server, so that it survives a reload and follows to another device.
//!
//! A form gives its content as one serialisable value. It is saved a moment after the last key and restored when the form
//! opens again; sending the form ends the draft on the server. What cannot be saved because somebody else is signed in on this
//! browser by now is kept in it for its author.

mod kept;

use domain::{error::ErrorCode, ids::UserId, time::UtcMillis};
use leptos::{prelude::*, server_fn::ServerFn};
use serde::{Serialize, de::DeserializeOwned};

pub use self::kept::leave_to_another;
use super::{
    dom,
    icon::small_icon,
    problems::{Problems, use_problems},
    scope::{DOCUMENT, Scope, on_window_named},
};
use crate::{
    api::drafts as api,
    session::{use_session, use_texts},
};

/// Milliseconds without a key before a draft is saved.
const PAUSE: u64 = 800;

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
    #[must_use]
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
            // The last words before the form was left: there is no later time to save them at.
            if !cfg!(feature = "hydrate") || draft.keep_for_author() {
                return;
            }
            if !draft.problems.session_ended.get_untracked() {
                draft.send();
            }
        });
        draft
    }

    /// Says what the form holds when nothing was typed; without it, that is what it holds when it opens.
    #[must_use]
    pub fn blank<T: Serialize>(self, blank: &T) -> Self {
        self.blank.set_value(serde_json::to_string(blank).ok());
        self
    }

    /// Fetches the draft once the form is in the browser and hands its content to `restore`, unless somebody is typing by
    /// then: what is on the screen is newer.
    pub fn restore<T: DeserializeOwned + 'static>(self, restore: impl Fn(T) + Copy + 'static) {
        Effect::new(move |done: Option<()>| {
            if done.is_some() {
                return;
            }
            let record = self.record.get_value();
            self.scope.spawn(async move {
                let kept = kept::find(self.author, &record);
                let saved = api::load_draft(record).await.ok().flatten();
                match (kept, saved) {
                    // Typed here after it was last saved, unless it was gone on with elsewhere since.
                    (Some((body, before)), saved) if before == saved.as_ref().map(|(_, at)| *at) => {
                        if self.put_back(body.clone(), before, restore) {
                            self.unsaved.set_value(Some(body));
                            self.save_now();
                        }
                    }
                    (_, Some((body, at))) => drop(self.put_back(body, Some(at), restore)),
                    (_, None) => {}
                }
                self.looked.set(true);
            });
        });
    }

    /// Whether the form was still there and untouched.
    fn put_back<T: DeserializeOwned>(self, body: String, at: Option<UtcMillis>, restore: impl Fn(T)) -> bool {
        let Ok(value) = serde_json::from_str::<T>(&body) else { return false };
        if self.number.try_get_value() != Some(0) {
            return false;
        }
        self.restored.set(!self.is_blank(&body));
        self.last.set_value(body);
        self.there.set_value(at);
        self.saved.set(at);
        restore(value);
        true
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
        self.blank.try_with_value(|blank| blank.as_deref() == Some(body)) == Some(true)
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
        // The form may be gone by the time it is sent, and the more so when it is answered.
        DOCUMENT.spawn(async move {
            let saved = match body.clone() {
                Some(body) => api::save_draft(self.author, record.clone(), body).await.map(Some),
                None => api::discard_draft(self.author, record.clone()).await.map(|()| None),
            };
            let _ = self.saving.try_update_value(|saving| *saving -= 1);
            if let Ok(at) = &saved {
                let _ = self.there.try_set_value(*at);
                kept::forget(self.author, &record);
            }
            match saved {
                Ok(at) if self.number.try_get_value() == number => drop(self.saved.try_set(at)),
                // Typed on, which will be saved as well, or sent: then it is no draft any more.
                Ok(_) => {}
                Err(error) => {
                    let code = &error.0.code;
                    // The form is gone, and nothing of it waits any more.
                    if let (ErrorCode::AnotherUser { .. }, None, Some(body)) =
                        (code, self.number.try_get_value(), &body)
                    {
                        kept::put(self.author, &record, &(body.clone(), before));
                    }
                    if matches!(code, ErrorCode::SignedOut | ErrorCode::AnotherUser { .. } | ErrorCode::Offline) {
                        self.wait_again(body, number);
                        if *code != ErrorCode::SignedOut {
                            self.problems.note(&error);
                        }
                    }
                }
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
        let author = self.author;
        let (path, form) = match body {
            Some(body) => (api::SaveDraft::PATH, serde_json::to_string(&api::SaveDraft { author, record, body })),
            None => (api::DiscardDraft::PATH, serde_json::to_string(&api::DiscardDraft { author, record })),
        };
        if let Ok(form) = form {
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

/// "Rascunho salvo 14:32".
#[component]
pub fn DraftMark(draft: Draft) -> impl IntoView {
    let t = use_texts();
    let zone = use_session().zone;
    view! {
        <span class="st muted push" role="status">
            {move || {
                draft
                    .saved
                    .get()
                    .map(|at| view! { {small_icon("check")} {(t.common.draft_saved)(&at.format_time(zone))} })
            }}
        </span>
    }
}
