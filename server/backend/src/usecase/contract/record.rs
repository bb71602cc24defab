//! What every change of a contract writes beside the contract itself: a line of history, an event for other systems, and the
//! audit row; and how open screens hear of it.

use domain::{
    access::Actor,
    contract::{Change, Contract, wire::LineKind},
    time::UtcMillis,
    webhook::{EventBody, EventKind, WebhookSettings},
};

use crate::{
    db::{Conn, Tx},
    error::StoreError,
    live,
    store::{
        audit::{self, AuditEntry},
        contracts::{
            self,
            history::{self, NewLine},
            releases,
        },
        events, settings,
    },
    token,
    usecase::{Caller, UnitOfWork},
};

/// Who changes a contract.
#[derive(Debug, Clone, Copy)]
pub enum Author<'a> {
    User(&'a Caller),
    /// Somebody who brought a list; the import has its own audit rows beside.
    Importer(&'a Actor),
    Desk,
}

/// Writes what a transaction does to contracts: in whose name, at which moment, and whether other systems are told, which is found
/// out once.
#[derive(Debug, Clone, Copy)]
pub struct Recorder<'a> {
    author: Author<'a>,
    at: UtcMillis,
    told: bool,
}

impl<'a> Recorder<'a> {
    pub async fn new(conn: &mut Conn, author: Author<'a>, at: UtcMillis) -> Result<Self, StoreError> {
        let settings: WebhookSettings = settings::load(conn).await?;
        Ok(Self { author, at, told: settings.enabled && !settings.url.is_empty() })
    }

    /// The same in nobody's name.
    pub const fn of_desk(self) -> Self {
        Self { author: Author::Desk, ..self }
    }

    const fn actor(self) -> Option<&'a Actor> {
        match self.author {
            Author::User(caller) => Some(&caller.actor),
            Author::Importer(actor) => Some(actor),
            Author::Desk => None,
        }
    }

    /// Stores a change of a contract that is locked, with the end of its release, and records it. Its counters are the
    /// caller's, who may change many. `None` when somebody was faster.
    pub async fn store(self, tx: &mut Tx, before: &Contract, change: Change) -> Result<Option<Contract>, StoreError> {
        if let (Some(running), Some(state)) = (before.running, change.ends) {
            let by = self.actor().map_or("", |actor| &actor.name);
            releases::end(tx, running.id, state, self.at, by).await?;
        }
        let Some(after) = contracts::update(tx, before, &change.after, self.at).await? else { return Ok(None) };
        let change = Change { after, ..change };
        self.record(tx, before, &change).await?;
        Ok(Some(change.after))
    }

    /// Writes line, event and audit of a change that is stored.
    pub async fn record(self, tx: &mut Tx, before: &Contract, change: &Change) -> Result<(), StoreError> {
        self.record_quietly(tx, change).await?;
        let old = serde_json::to_string(before).map_err(StoreError::corrupt)?;
        let new = serde_json::to_string(&change.after).map_err(StoreError::corrupt)?;
        let author = self.actor().map_or(audit::Author::Desk, audit::Author::User);
        let address = if let Author::User(caller) = self.author { caller.address.as_str() } else { "" };
        let entry = AuditEntry::new(self.at, author, change.kind.code(), "contract")
            .about(before.id.get())
            .from_address(address)
            .before(&old)
            .after(&new);
        audit::append(tx, &entry).await
    }

    /// Line and event without the audit row: an end by time is nobody's act, and its line says all there is.
    pub async fn record_quietly(self, tx: &mut Tx, change: &Change) -> Result<(), StoreError> {
        let Change { after, kind, texts, note, .. } = change;
        let line = NewLine {
            contract: after.id,
            at: self.at,
            actor: self.actor().map(|actor| (actor.id, actor.name.as_str())),
            kind: *kind,
            before: texts.0,
            after: &texts.1,
            note,
        };
        history::append(tx, line).await?;
        let Some(event) = EventKind::of_line(*kind) else { return Ok(()) };
        let key = token::fresh();
        let body = EventBody {
            id: key.clone(),
            kind: event,
            at: self.at.format_iso(),
            contract: Some(after.id),
            access: Some(after.access),
            until: after.released(self.at).map(UtcMillis::format_iso),
            protocol: (*kind == LineKind::Released).then(|| texts.1.clone()),
        };
        let body = serde_json::to_string(&body).map_err(StoreError::corrupt)?;
        events::insert(tx, &key, Some(after.id), event, &body, self.told, self.at).await?;
        Ok(())
    }
}

/// Tells open screens that a contract changed, and the job that there may be an event to deliver.
pub(super) fn publish(work: &mut UnitOfWork<'_>, contract: &Contract) {
    work.publish(live::Event::ContractChanged { id: contract.id, version: contract.version });
    work.afterwards(|desk| desk.events_wait().notify_one());
}
