//! Starting an import that was looked at.

use domain::{
    error::{AppError, ErrorCode},
    ids::ImportId,
    person::import::{ImportState, check_mapping},
};

use super::{find, may_import, run};
use crate::{
    Desk,
    store::{
        audit::{self, AuditEntry, Author},
        imports,
    },
    usecase::Caller,
};

/// Starts it in the background. Pressing twice starts once.
///
/// # Errors
/// `ImportState` when it does not wait for its start; `Required` on `name` when no column holds the name; `NotFound`;
/// `Forbidden`; or the database fails.
pub async fn start(desk: &Desk, caller: &Caller, id: ImportId) -> Result<(), AppError> {
    ready(desk, caller, id).await?;
    tokio::spawn(run::pass(desk.clone(), id));
    Ok(())
}

/// Marks it as running, without running it.
pub(super) async fn ready(desk: &Desk, caller: &Caller, id: ImportId) -> Result<(), AppError> {
    let now = desk.clock().now();
    let mut tx = desk.db().begin().await?;
    let import = find(&mut tx, id).await?;
    may_import(caller, import.status.kind)?;
    check_mapping(import.status.kind, &import.status.mapping)?;
    if !imports::change_state(&mut tx, id, ImportState::Ready, ImportState::Importing, now).await? {
        return Err(ErrorCode::ImportState.into());
    }
    let entry = AuditEntry::new(now, Author::User(&caller.actor), "started", "import")
        .about(id.get())
        .from_address(&caller.address)
        .after(&import.status.file_name);
    audit::append(&mut tx, &entry).await?;
    tx.commit().await?;
    Ok(())
}
