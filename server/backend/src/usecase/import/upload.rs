//! Receiving a file: streamed to disk while it is looked at, so a file of any size takes no memory.

use std::path::{Path, PathBuf};

use domain::{
    error::{AppError, ErrorCode},
    ids::ImportId,
    person::import::{Encoding, FILE_MAX_MB, ImportKind, Mapping, Separator, guess_mapping},
};
use futures::{Stream, StreamExt};
use tokio::io::AsyncWriteExt;

use super::{
    file, folder, may_import, read,
    sniff::{GUESS_LINES, Sniffer, guess_separator},
};
use crate::{
    Desk,
    store::imports::{self, NewImport},
    token,
    usecase::{Caller, UnitOfWork},
};

/// Longest name that is kept, in characters.
const NAME_MAX: usize = 120;

/// Stores the file and starts reading it in the background. `size` is what the browser says, if it says so.
///
/// # Errors
/// `Forbidden`; on `file`: `FileTooLarge`, `FileEmpty`, `NotCsv`; `Offline` when the browser stopped sending; `Internal` when
/// the disk fails. Then nothing is kept.
pub async fn begin<B, E>(
    desk: &Desk,
    caller: &Caller,
    kind: ImportKind,
    file_name: &str,
    size: Option<u64>,
    parts: impl Stream<Item = Result<B, E>> + Send,
) -> Result<ImportId, AppError>
where
    B: AsRef<[u8]> + Send,
    E: std::fmt::Display + Send,
{
    may_import(caller, kind)?;
    if size.is_some_and(|size| size > file_max()) {
        return Err(too_large());
    }
    let storage_name = token::fresh();
    let path = folder(desk).join(&storage_name);
    let received = match receive(&path, parts).await {
        Ok(sniffer) => keep(desk, caller, kind, file_name, &storage_name, &path, sniffer).await,
        Err(error) => Err(error),
    };
    match received {
        Ok(id) => {
            tokio::spawn(read::pass(desk.clone(), id));
            Ok(id)
        }
        Err(error) => {
            remove(path).await;
            Err(error)
        }
    }
}

/// Writes the parts and looks at them.
async fn receive<B, E>(path: &Path, parts: impl Stream<Item = Result<B, E>> + Send) -> Result<Sniffer, AppError>
where
    B: AsRef<[u8]> + Send,
    E: std::fmt::Display + Send,
{
    if let Some(folder) = path.parent() {
        tokio::fs::create_dir_all(folder).await.map_err(disk)?;
    }
    let mut file = tokio::fs::File::create_new(path).await.map_err(disk)?;
    let mut sniffer = Sniffer::default();
    let mut parts = std::pin::pin!(parts);
    while let Some(part) = parts.next().await {
        let part = part.map_err(|error| {
            tracing::info!(%error, "an upload stopped");
            AppError::on("file", ErrorCode::Offline)
        })?;
        sniffer.feed(part.as_ref());
        if sniffer.size() > file_max() {
            return Err(too_large());
        }
        file.write_all(part.as_ref()).await.map_err(disk)?;
    }
    file.flush().await.map_err(disk)?;
    file.sync_all().await.map_err(disk)?;
    Ok(sniffer)
}

/// Looks at the first lines and stores the import's record.
async fn keep(
    desk: &Desk,
    caller: &Caller,
    kind: ImportKind,
    file_name: &str,
    storage_name: &str,
    path: &Path,
    sniffer: Sniffer,
) -> Result<ImportId, AppError> {
    let size_bytes = sniffer.size();
    let encoding = sniffer.finish().map_err(|code| AppError::on("file", code))?;
    let (separator, header, mapping) = look(kind, path.to_owned(), encoding).await?;
    let file_name = shown_name(file_name);
    let mut work = UnitOfWork::begin(desk, caller).await?;
    let now = work.now();
    let new = NewImport {
        kind,
        file_name: &file_name,
        storage_name,
        size_bytes,
        encoding,
        separator,
        header: &header,
        mapping: &mapping,
        created_by: caller.actor.id,
    };
    let id = imports::insert(work.tx(), &new, now).await?;
    work.audit("uploaded", "import", Some(id.get()), &(), &file_name).await?;
    work.commit().await?;
    Ok(id)
}

async fn look(
    kind: ImportKind,
    path: PathBuf,
    encoding: Encoding,
) -> Result<(Separator, Vec<String>, Mapping), AppError> {
    let looked = tokio::task::spawn_blocking(move || {
        let separator = guess_separator(&file::first_lines(&path, encoding, GUESS_LINES)?);
        file::header(&path, encoding, separator).map(|header| header.map(|header| (separator, header)))
    });
    let looked = looked.await.map_err(disk)?.map_err(disk)?;
    let (separator, header) = looked.ok_or_else(|| AppError::on("file", ErrorCode::FileEmpty))?;
    let mapping = guess_mapping(kind, &header);
    Ok((separator, header, mapping))
}

/// The name for the screen and the log: no folders, no control characters, of bounded length.
fn shown_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|c| !c.is_control()).take(NAME_MAX).collect::<String>().trim().to_owned()
}

async fn remove(path: PathBuf) {
    if let Err(error) = tokio::fs::remove_file(&path).await
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(%error, "a refused upload could not be removed");
    }
}

/// Largest file in bytes.
fn file_max() -> u64 {
    u64::from(FILE_MAX_MB) * 1024 * 1024
}

fn too_large() -> AppError {
    AppError::on("file", ErrorCode::FileTooLarge { max_mb: FILE_MAX_MB })
}

/// Logs the source once and keeps only a code.
fn disk(error: impl std::fmt::Display) -> AppError {
    tracing::error!(%error, "an upload could not be stored");
    ErrorCode::Internal.into()
}
