//! Cancelling an import: what has entered stays, the rest does not enter.

use domain::{
    error::{AppError, ErrorCode},
    ids::ImportId,
    person::import::ImportState,
};

use super::{find, may_import};
use crate::{
    Desk,
    store::imports,
    usecase::{Caller, UnitOfWork},
};

/// Cancels it before its next portion. Cancelling a cancelled one does nothing.
///
/// # Errors
/// `ImportState` when it is over already; `NotFound`; `Forbidden`; or the database fails.
pub async fn cancel(desk: &Desk, caller: &Caller, id: ImportId) -> Result<(), AppError> {
    let mut work = UnitOfWork::begin(desk, caller).await?;
    let now = work.now();
    let import = find(work.tx(), id).await?;
    may_import(caller, import.status.kind)?;
    let state = import.status.state;
    match state {
        ImportState::Cancelled => return Ok(()),
        ImportState::Done | ImportState::Failed => return Err(ErrorCode::ImportState.into()),
        ImportState::Reading | ImportState::Ready | ImportState::Importing => {}
    }
    if !imports::change_state(work.tx(), id, state, ImportState::Cancelled, now).await? {
        return Err(ErrorCode::ImportState.into());
    }
    work.audit("cancelled", "import", Some(id.get()), &(), &()).await?;
    work.commit().await
}
