//! The one error that leaves the backend: a code, the field it belongs to, and the request's id.
//!
//! A code may carry plain values (a date, a name) that its sentence needs; it never carries the text of a database,
//! a mail server or a library. The sentences are in `i18n`, so one refusal reads well in both languages.

use serde::{Deserialize, Serialize};

use crate::{
    document::DocumentError,
    email::EmailError,
    money::MoneyError,
    phone::PhoneError,
    refusal::Refusal,
    status::{contract::AccessStatus, ticket::Status},
};

/// Why something was refused or failed. The product description gives each sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "with")]
pub enum ErrorCode {
    /// Nobody is signed in, or the session ended (401).
    SignedOut,
    /// The page that asks was made for another user than the one of the session, who is named (409); see
    /// [`crate::page_user`].
    AnotherUser {
        name: String,
    },
    /// E-mail or password are wrong; deliberately one code for both (422).
    WrongCredentials,
    /// Too many attempts; try again after so many seconds (429).
    TooManyAttempts {
        seconds: u32,
    },
    /// The role does not allow it (403).
    Forbidden,
    /// No such record (404).
    NotFound,
    /// The record was changed by somebody else since it was read (409).
    Stale,
    /// A required field is empty.
    Required,
    /// Longer than the field holds; `max` in characters.
    TooLong {
        max: u32,
    },
    /// Not among the offered choices (deactivated meanwhile, or forged).
    NotAvailable,
    /// A value already used by another record (constraint of the database).
    Taken,
    Document(DocumentError),
    Phone(PhoneError),
    Email(EmailError),
    Money(MoneyError),
    BadDate,
    BadTime,
    /// An end that is not after its start.
    EndsBeforeStart,
    /// A number outside its bounds, both inclusive.
    OutOfRange {
        min: i64,
        max: i64,
    },
    /// "Fluxo restrito" does not allow this change of status.
    StatusNotAllowed {
        from: Status,
        to: Status,
    },
    /// Rejected and cancelled ask for a reason.
    ReasonRequired,
    /// A hand-over asks for a note.
    NoteRequired,
    /// The ticket is open; there is nothing to reopen.
    AlreadyOpen,
    /// The ticket was edited or moved; it is no longer new.
    NotNew,
    /// The assignee of a new ticket was reminded already; this happens once.
    AlreadyNotified,
    /// There is no assignee to remind or to move from.
    NoAssignee,
    /// Moving a ticket to the person who already has it.
    SameAssignee,
    /// Merging or linking a ticket with itself.
    SameTicket,
    /// The ticket was merged into another one, which is named.
    Merged {
        into: i64,
    },
    /// The same form opened a ticket before; its answer got lost and the form was changed since.
    AlreadyOpened {
        id: i64,
    },
    /// The password is too short; `min` in characters.
    PasswordTooShort {
        min: u32,
    },
    /// The present password, asked before it is changed, is another one.
    WrongPassword,
    /// The last administrator may not be deactivated or demoted.
    LastAdmin,
    /// An uploaded file is larger than allowed; `max` in megabytes.
    FileTooLarge {
        max_mb: u32,
    },
    FileEmpty,
    /// The name of a file holds a path or invisible characters.
    FileName,
    /// Files of this type are not accepted (415).
    FileType,
    /// The content of a file is not what its name says (415).
    FileDisguised,
    /// An upload ended before its end (400).
    FileCutOff,
    /// Too many files wait for their ticket, or come with one message.
    TooManyFiles {
        max: u32,
    },
    /// A requester sent so many files to one ticket within a day.
    FilesADay {
        max: u32,
    },
    /// A user keeps so many views already.
    TooManyViews {
        max: u32,
    },
    /// There is no room left for files (507).
    StorageFull,
    /// Where files are kept does not answer (503).
    StorageAway,
    /// A link for signing in was used already, or is too old.
    LinkExpired,
    /// An uploaded file is not a table of text.
    NotCsv,
    /// The file of an import was deleted, a month after its end.
    ImportFileGone,
    /// The import is not in a state that allows this step.
    ImportState,
    /// The requester has no user, so nobody would read a message.
    NotLinked,
    /// Messages came faster than a person writes; the same one may be sent again after so many milliseconds (429).
    TooFast {
        wait_ms: u32,
    },
    /// A canned reply names a variable that does not exist.
    UnknownVariable {
        name: String,
    },
    /// A contract cannot be released.
    Release(Refusal),
    /// The contract is blocked by hand already.
    AlreadyBlocked,
    /// This block is none that a person sets or lifts.
    BlockStays {
        access: AccessStatus,
    },
    /// There is no running release to take back.
    NoRelease,
    /// The address of a webhook is not one: `https://…`, or `http://…` inside the own network.
    BadUrl,
    /// The address of a webhook leads into the own network, which is switched off.
    PrivateAddress,
    /// No address for events was entered yet.
    NoWebhook,
    /// The database does not answer (503); the desk recovers by itself.
    Unavailable,
    /// Something broke inside; the log has the request's id (500).
    Internal,
    /// The server could not be reached from the browser.
    Offline,
}

impl ErrorCode {
    /// The HTTP status that carries this code.
    pub const fn http_status(&self) -> u16 {
        match self {
            Self::FileCutOff => 400,
            Self::Release(refusal) => refusal.http_status(),
            Self::SignedOut => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::Stale | Self::Merged { .. } | Self::AlreadyOpened { .. } | Self::AnotherUser { .. } => 409,
            Self::FileTooLarge { .. } => 413,
            Self::FileType | Self::FileDisguised => 415,
            Self::TooManyAttempts { .. } | Self::TooFast { .. } => 429,
            Self::Internal | Self::Offline => 500,
            Self::Unavailable | Self::StorageAway => 503,
            Self::StorageFull => 507,
            _ => 422,
        }
    }
}

/// A refusal or failure as the screens receive it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{code:?}")]
pub struct AppError {
    pub code: ErrorCode,
    /// The name of the form field it belongs to, as in the form (`subject`, `phones.2`).
    pub field: Option<String>,
    /// The request's id, to find the log line of a failure.
    pub request_id: Option<String>,
}

impl AppError {
    pub const fn new(code: ErrorCode) -> Self {
        Self { code, field: None, request_id: None }
    }

    /// A refusal that belongs to one field of the form.
    pub fn on(field: impl Into<String>, code: ErrorCode) -> Self {
        Self { code, field: Some(field.into()), request_id: None }
    }

    pub fn with_request_id(mut self, id: impl Into<String>) -> Self {
        self.request_id = Some(id.into());
        self
    }
}

impl From<ErrorCode> for AppError {
    fn from(code: ErrorCode) -> Self {
        Self::new(code)
    }
}
