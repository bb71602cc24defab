//! Starting an import that was looked at.

use domain::{
    error::{AppError, ErrorCode},
    ids::ImportId,
    person::import::{ImportState, check_mapping},
};

use super::{find, may_import, run};
use crate::{
    Desk,
    store::imports,
    usecase::{Caller, UnitOfWork},
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
    let mut work = UnitOfWork::begin(desk, caller).await?;
    let now = work.now();
    let import = find(work.tx(), id).await?;
    may_import(caller, import.status.kind)?;
    check_mapping(import.status.kind, &import.status.mapping)?;
    if !imports::change_state(work.tx(), id, ImportState::Ready, ImportState::Importing, now).await? {
        return Err(ErrorCode::ImportState.into());
    }
    work.audit("started", "import", Some(id.get()), &(), &import.status.file_name).await?;
    work.commit().await
}
