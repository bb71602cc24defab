//! Cancelling an import: what has entered stays, the rest does not enter.

use domain::{
    error::{AppError, ErrorCode},
    ids::ImportId,
    person::import::ImportState,
};

use super::{find, may_import};
use crate::{
    Desk,
    store::{
        audit::{self, AuditEntry, Author},
        imports,
    },
    usecase::Caller,
};

/// Cancels it before its next portion. Cancelling a cancelled one does nothing.
///
/// # Errors
/// `ImportState` when it is over already; `NotFound`; `Forbidden`; or the database fails.
pub async fn cancel(desk: &Desk, caller: &Caller, id: ImportId) -> Result<(), AppError> {
    let now = desk.clock().now();
    let mut tx = desk.db().begin().await?;
    let import = find(&mut tx, id).await?;
    may_import(caller, import.status.kind)?;
    let state = import.status.state;
    match state {
        ImportState::Cancelled => return Ok(()),
        ImportState::Done | ImportState::Failed => return Err(ErrorCode::ImportState.into()),
        ImportState::Reading | ImportState::Ready | ImportState::Importing => {}
    }
    if !imports::change_state(&mut tx, id, state, ImportState::Cancelled, now).await? {
        return Err(ErrorCode::ImportState.into());
    }
    let entry = AuditEntry::new(now, Author::User(&caller.actor), "cancelled", "import")
        .about(id.get())
        .from_address(&caller.address);
    audit::append(&mut tx, &entry).await?;
    tx.commit().await?;
    Ok(())
}
