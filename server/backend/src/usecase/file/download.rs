//! Opening a file.

use bytes::Bytes;
use domain::{
    access::{Action, Resource},
    error::{AppError, ErrorCode},
    file::wire::FileRow,
    ids::FileId,
};
use futures::Stream;

use crate::{Desk, files::FilesError, store::files, usecase::Caller};

/// A file on its way out.
pub struct Download<S> {
    pub row: FileRow,
    pub content: S,
}

/// Opens a file for whoever may see its ticket; one that waits, for its uploader alone.
///
/// # Errors
/// `NotFound`, `Forbidden`, or the bytes are away.
pub async fn open(
    desk: &Desk,
    caller: &Caller,
    id: FileId,
) -> Result<Download<impl Stream<Item = Result<Bytes, FilesError>> + Send + use<>>, AppError> {
    let found = files::find(&mut desk.db().conn().await?, id).await?.ok_or(ErrorCode::NotFound)?;
    match found.requester {
        Some(requester) => {
            caller.may_on(Action::Read, Resource::File { requester, internal: found.row.internal })?;
        }
        None if found.uploaded_by == caller.actor.id => {}
        None => return Err(ErrorCode::NotFound.into()),
    }
    let content = desk.files().read(&found.storage_name).await?;
    Ok(Download { row: found.row, content })
}
