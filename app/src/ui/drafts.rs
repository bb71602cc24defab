//! Keeping what somebody types on the server, so that it survives a reload and follows to another device.
//!
//! A form gives its content as one serialisable value. It is saved a moment after the last key and restored when the form
//! opens again; sending the form ends the draft on the server. What is changed of a record is kept with the version it was
//! changed from, so that saving it later meets what somebody else saved meanwhile.

mod left;

use std::sync::atomic::{AtomicBool, Ordering};

use domain::{error::ErrorCode, ids::UserId, time::UtcMillis};
use leptos::{prelude::*, server_fn::ServerFn, task::spawn_local};
use serde::{Serialize, de::DeserializeOwned};

pub use self::left::see_to_it;
use super::{
    dom,
    icon::small_icon,
    problems::{Problems, use_problems},
};
use crate::{
    api::{ApiError, drafts as api},
    session::{use_session, use_texts},
};

/// Milliseconds without a key before a draft is saved.
const PAUSE: u64 = 800;

/// Somebody else signed in on this page, which is about to be read anew.
static FORGOTTEN: AtomicBool = AtomicBool::new(false);

/// From now on nothing of this page is saved: it was typed by somebody else than who is signed in.
pub fn forget_all() {
    FORGOTTEN.store(true, Ordering::Relaxed);
    left::forget_all();
}

/// Ends the draft of a form that is gone: what was typed in it was sent.
pub fn end(author: UserId, record: String) {
    left::leave(author, &record, None);
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
    /// The form was sent just now: how it is left afterwards is nothing that was typed.
    settling: StoredValue<bool>,
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
            settling: StoredValue::new(false),
            problems: use_problems(),
        };
        on_cleanup(move || {
            if cfg!(feature = "hydrate") {
                draft.leave();
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
            spawn_local(async move {
                let kept = match left::find(&record) {
                    Some(body) => body.map(|body| (body, None)),
                    None => api::load_draft(record).await.ok().flatten().map(|(body, at)| (body, Some(at))),
                };
                if let Some((body, at)) = kept {
                    self.put_back(body, at, restore, join);
                }
                let _ = self.looked.try_set(true);
            });
        });
    }

    fn put_back<T: DeserializeOwned>(
        self,
        body: String,
        at: Option<UtcMillis>,
        restore: impl Fn(T),
        join: Option<impl Fn(T)>,
    ) {
        let Ok(value) = serde_json::from_str::<T>(&body) else { return };
        // The form may be gone by now.
        match self.number.try_get_value() {
            None => return,
            Some(0) => {}
            Some(_) => {
                // Not when the form was sent meanwhile.
                if let Some(join) = join.filter(|_| !self.is_blank(&self.last.get_value())) {
                    self.restored.set(true);
                    join(value);
                }
                return;
            }
        }
        if at.is_none() {
            self.unsaved.set_value(Some(body.clone()));
            self.save_now();
        }
        self.last.set_value(body);
        self.saved.set(at);
        self.restored.set(true);
        restore(value);
    }

    /// Saves `content` a moment after it stopped changing, and when the page is left before. Emptying the form ends its
    /// draft.
    pub fn keep<T: Serialize + 'static>(self, content: impl Fn() -> T + 'static) {
        Effect::new(move |_| {
            let leaving = window_event_listener_untyped("pagehide", move |_| self.save_on_leaving());
            on_cleanup(move || leaving.remove());
        });
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
            dom::after(PAUSE, move || {
                if self.number.try_get_value() == Some(mine) {
                    self.save_now();
                }
            });
        });
    }

    /// Record and content that wait to be saved, taken; the content is `None` when the form was emptied.
    fn waiting(self) -> Option<(String, Option<String>)> {
        let body =
            self.unsaved.try_update_value(Option::take).flatten().filter(|_| !FORGOTTEN.load(Ordering::Relaxed))?;
        let record = self.record.try_get_value()?;
        let is_blank = self.is_blank(&body);
        Some((record, (!is_blank).then_some(body)))
    }

    fn is_blank(self, body: &str) -> bool {
        self.blank.try_with_value(|blank| blank.as_deref() == Some(body)).unwrap_or_default()
    }

    /// The form goes: its last words are kept until the server has them. There is no later time to save them at.
    fn leave(self) {
        if let Some((record, body)) = self.waiting() {
            left::leave(self.author, &record, body);
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
        let number = self.number.try_get_value();
        let _ = self.saving.try_update_value(|saving| *saving += 1);
        // Should the form be gone before the answer comes, it begins again with this.
        left::leave(self.author, &record, body.clone());
        spawn_local(async move {
            let saved = store(self.author, record.clone(), body.clone()).await;
            let _ = self.saving.try_update_value(|saving| *saving -= 1);
            let waits = |error: &ApiError| matches!(error.0.code, ErrorCode::SignedOut | ErrorCode::Offline);
            if !saved.as_ref().is_err_and(waits) && left::find(&record).as_ref() == Some(&body) {
                left::forget(&record);
            }
            match saved {
                Ok(at) if self.number.try_get_value() == number => drop(self.saved.try_set(at)),
                // Typed on, which will be saved as well, or sent: then it is no draft any more.
                Ok(_) => {}
                Err(error) if waits(&error) => {
                    self.wait_again(body, number);
                    if error.0.code == ErrorCode::Offline {
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
        let Some((record, body)) = self.waiting() else { return };
        left::forget(&record);
        if let Some((path, form)) = leaving_form(self.author, record, body) {
            dom::post_on_leaving(path, &form);
        }
    }

    /// The form was sent: nothing is left to save, and neither is what the form becomes by it. A save on its way could come
    /// after the server ended the draft.
    pub fn finish(self) {
        if let Some(record) = self.record.try_get_value() {
            left::forget(&record);
        }
        if self.saving.try_get_value().is_some_and(|saving| saving > 0) {
            self.end_on_server();
        }
        let _ = self.number.try_update_value(|number| *number += 1);
        let _ = self.unsaved.try_set_value(None);
        let _ = self.settling.try_set_value(true);
        request_animation_frame(move || {
            let _ = self.settling.try_set_value(false);
        });
        let _ = self.saved.try_set(None);
        let _ = self.restored.try_set(false);
    }

    /// Throws the draft away on the server too.
    pub fn discard(self) {
        self.finish();
        self.end_on_server();
    }

    fn end_on_server(self) {
        if let Some(record) = self.record.try_get_value() {
            end(self.author, record);
        }
    }
}

/// A text that was kept, and what was typed before it came.
#[must_use]
pub fn joined(kept: &str, typed: &str) -> String {
    if kept.is_empty() || typed.starts_with(kept) { typed.to_owned() } else { format!("{kept}\n{typed}") }
}

/// "Rascunho recuperado.", with the way to throw it away.
#[component]
pub fn RestoredMark(draft: Draft, on_discard: Callback<()>) -> impl IntoView {
    let t = use_texts();
    view! {
        <span class="kept" role="status">
            <Show when=move || draft.restored.get()>
                <span class="muted">{t.common.draft_restored}</span>
                <button type="button" class="btn btn--ghost btn--sm" on:click=move |_| on_discard.run(())>
                    {t.common.discard}
                </button>
            </Show>
        </span>
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_text_goes_before_what_was_typed_until_it_came() {
        assert_eq!(joined("Bom dia", "segue"), "Bom dia\nsegue");
        assert_eq!(joined("Bom dia", "Bom dia, segue"), "Bom dia, segue");
        assert_eq!(joined("", "segue"), "segue");
    }
}
