//! What the parts of an open conversation share.

use domain::chat::wire;
use leptos::prelude::*;

use super::items::ChatNote;

/// The id of the field that one writes in.
pub const TEXT: &str = "chat-text";

/// What only the team has in a conversation.
#[derive(Clone, Copy)]
pub struct TeamParts {
    /// Internal notes, shown among the messages.
    pub notes: Signal<Vec<ChatNote>>,
    /// A note was added: read them again.
    pub noted: Callback<()>,
}

/// What stays the same while a conversation is open, for its parts.
#[derive(Clone)]
pub struct Facts {
    /// Whom one talks to.
    pub peer: String,
    pub me: String,
    pub company: String,
    pub opened: wire::Conversation,
}
