//! What every change of a contract writes beside the contract itself: a line of history, an event for other systems, and the
//! audit row; and how open screens hear of it.

use domain::{
    access::Actor,
    contract::{Contract, wire::LineKind},
    time::UtcMillis,
    webhook::{EventBody, EventKind, WebhookSettings},
};

use crate::{
    Desk,
    db::{Conn, Tx},
    error::StoreError,
    live,
    store::{
        audit::{self, AuditEntry},
        contracts::history::{self, NewLine},
        events, settings,
    },
    token,
    usecase::Caller,
};

/// Who changes a contract.
#[derive(Debug, Clone, Copy)]
pub enum Author<'a> {
    User(&'a Caller),
    /// Somebody who brought a list; the import has its own audit rows beside.
    Importer(&'a Actor),
    Desk,
}

/// Whether other systems are told, found out once for each transaction.
#[derive(Debug, Clone, Copy)]
pub struct Outlet {
    told: bool,
}

impl Outlet {
    pub async fn find(conn: &mut Conn) -> Result<Self, StoreError> {
        let settings: WebhookSettings = settings::load(conn).await?;
        Ok(Self { told: settings.enabled && !settings.url.is_empty() })
    }
}

/// One change, to be recorded.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    pub author: Author<'a>,
    pub at: UtcMillis,
    pub kind: LineKind,
    pub before: &'a Contract,
    pub after: &'a Contract,
    /// What the line says went before and after; see [`domain::contract::wire::ContractLine`].
    pub texts: (&'a str, &'a str),
    pub note: &'a str,
    pub protocol: Option<&'a str>,
}

impl Change<'_> {
    /// Writes line, event and audit.
    pub async fn record(self, tx: &mut Tx, outlet: Outlet) -> Result<(), StoreError> {
        self.record_quietly(tx, outlet).await?;
        let old = serde_json::to_string(self.before).map_err(StoreError::corrupt)?;
        let new = serde_json::to_string(self.after).map_err(StoreError::corrupt)?;
        let (author, address) = match self.author {
            Author::User(caller) => (audit::Author::User(&caller.actor), caller.address.as_str()),
            Author::Importer(actor) => (audit::Author::User(actor), ""),
            Author::Desk => (audit::Author::Desk, ""),
        };
        let entry = AuditEntry::new(self.at, author, self.kind.code(), "contract")
            .about(self.after.id.get())
            .from_address(address)
            .before(&old)
            .after(&new);
        audit::append(tx, &entry).await
    }

    /// Line and event without the audit row: an end by time is nobody's act, and its line says all there is.
    pub async fn record_quietly(self, tx: &mut Tx, outlet: Outlet) -> Result<(), StoreError> {
        let actor = match self.author {
            Author::User(caller) => Some(&caller.actor),
            Author::Importer(actor) => Some(actor),
            Author::Desk => None,
        };
        let line = NewLine {
            contract: self.after.id,
            at: self.at,
            actor: actor.map(|actor| (actor.id, actor.name.as_str())),
            kind: self.kind,
            before: self.texts.0,
            after: self.texts.1,
            note: self.note,
        };
        history::append(tx, line).await?;
        let Some(kind) = EventKind::of_line(self.kind) else { return Ok(()) };
        let key = token::fresh();
        let body = EventBody {
            id: key.clone(),
            kind,
            at: self.at.format_iso(),
            contract: Some(self.after.id),
            access: Some(self.after.access),
            until: self.after.released(self.at).map(UtcMillis::format_iso),
            protocol: self.protocol.map(str::to_owned),
        };
        let body = serde_json::to_string(&body).map_err(StoreError::corrupt)?;
        events::insert(tx, &key, Some(self.after.id), kind, &body, outlet.told, self.at).await?;
        Ok(())
    }
}

/// Tells open screens that a contract changed, and the job that there may be an event to deliver.
pub fn publish(desk: &Desk, contract: &Contract) {
    desk.hub().publish(live::Event::ContractChanged { id: contract.id, version: contract.version });
    desk.events_wait().notify_one();
}
