//! What can go wrong with the desk as a whole: the session ended or is somebody else's, the connection is gone, the page broke.
//!
//! Every failed call is told here first. The screen stays as it is, with everything that was typed.

mod another_user;
mod broken_page;
mod offline;
mod outdated;
pub mod rescue;

use domain::{error::ErrorCode, i18n::Texts, page_user::told_apart};
use leptos::prelude::*;

use super::toasts::{Toasts, use_toasts};
use crate::{api::ApiError, session::use_texts};

pub use self::{
    another_user::AnotherUserStrip, broken_page::show_reload_bar_on_panic, offline::OfflineStrip,
    outdated::OutdatedStrip,
};

/// The state of the desk as a whole; in the root context.
#[derive(Clone, Copy)]
pub struct Problems {
    /// A call was answered with "signed out": the sign-in dialog opens over the page.
    pub session_ended: RwSignal<bool>,
    /// Who else is signed in on this browser, by name: the same dialog opens, and nothing of this page may be sent.
    pub another_user: RwSignal<Option<String>>,
    /// The server could not be reached.
    pub offline: RwSignal<bool>,
    // Taken at the start: tasks that waited for the server have lost the context.
    texts: &'static Texts,
    toasts: Toasts,
}

impl Default for Problems {
    fn default() -> Self {
        Self::new()
    }
}

impl Problems {
    /// Needs session and toasts in the context.
    pub fn new() -> Self {
        Self {
            session_ended: RwSignal::new(false),
            another_user: RwSignal::new(None),
            offline: RwSignal::new(false),
            texts: use_texts(),
            toasts: use_toasts(),
        }
    }

    /// Whether what is typed can be saved in the background just now; for effects, which run again when that changes.
    pub fn lets_save(self) -> bool {
        !(self.session_ended.get() || self.another_user.with(Option::is_some) || self.offline.get())
    }

    /// Notes a failed call; gives its sentence for the place where it happened.
    pub fn note(self, error: &ApiError) -> String {
        match &error.0.code {
            ErrorCode::SignedOut => {
                self.another_user.set(None);
                self.session_ended.set(true);
            }
            ErrorCode::AnotherUser { name } => self.another_user.set(Some(name.clone())),
            ErrorCode::Offline => self.offline.set(true),
            _ => {}
        }
        self.texts.error(&error.0)
    }

    /// Notes a failed call that has no place of its own: its sentence becomes a toast.
    pub fn tell(self, error: &ApiError) {
        let known_offline = self.offline.get_untracked();
        let sentence = self.note(error);
        match error.0.code {
            // The dialog and the strip say it themselves.
            ErrorCode::SignedOut | ErrorCode::AnotherUser { .. } => {}
            ErrorCode::Offline if !known_offline => {}
            ErrorCode::Offline => self.toasts.passing_failure(sentence),
            _ => self.toasts.failure(sentence),
        }
    }
}

/// The problems of this desk.
pub fn use_problems() -> Problems {
    expect_context()
}

/// Whose page this is and who is in now, in short.
pub fn short_names(mine: &str, now: &str) -> (String, String) {
    let (mine, now) = told_apart(mine, now);
    (mine.to_owned(), now.to_owned())
}
