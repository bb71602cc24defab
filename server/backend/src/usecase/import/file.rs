//! Rows of a stored file with what was decided about each, in portions, read by a thread of its own.
//!
//! Memory: one portion is worked on while another waits, plus eight bytes for each row with an identity (to find repeated
//! rows), at most about 20 MB for the largest file. Nothing grows with the length of the file beyond that.

use std::{
    collections::HashSet,
    fs::File,
    hash::{BuildHasher, BuildHasherDefault, DefaultHasher},
    io::{self, BufReader},
    path::PathBuf,
};

use domain::person::import::{
    Encoding, FaultReason, Identity, ImportFailure, ImportKind, ImportRow, Mapping, ROWS_MAX, RowFault, Separator,
    decide_row,
};
use tokio::sync::mpsc;

use super::{
    lines::Lines,
    records::{Record, Records},
};

/// Rows of one portion, which is also one transaction of the import.
pub(super) const PORTION: usize = 500;
/// Portions that wait while one is worked on.
const WAITING: usize = 1;
const BUFFER: usize = 64 * 1024;

/// How a file is to be read.
#[derive(Debug, Clone)]
pub(super) struct Source {
    pub(super) kind: ImportKind,
    pub(super) path: PathBuf,
    pub(super) encoding: Encoding,
    pub(super) separator: Separator,
    /// Columns of the header.
    pub(super) columns: usize,
    pub(super) mapping: Mapping,
}

/// A row and what becomes of it.
#[derive(Debug, Clone)]
pub(super) struct Decided {
    pub(super) line: u64,
    pub(super) cells: Vec<String>,
    pub(super) outcome: Result<ImportRow, RowFault>,
}

/// The rows of a file one after another.
#[derive(Debug)]
pub(super) struct Rows {
    records: Records<BufReader<File>>,
    kind: ImportKind,
    columns: usize,
    mapping: Mapping,
    /// Hashes of the identities so far.
    seen: HashSet<u64>,
    hasher: BuildHasherDefault<DefaultHasher>,
}

impl Rows {
    /// Opens the file and passes over the header.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(super) fn open(source: &Source) -> io::Result<Self> {
        let mut records = records(&source.path, source.encoding, source.separator)?;
        records.header()?;
        Ok(Self {
            records,
            kind: source.kind,
            columns: source.columns,
            mapping: source.mapping.clone(),
            seen: HashSet::new(),
            hasher: BuildHasherDefault::default(),
        })
    }

    /// The next row; `None` at the end.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(super) fn next(&mut self) -> io::Result<Option<Decided>> {
        let Some(Record { line, cells, broken }) = self.records.next()? else { return Ok(None) };
        let outcome = match broken {
            Some(reason) => Err(RowFault::of_row(reason)),
            None => decide_row(self.kind, &self.mapping, self.columns, &cells).and_then(|row| self.first_time(row)),
        };
        Ok(Some(Decided { line, cells, outcome }))
    }

    fn first_time(&mut self, row: ImportRow) -> Result<ImportRow, RowFault> {
        let known = Identity::of_row(&row).is_some_and(|identity| !self.seen.insert(self.hasher.hash_one(identity)));
        if known { Err(RowFault::of_row(FaultReason::Duplicate)) } else { Ok(row) }
    }
}

/// The header of a file.
///
/// # Errors
/// The file cannot be read.
pub(super) fn header(
    path: &std::path::Path,
    encoding: Encoding,
    separator: Separator,
) -> io::Result<Option<Vec<String>>> {
    records(path, encoding, separator)?.header()
}

/// The first lines of a file, as they are.
///
/// # Errors
/// The file cannot be read.
pub(super) fn first_lines(path: &std::path::Path, encoding: Encoding, most: usize) -> io::Result<Vec<String>> {
    let mut lines = Lines::new(BufReader::with_capacity(BUFFER, File::open(path)?), encoding);
    let mut first = Vec::new();
    while first.len() < most {
        let Some(line) = lines.next()? else { break };
        first.push(line.text);
    }
    Ok(first)
}

fn records(path: &std::path::Path, encoding: Encoding, separator: Separator) -> io::Result<Records<BufReader<File>>> {
    let reader = BufReader::with_capacity(BUFFER, File::open(path)?);
    Ok(Records::new(Lines::new(reader, encoding), separator))
}

/// The rows after the first `skip` in portions of [`PORTION`], read ahead by a thread. It ends when the receiver is dropped.
pub(super) fn portions(source: Source, skip: u64) -> mpsc::Receiver<Result<Vec<Decided>, ImportFailure>> {
    let (sender, receiver) = mpsc::channel(WAITING);
    tokio::task::spawn_blocking(move || {
        if let Err(failure) = send(&source, skip, &sender) {
            // Nobody listens any more when this fails: the pass was stopped.
            let _stopped = sender.blocking_send(Err(failure));
        }
    });
    receiver
}

fn send(
    source: &Source,
    skip: u64,
    sender: &mpsc::Sender<Result<Vec<Decided>, ImportFailure>>,
) -> Result<(), ImportFailure> {
    let gone = |error: io::Error| {
        tracing::warn!(%error, "the file of an import cannot be read");
        ImportFailure::FileGone
    };
    let mut rows = Rows::open(source).map_err(gone)?;
    let mut number = 0_u64;
    let mut portion = Vec::with_capacity(PORTION);
    while let Some(row) = rows.next().map_err(gone)? {
        number += 1;
        if number > ROWS_MAX {
            return Err(ImportFailure::TooManyRows);
        }
        if number <= skip {
            continue;
        }
        portion.push(row);
        if portion.len() == PORTION
            && sender.blocking_send(Ok(std::mem::replace(&mut portion, Vec::with_capacity(PORTION)))).is_err()
        {
            return Ok(());
        }
    }
    if !portion.is_empty() {
        // As above: the receiver may be gone.
        let _stopped = sender.blocking_send(Ok(portion));
    }
    Ok(())
}
