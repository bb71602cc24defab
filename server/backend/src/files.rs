//! Where the bytes of files are: a folder, or a bucket of S3 or of something that speaks like it.
//!
//! Files have random names there and nothing else; what they are called and who may read them is in the database. A file
//! appears whole or not at all. What was being written when the process died is swept with everything that has no row.

mod sniff;
#[cfg(test)]
mod tests;

use std::{
    path::{Path as FsPath, PathBuf},
    sync::{Arc, OnceLock},
};

use bytes::Bytes;
use domain::{
    error::{AppError, ErrorCode},
    time::UtcMillis,
};
use futures::{Stream, TryStreamExt};
use object_store::{ObjectStore, ObjectStoreExt, buffered::BufWriter, local::LocalFileSystem, path::Path};
use tokio::io::AsyncWriteExt;

pub use self::sniff::content_of;
use crate::config::Config;

/// Bytes kept in memory while writing: S3 takes no smaller parts than 5 MB.
const PART: usize = 6 * 1024 * 1024;
/// A folder takes any.
const FOLDER_PART: usize = 512 * 1024;

/// The object that says whose files these are. No file has this name: theirs are 43 characters long.
const MARKER: &str = "desk-id";

/// What can go wrong with the bytes.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    #[error("no room is left: {0}")]
    Full(String),
    #[error("not there: {0}")]
    Missing(String),
    #[error("storage: {0}")]
    Away(String),
}

impl From<object_store::Error> for FilesError {
    fn from(error: object_store::Error) -> Self {
        match &error {
            object_store::Error::NotFound { .. } => Self::Missing(error.to_string()),
            _ => Self::of(&error),
        }
    }
}

impl From<std::io::Error> for FilesError {
    fn from(error: std::io::Error) -> Self {
        Self::of(&error)
    }
}

impl FilesError {
    /// Reads the chain of causes: a full disk says so at its end only.
    fn of(error: &(dyn std::error::Error + 'static)) -> Self {
        let mut cause = Some(error);
        while let Some(one) = cause {
            let io = one.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
            if matches!(io, Some(std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded)) {
                return Self::Full(error.to_string());
            }
            // An io error that wraps another one shows it here, not as its source.
            cause = match one.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
                Some(inner) => Some(inner),
                None => one.source(),
            };
        }
        Self::Away(error.to_string())
    }
}

impl From<FilesError> for AppError {
    /// Logs the source once and keeps only a code.
    fn from(error: FilesError) -> Self {
        tracing::error!(%error, "a file could not be stored or read");
        match error {
            FilesError::Full(_) => ErrorCode::StorageFull.into(),
            FilesError::Missing(_) => ErrorCode::NotFound.into(),
            FilesError::Away(_) => ErrorCode::StorageAway.into(),
        }
    }
}

/// The setting `BALCAO_FILES_URL` is not understood. Its text is not repeated here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("BALCAO_FILES_URL is not of the form s3://bucket/prefix, or the AWS_… variables are not right")]
pub struct FilesConfigError;

/// The place of the bytes. Cheap to clone; opened at its first use, so that a folder that is away may come back.
#[derive(Debug, Clone)]
pub struct FileStorage(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    place: Place,
    opened: OnceLock<(Arc<dyn ObjectStore>, Path)>,
}

#[derive(Debug)]
enum Place {
    Folder(PathBuf),
    Bucket(String),
}

impl FileStorage {
    /// The place that the configuration names.
    pub fn new(config: &Config) -> Self {
        let place = match &config.files_url {
            Some(url) => Place::Bucket(url.clone()),
            None => Place::Folder(config.data_dir.join("files")),
        };
        Self(Arc::new(Inner { place, opened: OnceLock::new() }))
    }

    /// Whether the address of a bucket is understood. Nothing is connected.
    ///
    /// # Errors
    /// It is not.
    pub fn check(&self) -> Result<(), FilesConfigError> {
        match &self.0.place {
            Place::Folder(_) => Ok(()),
            Place::Bucket(url) => bucket(url, std::env::vars()).map(drop),
        }
    }

    /// Where files are, for people.
    pub fn describe(&self) -> String {
        match &self.0.place {
            Place::Folder(folder) => folder.display().to_string(),
            Place::Bucket(url) => url.split('?').next().unwrap_or_default().to_owned(),
        }
    }

    fn open(&self) -> Result<(&Arc<dyn ObjectStore>, &Path), FilesError> {
        if self.0.opened.get().is_none() {
            let opened = match &self.0.place {
                Place::Folder(folder) => (local(folder)?, Path::default()),
                Place::Bucket(url) => {
                    bucket(url, std::env::vars()).map_err(|error| FilesError::Away(error.to_string()))?
                }
            };
            // Another task may have been faster; either is as good.
            let _ = self.0.opened.set(opened);
        }
        let (store, prefix) = self.0.opened.get().ok_or_else(|| FilesError::Away("not opened".to_owned()))?;
        Ok((store, prefix))
    }

    /// Begins to write under a name that nobody has. Dropped before [`FileWriter::finish`], it leaves nothing.
    ///
    /// # Errors
    /// The place is away.
    pub fn create(&self, name: &str) -> Result<FileWriter, FilesError> {
        let (store, prefix) = self.open()?;
        let part = if matches!(self.0.place, Place::Folder(_)) { FOLDER_PART } else { PART };
        let writer =
            BufWriter::with_capacity(Arc::clone(store), prefix.clone().join(name), part).with_max_concurrency(2);
        Ok(FileWriter(writer))
    }

