//! Choosing other columns or another separator; the file is then checked anew.

use domain::{
    error::{AppError, ErrorCode},
    ids::ImportId,
    person::import::{ImportState, Mapping, Separator, check_mapping, guess_mapping},
};

use super::{file, find, may_import, read, source};
use crate::{
    Desk,
    store::imports::{self, problems},
    usecase::Caller,
};

/// Reads the file anew. Another separator gives other columns, so the mapping is then guessed again and `mapping` not looked
/// at.
///
/// # Errors
/// On the field: `Taken` when two columns fill the same, `Required` on `name` when none holds the name. `ImportState` while the
/// file is still being read or after the start; `NotFound`; `Forbidden`; or the database fails.
pub async fn remap(
    desk: &Desk,
    caller: &Caller,
    id: ImportId,
    separator: Separator,
    mapping: Mapping,
) -> Result<(), AppError> {
    let import = find(&mut desk.db().conn().await?, id).await?;
    let kind = import.status.kind;
    may_import(caller, kind)?;
    if import.status.state != ImportState::Ready {
        return Err(ErrorCode::ImportState.into());
    }
    let (header, mapping) = if separator == import.status.separator {
        check_mapping(kind, &mapping)?;
        let mut mapping = mapping;
        mapping.resize(import.status.header.len(), None);
        (import.status.header.clone(), mapping)
    } else {
        let source = source(desk, &import);
        let read = tokio::task::spawn_blocking(move || file::header(&source.path, source.encoding, separator)).await;
        let header = match read {
            Ok(Ok(header)) => header.unwrap_or_default(),
            Ok(Err(error)) => return Err(broken(&error)),
            Err(error) => return Err(broken(&error)),
        };
        let mapping = guess_mapping(kind, &header);
        (header, mapping)
    };
    let mut tx = desk.db().begin().await?;
    if !imports::restart_reading(&mut tx, id, separator, &header, &mapping, desk.clock().now()).await? {
        return Err(ErrorCode::ImportState.into());
    }
    problems::clear(&mut tx, id).await?;
    tx.commit().await?;
    tokio::spawn(read::pass(desk.clone(), id));
    Ok(())
}

fn broken(error: &impl std::fmt::Display) -> AppError {
    tracing::error!(%error, "the header of an import could not be read");
    ErrorCode::Internal.into()
}
