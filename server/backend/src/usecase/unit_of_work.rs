//! One write of somebody: the transaction, the moment, the audit rows, and what is told once all of it is stored.
//!
//! A [`KeyedWork`] is the same for a client's idempotency key: whoever comes again with it gets the answer that was given. Either
//! one that is dropped before its end undoes everything and tells nobody, and a key is then as if it had never come.

use std::ops::{Deref, DerefMut};

use domain::{
    access::Actor,
    error::{AppError, ErrorCode},
    ids::ClientKey,
    time::UtcMillis,
};
use serde::{Serialize, de::DeserializeOwned};

use super::Caller;
use crate::{
    Desk,
    db::Tx,
    error::StoreError,
    live,
    store::{
        audit::{self, AuditEntry, Author},
        commands,
    },
};

/// What is done after the commit.
type Told = Box<dyn FnOnce(&Desk) + Send>;

/// A write without a key: what may happen twice, or what something else keeps from it.
pub(super) struct UnitOfWork<'a> {
    tx: Tx,
    now: UtcMillis,
    desk: &'a Desk,
    caller: &'a Caller,
    told: Vec<Told>,
}

impl<'a> UnitOfWork<'a> {
    /// Opens the transaction. The moment is the one before it waited for its turn.
    pub(super) async fn begin(desk: &'a Desk, caller: &'a Caller) -> Result<Self, AppError> {
        let now = desk.clock().now();
        Ok(Self { tx: desk.db().begin().await?, now, desk, caller, told: Vec::new() })
    }

    /// The transaction; it is committed by the end of the work only.
    pub(super) const fn tx(&mut self) -> &mut Tx {
        &mut self.tx
    }

    /// The one moment of everything that is written.
    pub(super) const fn now(&self) -> UtcMillis {
        self.now
    }

    pub(super) const fn desk(&self) -> &'a Desk {
        self.desk
    }

    pub(super) const fn actor(&self) -> &'a Actor {
        &self.caller.actor
    }

    /// Adds an audit row: what was done (`changed`) to which record (`user`, its id), as it was and as it became. A text stands as
    /// it is, `()` and `None` as nothing, any other value as JSON; never a password or a hash of one.
    pub(super) async fn audit(
        &mut self,
        action: &str,
        entity: &str,
        id: Option<i64>,
        before: &(impl Serialize + Sync + ?Sized),
        after: &(impl Serialize + Sync + ?Sized),
    ) -> Result<(), StoreError> {
        let (before, after) = (text(before)?, text(after)?);
        let entry = AuditEntry::new(self.now, Author::User(&self.caller.actor), action, entity)
            .from_address(&self.caller.address)
            .before(&before)
            .after(&after);
        audit::append(&mut self.tx, &id.map_or(entry, |id| entry.about(id))).await
    }

    /// Tells open screens, after the commit.
    pub(super) fn publish(&mut self, event: live::Event) {
        self.afterwards(move |desk| desk.hub().publish(event));
    }

    /// Whatever else must not happen before the commit.
    pub(super) fn afterwards(&mut self, told: impl FnOnce(&Desk) + Send + 'static) {
        self.told.push(Box::new(told));
    }

    /// Stores everything, then tells it.
    pub(super) async fn commit(self) -> Result<(), AppError> {
        self.tx.commit().await?;
        for told in self.told {
            told(self.desk);
        }
        Ok(())
    }
}

/// Whether a key came for the first time.
pub(super) enum Begun<'a, T> {
    Fresh(KeyedWork<'a>),
    /// It came before, and this was the answer.
    Answered(T),
}

/// A write that the client's key stands for.
pub(super) struct KeyedWork<'a> {
    work: UnitOfWork<'a>,
    key: &'a ClientKey,
    /// The digest of a form that may be changed between two sendings with one key.
    asked: Option<String>,
}

impl<'a> KeyedWork<'a> {
    /// Claims the key for a command of this kind. A twin that is under way is waited for.
    pub(super) async fn begin<T: DeserializeOwned>(
        desk: &'a Desk,
        caller: &'a Caller,
        key: &'a ClientKey,
        kind: &str,
    ) -> Result<Begun<'a, T>, AppError> {
        let mut work = UnitOfWork::begin(desk, caller).await?;
        let now = work.now.millis();
        let answer = commands::claim(&mut work.tx, caller.actor.id, key, kind, now).await?;
        Ok(answer.map_or(Begun::Fresh(Self { work, key, asked: None }), Begun::Answered))
    }

    /// The same for a form that must not be taken twice; `asked` is its content. One that came before with other content is
    /// refused with what `changed` says of the answer: what was changed since is nowhere.
    pub(super) async fn begin_form<T: DeserializeOwned>(
        desk: &'a Desk,
        caller: &'a Caller,
        key: &'a ClientKey,
        kind: &str,
        asked: &(impl Serialize + Sync),
        changed: impl FnOnce(T) -> ErrorCode + Send,
    ) -> Result<Begun<'a, T>, AppError> {
        let digest = commands::digest(asked)?;
        match Self::begin::<commands::Kept<T>>(desk, caller, key, kind).await? {
            Begun::Fresh(work) => Ok(Begun::Fresh(Self { asked: Some(digest), ..work })),
            Begun::Answered(kept) if kept.is_of(&digest) => Ok(Begun::Answered(kept.answer)),
            Begun::Answered(kept) => Err(changed(kept.answer).into()),
        }
    }

    /// Goes on with a key that has an answer for the time being.
    pub(super) async fn resume(desk: &'a Desk, caller: &'a Caller, key: &'a ClientKey) -> Result<Self, AppError> {
        Ok(Self { work: UnitOfWork::begin(desk, caller).await?, key, asked: None })
    }

    /// Keeps the answer for whoever comes again with the key, stores everything, then tells it.
    pub(super) async fn finish(mut self, answer: &(impl Serialize + Sync)) -> Result<(), AppError> {
        let (user, key) = (self.caller.actor.id, self.key);
        let kept = match self.asked.take() {
            Some(asked) => commands::answer(self.tx(), user, key, &commands::Kept { answer, asked: Some(asked) }).await,
            None => commands::answer(self.tx(), user, key, answer).await,
        };
        kept?;
        self.work.commit().await
    }
}

impl<'a> Deref for KeyedWork<'a> {
    type Target = UnitOfWork<'a>;
    fn deref(&self) -> &UnitOfWork<'a> {
        &self.work
    }
}

impl<'a> DerefMut for KeyedWork<'a> {
    fn deref_mut(&mut self) -> &mut UnitOfWork<'a> {
        &mut self.work
    }
}

/// Refuses a write that was made from another version than the stored one.
pub(super) fn expect_version(stored: i64, asked: i64) -> Result<(), AppError> {
    if stored == asked { Ok(()) } else { Err(ErrorCode::Stale.into()) }
}

/// A value as the audit keeps it.
fn text(value: &(impl Serialize + ?Sized)) -> Result<String, StoreError> {
    let json = serde_json::to_string(value).map_err(StoreError::corrupt)?;
    match json.as_bytes().first() {
        Some(b'"') => serde_json::from_str(&json).map_err(StoreError::corrupt),
        Some(b'n') => Ok(String::new()),
        _ => Ok(json),
    }
}

#[cfg(test)]
mod tests;
