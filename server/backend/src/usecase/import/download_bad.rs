//! The faulty rows as a file, each with its reason: to be corrected and sent again.

use std::collections::VecDeque;

use domain::{
    error::{AppError, ErrorCode},
    i18n::Locale,
    ids::ImportId,
    person::import::RowFault,
};
use futures::{Stream, stream};
use tokio::{runtime::Handle, sync::mpsc};

use super::{
    file::{self, Source},
    find, may_import, source,
};
use crate::{
    Desk,
    error::StoreError,
    store::imports::problems,
    usecase::{Caller, UnitOfWork},
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
/// `NotFound`, `Forbidden`, `ImportFileGone` when the import is too old, or the database fails. A file that can no longer be read breaks the content off.
pub async fn download_bad(
    desk: &Desk,
    caller: &Caller,
    id: ImportId,
) -> Result<BadRows<impl Stream<Item = std::io::Result<Vec<u8>>> + Send + use<>>, AppError> {
    let locale = caller.actor.locale;
    let import = find(&mut desk.db().conn().await?, id).await?;
    may_import(caller, import.status.kind)?;
    if !import.stored {
        return Err(ErrorCode::ImportFileGone.into());
    }
    let mut work = UnitOfWork::begin(desk, caller).await?;
    work.audit("exported", "import", Some(id.get()), &(), &()).await?;
    work.commit().await?;
    let source = source(desk, &import);
    let (sender, mut receiver) = mpsc::channel(1);
    let header = import.status.header;
    let mut late = Late::new(desk, id);
    tokio::task::spawn_blocking(move || {
        if let Err(error) = send(&source, &header, &mut late, locale, &sender) {
            // Nobody listens any more when this fails: the browser went away.
            let _gone = sender.blocking_send(Err(error));
        }
    });
    // May be asked again after its end, which a compression around it does.
    let content = stream::poll_fn(move |context| receiver.poll_recv(context));
    let stem = import.status.file_name.rsplit_once('.').map_or(import.status.file_name.as_str(), |(stem, _)| stem);
    Ok(BadRows { file_name: (locale.texts().imports.bad_file_name)(stem), content })
}

/// Faults that only the database could tell while the rows were written, in the order of the file, some hundreds at a time.
struct Late {
    desk: Desk,
    import: ImportId,
    runtime: Handle,
    ahead: VecDeque<(u64, RowFault)>,
    /// The last line that was read.
    read: u64,
    whole: bool,
}

impl Late {
    fn new(desk: &Desk, import: ImportId) -> Self {
        let runtime = Handle::current();
        Self { desk: desk.clone(), import, runtime, ahead: VecDeque::new(), read: 0, whole: false }
    }

    /// The fault of a line; asked for in the order of the lines.
    fn fault_of(&mut self, line: u64) -> std::io::Result<Option<RowFault>> {
        loop {
            match self.ahead.front() {
                Some((first, _)) if *first < line => drop(self.ahead.pop_front()),
                Some((first, _)) if *first == line => return Ok(self.ahead.pop_front().map(|(_, fault)| fault)),
                Some(_) => return Ok(None),
                None if self.whole => return Ok(None),
                None => self.read_on().map_err(std::io::Error::other)?,
            }
        }
    }

    fn read_on(&mut self) -> Result<(), StoreError> {
        let found = self.runtime.block_on(async {
            problems::after(&mut self.desk.db().conn().await?, self.import, self.read, RANGE).await
        })?;
        self.whole = found.is_empty();
        self.read = found.last().map_or(self.read, |(line, _)| *line);
        self.ahead = found.into();
        Ok(())
    }
}

/// Faults read at once.
const RANGE: i64 = 500;
/// Bytes collected before they are sent.
const PART: usize = 32 * 1024;

fn send(
    source: &Source,
    header: &[String],
    late: &mut Late,
    locale: Locale,
    sender: &mpsc::Sender<std::io::Result<Vec<u8>>>,
) -> std::io::Result<()> {
    let texts = locale.texts();
    let mut rows = file::Rows::open(source)?;
    let mut part = "\u{feff}".as_bytes().to_vec();
    let titles = header.iter().map(String::as_str).chain([texts.imports.reason_column]);
    write_row(&mut part, source, titles)?;
    while let Some(row) = rows.next()? {
        let fault = match row.outcome {
            Err(fault) => Some(fault),
            Ok(_) => late.fault_of(row.line)?,
        };
        let Some(fault) = fault else { continue };
        let reason = texts.row_fault(&fault);
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
