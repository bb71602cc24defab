//! Sending a message by a plain HTML form, so that it works before the page's program runs, or without it.
//!
//! After success the browser is sent back to the page. A refusal is a page of its own; the browser's "back" still holds what
//! was typed.

use axum::{
    Extension,
    extract::{Form, State},
    http::HeaderMap,
    response::Response,
};
use backend::{
    Desk,
    usecase::{chat, session::RequestContext},
};
use domain::{
    error::AppError,
    ids::{ClientKey, TicketId},
};
use serde::Deserialize;

use crate::{
    local_path::{LocalPath, see_other},
    refusal,
};

/// The fields of the form, by the names in the page.
#[derive(Deserialize)]
pub struct MessageForm {
    ticket: TicketId,
    key: ClientKey,
    #[serde(default)]
    text: String,
    /// Where to go afterwards; a path of this desk.
    #[serde(default)]
    next: String,
}

/// `POST /chat/messages`
pub async fn send(
    State(desk): State<Desk>,
    Extension(context): Extension<RequestContext>,
    headers: HeaderMap,
    Form(form): Form<MessageForm>,
) -> Response {
    match store(&desk, &context, &form).await {
        Ok(()) => see_other(LocalPath::parse(&form.next).unwrap_or_else(LocalPath::home).as_str()),
        Err(error) => refusal::page(&error, &headers, &context.request_id),
    }
}

async fn store(desk: &Desk, context: &RequestContext, form: &MessageForm) -> Result<(), AppError> {
    chat::send(desk, &context.caller()?, form.ticket, &form.key, &form.text).await.map(drop)
}
