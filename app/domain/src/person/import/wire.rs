//! Imports as they travel between server and screens.

use serde::{Deserialize, Serialize};

use super::{ImportKind, Mapping, RowFault};
use crate::{ids::ImportId, time::UtcMillis};

coded! {
    /// Where an import stands.
    pub enum ImportState {
        /// The file is read and every row decided; nothing is stored.
        Reading = "reading",
        /// Waits for somebody to look at the preview and start.
        Ready = "ready",
        Importing = "importing",
        Done = "done",
        Cancelled = "cancelled",
        Failed = "failed",
    }
}

impl ImportState {
    /// Something runs in the background, so the screen asks again soon.
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Reading | Self::Importing)
    }
}

coded! {
    /// Why an import stopped by itself.
    pub enum ImportFailure {
        /// The stored file is gone or cannot be read.
        FileGone = "file_gone",
        /// More rows than [`super::ROWS_MAX`].
        TooManyRows = "too_many_rows",
        /// The log tells more.
        Internal = "internal",
    }
}

coded! {
    /// The character between two cells.
    #[derive(Default)]
    pub enum Separator {
        /// What Brazilian spreadsheets write, since the comma is the decimal mark.
        #[default]
        Semicolon = "semicolon",
        Comma = "comma",
        Tab = "tab",
        Pipe = "pipe",
    }
}

impl Separator {
    pub const fn char(self) -> char {
        match self {
            Self::Semicolon => ';',
            Self::Comma => ',',
            Self::Tab => '\t',
            Self::Pipe => '|',
        }
    }
}

coded! {
    /// How the bytes of the file are text.
    pub enum Encoding {
        /// With or without a byte order mark.
        Utf8 = "utf-8",
        /// What older spreadsheets write; Latin-1 is part of it.
        Windows1252 = "windows-1252",
    }
}

/// An import with its progress.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportStatus {
    pub id: ImportId,
    #[serde(default)]
    pub kind: ImportKind,
    pub file_name: String,
    pub size_bytes: u64,
    pub state: ImportState,
    pub encoding: Encoding,
    pub separator: Separator,
    pub header: Vec<String>,
    pub mapping: Mapping,
    /// Rows of the file below the header; grows while it is read.
    pub total_rows: u64,
    pub good_rows: u64,
    pub bad_rows: u64,
    /// Rows that the running import has decided.
    pub done_rows: u64,
    pub created_rows: u64,
    pub updated_rows: u64,
    pub failure: Option<ImportFailure>,
    pub created_by: String,
    pub created_at: UtcMillis,
    pub updated_at: UtcMillis,
}

/// A row of the preview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewRow {
    /// Line in the file, from 1; the header is usually line 1.
    pub line: u64,
    pub cells: Vec<String>,
    pub fault: Option<RowFault>,
}

/// A row that stays out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub line: u64,
    pub fault: RowFault,
    /// The row as it is in the file, cut after some hundred characters.
    pub content: String,
}

/// What is looked at before the import starts, and after it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportPreview {
    pub status: ImportStatus,
    pub rows: Vec<PreviewRow>,
    pub problems: Vec<Problem>,
    pub now: UtcMillis,
}
