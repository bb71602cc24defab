//! The draft of a small form, most of them in dialogs: some texts, kept while the form is open and restored when it opens
//! again.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    drafts::{Draft, RestoredMark},
    form::Form,
};

/// One value of a form, as a text.
#[derive(Clone, Copy)]
pub struct Part {
    read: Signal<String>,
    write: Callback<String>,
}

impl Part {
    /// A value that is no text itself: a choice by its code.
    pub fn new(
        read: impl Fn() -> String + Send + Sync + 'static,
        write: impl Fn(String) + Send + Sync + 'static,
    ) -> Self {
        Self { read: Signal::derive(read), write: Callback::new(write) }
    }
}

impl From<RwSignal<String>> for Part {
    fn from(text: RwSignal<String>) -> Self {
        Self { read: text.into(), write: Callback::new(move |kept| text.set(kept)) }
    }
}

/// What the draft keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    /// Of the record as it was changed; 0 where nothing is changed.
    version: i64,
    texts: Vec<String>,
}

/// Keeps the texts of `form` under `record`, and says when some were restored. Placed inside the form, which makes it anew
/// whenever it opens; [`Form::done`] ends the draft.
#[component]
pub fn KeptTexts(
    form: Form,
    #[prop(into)] record: String,
    parts: Vec<Part>,
    /// What the form holds when nothing was typed; without it, what it holds when it opens.
    #[prop(optional, into)]
    blank: Option<Vec<String>>,
    /// The version of the record that is changed.
    #[prop(optional)]
    version: i64,
    /// The record was saved by somebody else after the texts were typed.
    #[prop(optional, into)]
    on_stale: Option<Callback<()>>,
) -> impl IntoView {
    let blank = blank.unwrap_or_else(|| untrack(|| read(&parts)));
    let draft = Draft::new(record).blank(&Kept { version, texts: blank.clone() });
    form.keep(draft);
    let parts = StoredValue::new(parts);
    let write = move |texts: &[String]| {
        parts.with_value(|parts| parts.iter().zip(texts).for_each(|(part, text)| part.write.run(text.clone())));
    };
    draft.restore(move |kept: Kept| {
        write(&kept.texts);
        if let Some(stale) = on_stale.filter(|_| kept.version != version) {
            stale.run(());
        }
    });
    draft.keep(move || Kept { version, texts: parts.with_value(|parts| read(parts)) });
    let discard = Callback::new(move |()| {
        draft.discard();
        write(&blank);
    });
    view! { <RestoredMark draft on_discard=discard /> }
}

fn read(parts: &[Part]) -> Vec<String> {
    parts.iter().map(|part| part.read.get()).collect()
}