    /// The bytes of a file, part by part.
    ///
    /// # Errors
    /// It is not there, or the place is away.
    pub async fn read(
        &self,
        name: &str,
    ) -> Result<impl Stream<Item = Result<Bytes, FilesError>> + Send + use<>, FilesError> {
        let (store, prefix) = self.open()?;
        let found = store.get(&prefix.clone().join(name)).await?;
        Ok(found.into_stream().map_err(FilesError::from))
    }

    /// Takes a file away. One that is gone already is no failure.
    ///
    /// # Errors
    /// The place is away.
    pub async fn delete(&self, name: &str) -> Result<(), FilesError> {
        let (store, prefix) = self.open()?;
        match store.delete(&prefix.clone().join(name)).await.map_err(FilesError::from) {
            Ok(()) | Err(FilesError::Missing(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// The names of all files and when they were written, in no order, while they are listed.
    ///
    /// # Errors
    /// The place is away.
    pub fn names(&self) -> Result<impl Stream<Item = Result<(String, UtcMillis), FilesError>> + Send, FilesError> {
        let (store, prefix) = self.open()?;
        Ok(store.list(Some(prefix)).map_err(FilesError::from).try_filter_map(async |found| {
            let name = found.location.filename().filter(|name| *name != MARKER);
            Ok(name.map(|name| (name.to_owned(), UtcMillis::from_millis(found.last_modified.timestamp_millis()))))
        }))
    }

    /// The id of the desk whose files are here; `None` when nobody has marked the place.
    ///
    /// # Errors
    /// The place is away.
    pub async fn marker(&self) -> Result<Option<String>, FilesError> {
        let (store, prefix) = self.open()?;
        let found = match store.get(&prefix.clone().join(MARKER)).await {
            Ok(found) => found.bytes().await?,
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        Ok(Some(String::from_utf8_lossy(&found).trim().to_owned()))
    }

    /// Marks the place as that of the desk with this id.
    ///
    /// # Errors
    /// No room, or the place is away.
    pub async fn put_marker(&self, id: &str) -> Result<(), FilesError> {
        let (store, prefix) = self.open()?;
        store.put(&prefix.clone().join(MARKER), id.to_owned().into()).await?;
        Ok(())
    }

    /// Removes what a process that was killed had begun to write before that time. Buckets do so by a rule of their own.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub async fn sweep_unfinished(&self, before: UtcMillis) -> Result<usize, FilesError> {
        let Place::Folder(folder) = &self.0.place else { return Ok(0) };
        let folder = folder.clone();
        let swept = tokio::task::spawn_blocking(move || sweep_folder(&folder, before)).await;
        Ok(swept.map_err(|error| FilesError::Away(error.to_string()))??)
    }
}

/// A file that is being written.
#[derive(Debug)]
pub struct FileWriter(BufWriter);

impl FileWriter {
    /// Adds bytes.
    ///
    /// # Errors
    /// No room, or the place is away.
    pub async fn write(&mut self, bytes: Bytes) -> Result<(), FilesError> {
        Ok(self.0.put(bytes).await?)
    }

    /// Makes the file appear.
    ///
    /// # Errors
    /// No room, or the place is away; then there is no file.
    pub async fn finish(mut self) -> Result<(), FilesError> {
        Ok(self.0.shutdown().await?)
    }

    /// Leaves nothing behind, also in a bucket.
    pub async fn abort(mut self) {
        if let Err(error) = self.0.abort().await {
            tracing::debug!(%error, "a file that was not finished could not be taken back");
        }
    }
}

fn local(folder: &FsPath) -> Result<Arc<dyn ObjectStore>, FilesError> {
    std::fs::create_dir_all(folder)?;
    Ok(Arc::new(LocalFileSystem::new_with_prefix(folder)?.with_fsync(true)))
}

/// A bucket, with its keys and endpoint from the usual variables.
fn bucket(
    url: &str,
    variables: impl Iterator<Item = (String, String)>,
) -> Result<(Arc<dyn ObjectStore>, Path), FilesConfigError> {
    let refuse = |error: &dyn std::fmt::Display| {
        tracing::error!(%error, "the place of the files is not understood");
        FilesConfigError
    };
    let url = url::Url::parse(url).map_err(|error| refuse(&error))?;
    if !matches!(url.scheme(), "s3" | "s3a") {
        return Err(FilesConfigError);
    }
    // The library of TLS lets its user choose; the databases and the mails chose this one too. A second choice is refused.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let aws = variables.filter(|(name, _)| name.to_ascii_uppercase().starts_with("AWS_"));
    let (store, prefix) = object_store::parse_url_opts(&url, aws).map_err(|error| refuse(&error))?;
    Ok((Arc::from(store), prefix))
}

/// Unfinished files have a `#` in their names, which no finished one has.
fn sweep_folder(folder: &FsPath, before: UtcMillis) -> std::io::Result<usize> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(0),
        entries => entries?,
    };
    let mut swept = 0;
    for entry in entries {
        let entry = entry?;
        let modified = entry.metadata()?.modified()?.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        let is_old = i64::try_from(modified.as_millis()).unwrap_or(i64::MAX) < before.millis();
        if is_old && entry.file_name().to_string_lossy().contains('#') {
            std::fs::remove_file(entry.path())?;
            swept += 1;
        }
    }
    Ok(swept)
}
