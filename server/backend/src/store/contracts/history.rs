//! The history of a contract: one line a block, a release or another change, with the texts of that moment. Append-only.

use domain::{
    contract::wire::{ContractLine, LineKind, SUMMARY_LINES},
    ids::{ContractId, UserId},
    time::UtcMillis,
};

use crate::{
    db::{Conn, Tx},
    error::StoreError,
    rows, run,
};

/// A line to write.
#[derive(Debug, Clone, Copy)]
pub struct NewLine<'a> {
    pub contract: ContractId,
    pub at: UtcMillis,
    /// Who did it; `None` = the desk itself.
    pub actor: Option<(UserId, &'a str)>,
    pub kind: LineKind,
    pub before: &'a str,
    pub after: &'a str,
    pub note: &'a str,
}

/// Writes a line.
pub async fn append(tx: &mut Tx, line: NewLine<'_>) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into contract_history (contract_id, at, actor_id, actor_name, kind, before, after, note)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        line.contract.get(),
        line.at.millis(),
        line.actor.map(|(id, _)| id.get()),
        line.actor.map(|(_, name)| name),
        line.kind.code(),
        line.before,
        line.after,
        line.note
    )?;
    Ok(())
}

#[derive(Debug, sqlx::FromRow)]
struct LineRecord {
    id: i64,
    at: i64,
    actor_name: Option<String>,
    #[sqlx(try_from = "String")]
    kind: LineKind,
    before: String,
    after: String,
    note: String,
}

/// The last lines of contract `$1`, at most `$2`.
pub(super) const LAST: &str = "select id, at, actor_name, kind, before, after, note
from contract_history
where contract_id = $1
order by id desc
limit $2";

/// The newest lines, newest first.
pub async fn last(conn: &mut Conn, contract: ContractId) -> Result<Vec<ContractLine>, StoreError> {
    let found = rows!(conn, LineRecord, LAST, contract.get(), i64::from(SUMMARY_LINES))?;
    let line = |record: LineRecord| {
        Ok(ContractLine {
            id: record.id,
            at: UtcMillis::from_millis(record.at),
            actor_name: record.actor_name,
            kind: record.kind,
            before: record.before,
            after: record.after,
            note: record.note,
        })
    };
    found.into_iter().map(line).collect()
}
