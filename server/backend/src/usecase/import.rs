//! Lists of people, contracts and invoices that come in as CSV: upload, check, choose columns, import, take the faulty rows home.
//!
//! Two passes over the stored file, both in constant memory and both in the background: [`read`] decides every row and
//! stores nothing, [`run`] stores the good ones, some hundreds in a transaction. The file is read by [`file`], which both
//! passes and the download share, so all three always agree about a row.

mod cancel;
#[cfg(test)]
mod contract_tests;
mod contracts;
mod download_bad;
mod file;
mod lines;
mod list;
#[cfg(test)]
mod number_tests;
mod preview;
mod read;
mod records;
mod remap;
mod resume;
mod run;
mod settle;
mod sniff;
mod start;
mod sweep;
#[cfg(test)]
mod tests;
mod upload;

use std::path::PathBuf;

use domain::{
    access::{Action, Resource},
    error::{AppError, ErrorCode},
    ids::ImportId,
    person::import::{ImportKind, ImportStatus},
};

pub use self::{
    cancel::cancel,
    download_bad::{BadRows, download_bad},
    list::list,
    preview::{preview, status},
    remap::remap,
    resume::resume_all,
    start::start,
    sweep::sweep,
    upload::begin,
};
use crate::{
    Desk,
    db::Conn,
    store::imports::{self, StoredImport},
    usecase::Caller,
};

/// Imports shown in the list of earlier ones.
const LISTED: i64 = 20;

/// Where uploaded files are.
fn folder(desk: &Desk) -> PathBuf {
    desk.config().data_dir.join("imports")
}

async fn find(conn: &mut Conn, id: ImportId) -> Result<StoredImport, AppError> {
    Ok(imports::find(conn, id).await?.ok_or(ErrorCode::NotFound)?)
}

/// Asks for the right to bring in lists of this kind.
fn may_import(caller: &Caller, kind: ImportKind) -> Result<(), AppError> {
    let resource = match kind {
        ImportKind::People => Resource::People,
        ImportKind::Contracts | ImportKind::Invoices => Resource::Contracts,
    };
    caller.may(Action::Import, resource)
}

/// How the file of an import is to be read.
fn source(desk: &Desk, import: &StoredImport) -> file::Source {
    let ImportStatus { kind, encoding, separator, header, mapping, .. } = &import.status;
    file::Source {
        kind: *kind,
        path: folder(desk).join(&import.storage_name),
        encoding: *encoding,
        separator: *separator,
        columns: header.len(),
        mapping: mapping.clone(),
    }
}
