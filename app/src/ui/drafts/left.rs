//! What was typed into forms that are gone and the server does not have yet.
//!
//! A tab is left and opened again faster than a save takes, and a page may be left without a connection. The last words
//! wait here: a form of the same record begins with them, and they are sent once that is possible.

use std::{cell::RefCell, collections::BTreeMap};

use domain::{error::ErrorCode, ids::UserId, time::UtcMillis};
use leptos::prelude::*;

use super::{kept, leaving_form, store};
use crate::ui::{
    dom,
    problems::Problems,
    scope::{DOCUMENT, on_window_named},
};

thread_local! {
    static LEFT: RefCell<BTreeMap<String, Left>> = const { RefCell::new(BTreeMap::new()) };
}

/// The last state of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Left {
    author: UserId,
    /// `None` when it was emptied.
    body: Option<String>,
    /// When the server had saved the draft before.
    before: Option<UtcMillis>,
}

impl Left {
    fn keep_for_author(self, record: &str) {
        if let Some(body) = self.body {
            kept::put(self.author, record, &(body, self.before));
        }
    }
}

/// Keeps what the form of a record held last.
pub fn leave(author: UserId, record: &str, body: Option<String>, before: Option<UtcMillis>) {
    LEFT.with_borrow_mut(|left| left.insert(record.to_owned(), Left { author, body, before }));
}

/// The server has this, or somebody typed on: it waits no longer.
pub fn forget(record: &str) {
    LEFT.with_borrow_mut(|left| left.remove(record));
}

/// Nothing of this page can be saved any more: the browser keeps it for its authors.
pub fn keep_for_authors() {
    for (record, one) in LEFT.take() {
        one.keep_for_author(&record);
    }
}

/// What the form of a record held last, if the server may not have it yet.
pub fn find(record: &str) -> Option<Option<String>> {
    LEFT.with_borrow(|left| left.get(record).map(|one| one.body.clone()))
}

/// Sends what waits: when a form goes, and when saving becomes possible again.
pub fn send(record: String) {
    let Some(one) = LEFT.with_borrow(|left| left.get(&record).cloned()) else { return };
    DOCUMENT.spawn(async move {
        let saved = store(one.author, record.clone(), one.body.clone()).await;
        let code = saved.err().map(|error| error.0.code);
        if matches!(code, Some(ErrorCode::SignedOut | ErrorCode::Offline)) || find(&record).as_ref() != Some(&one.body)
        {
            return;
        }
        forget(&record);
        if matches!(code, Some(ErrorCode::AnotherUser { .. })) {
            one.keep_for_author(&record);
        }
    });
}

/// Sees to what waits, while the calling component lives: it goes out when it can, and at the latest with the page.
pub fn see_to_it(problems: Problems) {
    Effect::new(move |_| {
        if problems.lets_save() {
            LEFT.with_borrow(|left| left.keys().cloned().collect::<Vec<_>>()).into_iter().for_each(send);
        }
    });
    on_window_named("pagehide", move || {
        if kept::is_needed(problems) {
            return keep_for_authors();
        }
        for (record, one) in LEFT.take() {
            if let Some((path, form)) = leaving_form(one.author, record, one.body) {
                dom::post_on_leaving(path, &form);
            }
        }
    });
}
