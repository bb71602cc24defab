//! What was typed on a page whose author is not signed in on this browser any more: it can be saved as nobody else's, so the
//! browser keeps it, under its author's number, until they open the form here again.

use std::sync::atomic::{AtomicBool, Ordering};

use domain::{ids::UserId, time::UtcMillis};
use leptos::prelude::*;

use crate::ui::{dom, problems::Problems};

/// The content, and when the server had last saved the draft before.
pub type Kept = (String, Option<UtcMillis>);

/// Somebody else signed in on this page, which is about to be made anew.
static LEFT_TO_ANOTHER: AtomicBool = AtomicBool::new(false);

/// From now on what was typed on this page is kept for its author.
pub fn leave_to_another() {
    LEFT_TO_ANOTHER.store(true, Ordering::Relaxed);
}

/// Whether the page is about to be made anew for somebody else.
pub fn is_left() -> bool {
    LEFT_TO_ANOTHER.load(Ordering::Relaxed)
}

/// Whether what is typed is to be kept, instead of being saved.
pub fn is_needed(problems: Problems) -> bool {
    is_left() || untrack(|| problems.another_user.with(Option::is_some))
}

/// Keeps the draft of a record.
pub fn put(author: UserId, record: &str, kept: &Kept) {
    dom::local_put(&place(author, record), serde_json::to_string(kept).ok().as_deref());
}

/// What is kept of it.
pub fn find(author: UserId, record: &str) -> Option<Kept> {
    serde_json::from_str(&dom::local_get(&place(author, record))?).ok()
}

/// The server has it.
pub fn forget(author: UserId, record: &str) {
    dom::local_put(&place(author, record), None);
}

fn place(author: UserId, record: &str) -> String {
    format!("balcao.draft.{author}.{record}")
}
