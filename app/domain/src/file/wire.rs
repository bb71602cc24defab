//! Files as they travel between server and screens; the bytes themselves go through the routes of the server.

use serde::{Deserialize, Serialize};

use super::FileKind;
use crate::{ids::FileId, time::UtcMillis};

/// One file in a list, and the answer to an upload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRow {
    pub id: FileId,
    pub name: String,
    pub kind: FileKind,
    /// In bytes.
    pub size: u64,
    pub by: String,
    pub at: UtcMillis,
    /// For the team only; requesters never learn of it.
    pub internal: bool,
    /// It came with a message of the chat.
    pub from_chat: bool,
}

impl FileRow {
    /// Where it is downloaded.
    pub fn href(&self) -> String {
        format!("/files/{}", self.id)
    }

    /// Where its picture is, if browsers show it.
    pub fn image(&self) -> Option<String> {
        self.kind.shows_inline().then(|| format!("/files/{}/image", self.id))
    }
}

/// The tab "Arquivos".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketFiles {
    /// Newest first.
    pub files: Vec<FileRow>,
    /// The server's clock when they were read.
    pub now: UtcMillis,
}
