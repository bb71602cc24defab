//! What the signed-in user has not read, for the rail and the window's title: asked once, then kept by what the socket tells.

use std::collections::BTreeMap;

use domain::{
    access::Role,
    ids::{TicketId, UserId},
    live::{ServerFrame, Topic},
};
use leptos::prelude::*;

use crate::{api::chat::unread_chats, live::use_live, session::use_session, ui::scope::DOCUMENT};

/// Unread conversations that concern the user.
#[derive(Debug, Clone, Copy)]
pub struct UnreadService {
    counts: RwSignal<BTreeMap<TicketId, i64>>,
}

impl Default for UnreadService {
    fn default() -> Self {
        Self::new()
    }
}

impl UnreadService {
    pub fn new() -> Self {
        Self { counts: RwSignal::new(BTreeMap::new()) }
    }

    /// How many conversations have unread messages.
    pub fn chats(self) -> usize {
        self.counts.with(BTreeMap::len)
    }

    /// Begins to listen; called once, by the frame of a signed-in user.
    pub fn start(self) {
        let Some(actor) = use_session().actor else { return };
        let is_requester = actor.role == Role::Requester;
        Effect::new(move |_| self.reload());
        use_live().listen(Topic::Inbox, move |frame| match frame {
            ServerFrame::Unread { id, count, assignee } => {
                let mine = is_requester || concerns(*assignee, actor.id);
                self.counts.update(|counts| {
                    if *count > 0 && mine {
                        counts.insert(*id, *count);
                    } else {
                        counts.remove(id);
                    }
                });
            }
            ServerFrame::Resync => self.reload(),
            _ => {}
        });
    }

    fn reload(self) {
        DOCUMENT.spawn(async move {
            if let Ok(unread) = unread_chats().await {
                let counts = unread.chats.into_iter().map(|chat| (chat.ticket, chat.count)).collect();
                self.counts.set(counts);
            }
        });
    }
}

/// The team hears of all tickets; one's own are those one is assigned to, and those of nobody.
fn concerns(assignee: Option<UserId>, me: UserId) -> bool {
    assignee.is_none_or(|assignee| assignee == me)
}

/// The unread conversations of this user.
pub fn use_unread() -> UnreadService {
    expect_context()
}
