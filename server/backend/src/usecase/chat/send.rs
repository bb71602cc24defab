//! Writing a message.

use domain::{
    access::{Action, Actor},
    chat::{MAIL_AFTER_MINUTES, MessageText, Side},
    error::{AppError, ErrorCode},
    ids::{ClientKey, TicketId},
    time::UtcMillis,
};

use super::{facts_for, side_of};
use crate::{
    Desk,
    error::StoreError,
    live::{Event, UnreadCounts},
    store::conversations::{self, Appended, FactsRecord, NewMessage},
    usecase::Caller,
};

/// A stored message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    pub seq: i64,
    pub at: UtcMillis,
}

/// Stores a message and tells everybody who listens. The same key twice is one message.
///
/// # Errors
/// `Required` or `TooLong` on `text`, `NotLinked`, `Merged`, `NotFound`, `Forbidden`, or the database fails.
pub async fn send(
    desk: &Desk,
    caller: &Caller,
    ticket: TicketId,
    key: &ClientKey,
    text: &str,
) -> Result<Sent, AppError> {
    send_and(desk, caller, ticket, key, text, drop).await
}

/// The same; `acknowledge` runs after the message is stored for good and before anybody is told of it, so that its sender
/// knows it as the own one when it comes.
///
/// # Errors
/// As [`send`].
pub(super) async fn send_and(
    desk: &Desk,
    caller: &Caller,
    ticket: TicketId,
    key: &ClientKey,
    text: &str,
    acknowledge: impl FnOnce(Sent) + Send + 'static,
) -> Result<Sent, AppError> {
    let text = MessageText::parse(text)?;
    let facts = facts_for(&mut desk.db().conn().await?, caller, Action::Write, ticket).await?;
    if let Some(into) = facts.merged_into() {
        return Err(ErrorCode::Merged { into: into.get() }.into());
    }
    let side = side_of(caller);
    if side == Side::Staff && !facts.linked {
        return Err(ErrorCode::NotLinked.into());
    }
    let writing =
        Writing { desk: desk.clone(), author: caller.actor.clone(), ticket, side, text, key: key.clone(), facts };
    // In a task of its own: a socket that goes away meanwhile does not stop it between commit and publication.
    let written = tokio::spawn(async move { writing.finish(acknowledge).await });
    written.await.unwrap_or_else(|error| {
        tracing::error!(%error, "writing a message broke off");
        Err(ErrorCode::Internal.into())
    })
}

/// A message on its way into the database.
struct Writing {
    desk: Desk,
    author: Actor,
    ticket: TicketId,
    side: Side,
    text: MessageText,
    key: ClientKey,
    facts: FactsRecord,
}

impl Writing {
    async fn finish(self, acknowledge: impl FnOnce(Sent)) -> Result<Sent, AppError> {
        let hub = self.desk.hub();
        let Some(appended) = self.append().await? else {
            // Told again, which costs nothing, and helps when the process that stored it died before it told.
            let mut conn = self.desk.db().conn().await?;
            let known = conversations::by_key(&mut conn, self.ticket, self.author.id, &self.key).await?;
            let message = known.ok_or(ErrorCode::Internal)?;
            let sent = Sent { seq: message.seq, at: message.at };
            acknowledge(sent);
            hub.publish_message(self.ticket, message);
            return Ok(sent);
        };
        let sent = Sent { seq: appended.message.seq, at: appended.message.at };
        acknowledge(sent);
        hub.publish_message(self.ticket, appended.message);
        hub.publish(Event::Unread(UnreadCounts {
            id: self.ticket,
            requester: self.facts.requester(),
            assignee: self.facts.assignee(),
            staff_unread: Some(appended.staff_unread),
            requester_unread: Some(appended.requester_unread),
        }));
        Ok(sent)
    }

    async fn append(&self) -> Result<Option<Appended>, StoreError> {
        let now = self.desk.clock().now();
        let new = NewMessage {
            ticket: self.ticket,
            author: self.author.id,
            author_name: &self.author.name,
            side: self.side,
            text: self.text.as_str(),
            key: &self.key,
            at: now,
            mail_at: now.plus_minutes(MAIL_AFTER_MINUTES),
        };
        let mut tx = self.desk.db().begin().await?;
        let appended = conversations::append(&mut tx, &new).await?;
        // A key that is known took no number: the transaction is undone.
        if appended.is_some() {
            tx.commit().await?;
        }
        Ok(appended)
    }
}
