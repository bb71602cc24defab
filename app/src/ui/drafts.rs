//! Keeping what somebody types on the server, so that it survives a reload and follows to another device.
//!
//! A form gives its content as one serialisable value. It is saved a moment after the last key and restored when the form
//! opens again; sending the form ends the draft on the server.

use domain::time::UtcMillis;
use leptos::{prelude::*, task::spawn_local};
use serde::{Serialize, de::DeserializeOwned};

use super::{dom, icon::small_icon};
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
    /// When it was last saved; `None` before the first time.
    pub saved: RwSignal<Option<UtcMillis>>,
    /// Content was restored when the form opened.
    pub restored: RwSignal<bool>,
    last: StoredValue<String>,
    number: StoredValue<u32>,
}

impl Draft {
    /// The draft of `record` (`ticket.new`, `ticket.48217.note`).
    #[must_use]
    pub fn new(record: impl Into<String>) -> Self {
        Self {
            record: StoredValue::new(record.into()),
            saved: RwSignal::new(None),
            restored: RwSignal::new(false),
            last: StoredValue::new(String::new()),
            number: StoredValue::new(0),
        }
    }

    /// Fetches the draft once the form is in the browser and hands its content to `restore`.
    pub fn restore<T: DeserializeOwned + 'static>(self, restore: impl Fn(T) + Copy + 'static) {
        Effect::new(move |done: Option<()>| {
            if done.is_some() {
                return;
            }
            let record = self.record.get_value();
            spawn_local(async move {
                let Ok(Some((body, at))) = api::load_draft(record).await else { return };
                let Ok(value) = serde_json::from_str::<T>(&body) else { return };
                // The form may be gone by now.
                if self.last.try_set_value(body).is_some() {
                    return;
                }
                let _ = self.saved.try_set(Some(at));
                let _ = self.restored.try_set(true);
                restore(value);
            });
        });
    }

    /// Saves `content` a moment after it stopped changing.
    pub fn keep<T: Serialize + 'static>(self, content: impl Fn() -> T + 'static) {
        Effect::new(move |first: Option<()>| {
            let Ok(body) = serde_json::to_string(&content()) else { return };
            if first.is_none() || self.last.with_value(|last| *last == body) {
                if first.is_none() {
                    self.last.set_value(body);
                }
                return;
            }
            self.last.set_value(body.clone());
            self.number.update_value(|number| *number += 1);
            let mine = self.number.get_value();
            dom::after(PAUSE, move || {
                if self.number.try_get_value() != Some(mine) {
                    return;
                }
                let record = self.record.get_value();
                spawn_local(async move {
                    if let Ok(at) = api::save_draft(record, body).await {
                        let _ = self.saved.try_set(Some(at));
                    }
                });
            });
        });
    }

    /// The form was sent: nothing is left to save.
    pub fn finish(self) {
        self.number.update_value(|number| *number += 1);
        self.saved.set(None);
        self.restored.set(false);
    }

    /// Throws the draft away on the server too.
    pub fn discard(self) {
        self.finish();
        let record = self.record.get_value();
        spawn_local(async move {
            let _ = api::discard_draft(record).await;
        });
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
