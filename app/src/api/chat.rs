//! Server functions of the conversations, and of the canned replies that go into them. What is said goes over the socket.

use domain::{
    activation::SetActive,
    chat::{
        Message,
        canned::{CannedReply, CannedReplyForm},
        wire::{Conversation, Unread},
    },
    ids::{CannedReplyId, TicketId},
};
use leptos::server;

use super::{ApiError, wire::Wire};
#[cfg(feature = "ssr")]
use super::{asked, fail};
#[cfg(feature = "ssr")]
use backend::usecase::{catalogue, chat};

/// The last page of a conversation with everything around it.
#[server(endpoint = "chat/open", protocol = Wire)]
pub async fn open_chat(id: TicketId) -> Result<Conversation, ApiError> {
    let asked = asked()?;
    chat::open(&asked.desk, &asked.caller, id).await.map_err(fail)
}

/// Messages before one of them, oldest first, and whether there are older ones.
#[server(endpoint = "chat/older", protocol = Wire)]
pub async fn older_messages(id: TicketId, before: i64) -> Result<(Vec<Message>, bool), ApiError> {
    let asked = asked()?;
    chat::older(&asked.desk, &asked.caller, id, before).await.map_err(fail)
}

/// What the caller has not read.
#[server(endpoint = "chat/unread", protocol = Wire)]
pub async fn unread_chats() -> Result<Unread, ApiError> {
    let asked = asked()?;
    chat::unread(&asked.desk, &asked.caller).await.map_err(fail)
}

/// The canned replies in use, for the composer.
#[server(endpoint = "canned_replies/choices", protocol = Wire)]
pub async fn canned_choices() -> Result<Vec<CannedReply>, ApiError> {
    let asked = asked()?;
    chat::canned_choices(&asked.desk, &asked.caller).await.map_err(fail)
}

/// All canned replies.
#[server(endpoint = "canned_replies/list", protocol = Wire)]
pub async fn list_canned_replies() -> Result<Vec<CannedReply>, ApiError> {
    let asked = asked()?;
    catalogue::list(&asked.desk, &asked.caller).await.map_err(fail)
}

/// Adds or changes a canned reply.
#[server(endpoint = "canned_replies/save", protocol = Wire)]
pub async fn save_canned_reply(form: CannedReplyForm) -> Result<CannedReply, ApiError> {
    let asked = asked()?;
    catalogue::save(&asked.desk, &asked.caller, form).await.map_err(fail)
}

/// Takes a canned reply out of use or back.
#[server(endpoint = "canned_replies/set_active", protocol = Wire)]
pub async fn set_canned_reply_active(input: SetActive<CannedReplyId>) -> Result<CannedReply, ApiError> {
    let asked = asked()?;
    catalogue::set_active(&asked.desk, &asked.caller, input).await.map_err(fail)
}
