//! The audit row of a changed setting, catalogue entry or user: the record as JSON, before and after.

use domain::time::UtcMillis;
use serde::Serialize;

use super::Caller;
use crate::{
    db::Tx,
    error::StoreError,
    store::audit::{self, AuditEntry, Author},
};

/// What was done to which record, and by whom.
#[derive(Debug, Clone, Copy)]
pub(super) struct Audited<'a> {
    pub caller: &'a Caller,
    pub at: UtcMillis,
    pub action: &'a str,
    pub entity: &'a str,
    pub id: Option<i64>,
}

impl Audited<'_> {
    /// Adds the row, in the transaction of the change. The values must hold no password and no hash of one.
    pub(super) async fn write<B, A>(self, tx: &mut Tx, before: Option<&B>, after: Option<&A>) -> Result<(), StoreError>
    where
        B: Serialize + Sync,
        A: Serialize + Sync,
    {
        let (before, after) = (json(before)?, json(after)?);
        let entry = AuditEntry::new(self.at, Author::User(&self.caller.actor), self.action, self.entity)
            .from_address(&self.caller.address)
            .before(&before)
            .after(&after);
        let entry = match self.id {
            Some(id) => entry.about(id),
            None => entry,
        };
        audit::append(tx, &entry).await
    }
}

fn json<T: Serialize>(value: Option<&T>) -> Result<String, StoreError> {
    value.map(serde_json::to_string).transpose().map(Option::unwrap_or_default).map_err(StoreError::corrupt)
}
