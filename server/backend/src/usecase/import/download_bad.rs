//! The faulty rows as a file, each with its reason: to be corrected and sent again.

use domain::{error::AppError, i18n::Locale, ids::ImportId, person::import::RowFault};
use std::collections::HashMap;

use futures::{Stream, stream};
use tokio::sync::mpsc;

use super::{
    file::{self, Source},
    find, may_import, source,
};
use crate::{
    Desk,
    store::{
        audit::{self, AuditEntry, Author},
        imports::problems,
    },
    usecase::Caller,
};

/// The file: its name and its content, which is made while it is sent.
pub struct BadRows<S> {
    pub file_name: String,
    /// UTF-8 with a byte order mark, which spreadsheets need; the separator is that of the uploaded file.
    pub content: S,
}

/// Reads the uploaded file again and gives all faulty rows with a column for the reason, in the language of the caller.
/// Taking it is recorded.
///
/// # Errors
/// `NotFound`, `Forbidden`, or the database fails. A file that can no longer be read breaks the content off.
pub async fn download_bad(
    desk: &Desk,
    caller: &Caller,
    id: ImportId,
) -> Result<BadRows<impl Stream<Item = std::io::Result<Vec<u8>>> + Send + use<>>, AppError> {
    let locale = caller.actor.locale;
    let mut tx = desk.db().begin().await?;
    let import = find(&mut tx, id).await?;
    may_import(caller, import.status.kind)?;
    // Faults that only the database could tell while the rows were written.
    let late: HashMap<u64, RowFault> =
        problems::of(&mut tx, id, i64::MAX).await?.into_iter().map(|problem| (problem.line, problem.fault)).collect();
    let entry = AuditEntry::new(desk.clock().now(), Author::User(&caller.actor), "exported", "import")
        .about(id.get())
        .from_address(&caller.address);
    audit::append(&mut tx, &entry).await?;
    tx.commit().await?;
    let source = source(desk, &import);
    let (sender, mut receiver) = mpsc::channel(1);
    let header = import.status.header;
    tokio::task::spawn_blocking(move || {
        if let Err(error) = send(&source, &header, &late, locale, &sender) {
            // Nobody listens any more when this fails: the browser went away.
            let _gone = sender.blocking_send(Err(error));
        }
    });
    // May be asked again after its end, which a compression around it does.
    let content = stream::poll_fn(move |context| receiver.poll_recv(context));
    let stem = import.status.file_name.rsplit_once('.').map_or(import.status.file_name.as_str(), |(stem, _)| stem);
    Ok(BadRows { file_name: (locale.texts().people.import.bad_file_name)(stem), content })
}

/// Bytes collected before they are sent.
const PART: usize = 32 * 1024;

fn send(
    source: &Source,
    header: &[String],
    late: &HashMap<u64, RowFault>,
    locale: Locale,
    sender: &mpsc::Sender<std::io::Result<Vec<u8>>>,
) -> std::io::Result<()> {
    let texts = locale.texts();
    let mut rows = file::Rows::open(source)?;
    let mut part = "\u{feff}".as_bytes().to_vec();
    let titles = header.iter().map(String::as_str).chain([texts.people.import.reason_column]);
    write_row(&mut part, source, titles)?;
    while let Some(row) = rows.next()? {
        let Some(fault) = row.outcome.as_ref().err().or_else(|| late.get(&row.line)) else { continue };
        let reason = texts.row_fault(fault);
        let padding = header.len().saturating_sub(row.cells.len());
        let cells =
            row.cells.iter().map(String::as_str).chain(std::iter::repeat_n("", padding)).chain([reason.as_str()]);
        write_row(&mut part, source, cells)?;
        if part.len() >= PART && sender.blocking_send(Ok(std::mem::take(&mut part))).is_err() {
            return Ok(());
        }
    }
    // As above: the receiver may be gone.
    let _gone = sender.blocking_send(Ok(part));
    Ok(())
}

fn write_row<'a>(part: &mut Vec<u8>, source: &Source, cells: impl Iterator<Item = &'a str>) -> std::io::Result<()> {
    let delimiter = u8::try_from(source.separator.char()).unwrap_or(b';');
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(part);
    writer.write_record(cells.map(safe_cell))?;
    writer.flush()
}

/// A cell that a spreadsheet would run as a formula gets an apostrophe in front, which it hides; the import takes it away
/// again.
fn safe_cell(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::safe_cell;

    #[test]
    fn formulas_are_disarmed() {
        for cell in ["=1+1", "+5511987654321", "-1", "@sum(A1)", "\tx"] {
            assert_eq!(safe_cell(cell), format!("'{cell}"));
        }
        assert_eq!(safe_cell("Maria - SP"), "Maria - SP");
    }
}
