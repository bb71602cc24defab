//! Imports as they travel between server and screens.

use serde::{Deserialize, Serialize};

use super::{ImportKind, Mapping, RowFault};
use crate::{ids::ImportId, time::UtcMillis};

/// Where an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// The file is read and every row decided; nothing is stored.
    Reading,
    /// Waits for somebody to look at the preview and start.
    Ready,
    Importing,
    Done,
    Cancelled,
    Failed,
}

impl ImportState {
    pub const ALL: [Self; 6] = [Self::Reading, Self::Ready, Self::Importing, Self::Done, Self::Cancelled, Self::Failed];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Ready => "ready",
            Self::Importing => "importing",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
            Self::Failed => "failed",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Something runs in the background, so the screen asks again soon.
    #[must_use]
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Reading | Self::Importing)
    }
}

/// Why an import stopped by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportFailure {
    /// The stored file is gone or cannot be read.
    FileGone,
    /// More rows than [`super::ROWS_MAX`].
    TooManyRows,
    /// The log tells more.
    Internal,
}

impl ImportFailure {
    pub const ALL: [Self; 3] = [Self::FileGone, Self::TooManyRows, Self::Internal];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::FileGone => "file_gone",
            Self::TooManyRows => "too_many_rows",
            Self::Internal => "internal",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|failure| failure.code() == code)
    }
}

/// The character between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Separator {
    /// What Brazilian spreadsheets write, since the comma is the decimal mark.
    #[default]
    Semicolon,
    Comma,
    Tab,
    Pipe,
}

impl Separator {
    pub const ALL: [Self; 4] = [Self::Semicolon, Self::Comma, Self::Tab, Self::Pipe];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Semicolon => "semicolon",
            Self::Comma => "comma",
            Self::Tab => "tab",
            Self::Pipe => "pipe",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|separator| separator.code() == code)
    }

    #[must_use]
    pub const fn char(self) -> char {
        match self {
            Self::Semicolon => ';',
            Self::Comma => ',',
            Self::Tab => '\t',
            Self::Pipe => '|',
        }
    }
}

/// How the bytes of the file are text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// With or without a byte order mark.
    Utf8,
    /// What older spreadsheets write; Latin-1 is part of it.
    Windows1252,
}

impl Encoding {
    pub const ALL: [Self; 2] = [Self::Utf8, Self::Windows1252];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Windows1252 => "windows-1252",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|encoding| encoding.code() == code)
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
