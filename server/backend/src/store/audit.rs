//! The audit: one row for every change of a record, every sign-in and every export. Rows are only ever added.

use domain::{access::Actor, time::UtcMillis};

use crate::{db::Tx, error::StoreError, run};

/// Who did it.
#[derive(Debug, Clone, Copy)]
pub enum Author<'a> {
    User(&'a Actor),
    /// Somebody on the server's own machine.
    CommandLine,
    /// A background job.
    Desk,
}

/// One row. Made with [`AuditEntry::new`] and the methods that add to it.
#[derive(Debug, Clone, Copy)]
pub struct AuditEntry<'a> {
    at: UtcMillis,
    author: Author<'a>,
    /// What was done, in the past tense: `created`, `exported`, `signed_in`.
    action: &'a str,
    /// The kind of record: `ticket`, `user`, `settings`.
    entity: &'a str,
    entity_id: Option<i64>,
    address: &'a str,
    before: &'a str,
    after: &'a str,
}

impl<'a> AuditEntry<'a> {
    /// That `author` did `action` to a record of the kind `entity` at `at`.
    pub const fn new(at: UtcMillis, author: Author<'a>, action: &'a str, entity: &'a str) -> Self {
        Self { at, author, action, entity, entity_id: None, address: "", before: "", after: "" }
    }

    /// The id of the record.
    pub const fn about(self, entity_id: i64) -> Self {
        Self { entity_id: Some(entity_id), ..self }
    }

    /// The client's IP address.
    pub const fn from_address(self, address: &'a str) -> Self {
        Self { address, ..self }
    }

    /// The record as it was; plain text or JSON, never a password or token.
    pub const fn before(self, before: &'a str) -> Self {
        Self { before, ..self }
    }

    /// The record as it became.
    pub const fn after(self, after: &'a str) -> Self {
        Self { after, ..self }
    }
}

/// Adds a row, in the transaction of the change it tells of.
pub async fn append(tx: &mut Tx, entry: &AuditEntry<'_>) -> Result<(), StoreError> {
    let (actor_id, actor_name) = match entry.author {
        Author::User(actor) => (Some(actor.id.get()), actor.name.as_str()),
        Author::CommandLine => (None, "command line"),
        Author::Desk => (None, "balcao"),
    };
    run!(
        tx,
        "insert into audit (at, actor_id, actor_name, address, action, entity, entity_id, before, after)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        entry.at.millis(),
        actor_id,
        actor_name,
        entry.address,
        entry.action,
        entry.entity,
        entry.entity_id,
        entry.before,
        entry.after
    )?;
    Ok(())
}
