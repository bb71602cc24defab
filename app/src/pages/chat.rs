//! The conversation of a ticket, for the team on the ticket's page and for requesters in the portal: one component,
//! [`Conversation`].
//!
//! `state` holds what is known and hears the socket, `outbox` the messages that are not acknowledged yet, `items` decides what
//! stands between them (pure), `log`, `composer` and `head` draw.

mod alerts;
mod canned;
mod composer;
mod conversation;
mod facts;
mod head;
mod items;
mod log;
mod outbox;
mod state;

pub use self::{conversation::Conversation, facts::TeamParts, items::ChatNote};
