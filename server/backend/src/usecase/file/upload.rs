//! Receiving a file: looked at while it comes, streamed to its place, and known only once it is whole.

use std::{pin::Pin, time::Duration};

use bytes::{Bytes, BytesMut};
use domain::{
    access::{Action, Resource},
    error::{AppError, ErrorCode},
    file::{self, FileKind, FileName, wire::FileRow},
    ids::{ClientKey, FileId, TicketId},
    settings::TicketSettings,
    ticket::{Field, Ticket, wire::HistoryKind},
};
use futures::{Stream, StreamExt};

use super::limit::{refuse_flood, refuse_heap};
use crate::{
    Desk, dialect,
    files::content_of,
    store::{
        files::{self, NewFile},
        settings,
        tickets::{self, history},
    },
    token,
    usecase::{Caller, UnitOfWork, ticket},
};

/// A sender that is silent for so long has gone.
const SILENCE: Duration = Duration::from_secs(60);
/// How long a refused file is still listened to, so that the browser hears the reason instead of a broken connection.
const LISTEN_ON: Duration = Duration::from_secs(20);

/// What is known of a file before its first byte.
#[derive(Debug, Clone)]
pub struct Upload<'a> {
    /// The same key again gives the same file.
    pub key: ClientKey,
    /// As the browser sent it.
    pub name: &'a str,
    /// The ticket that gets it at once; `None` lets it wait for one.
    pub ticket: Option<TicketId>,
    /// For the team only.
    pub internal: bool,
    /// The bytes that are announced.
    pub length: Option<u64>,
}

/// A file whose bytes are stored.
struct Received {
    kind: FileKind,
    size: u64,
}

/// Takes a file.
///
/// # Errors
/// `Forbidden`, `NotFound`; on `file`: `FileName`, `FileType`, `FileDisguised`, `FileTooLarge`, `FileEmpty`, `FileCutOff`,
/// `TooManyFiles`, `FilesADay`, `Merged`, `StorageFull`, `StorageAway`. Then nothing is kept.
pub async fn upload<E>(
    desk: &Desk,
    caller: &Caller,
    upload: Upload<'_>,
    parts: impl Stream<Item = Result<Bytes, E>> + Send,
) -> Result<FileRow, AppError>
where
    E: std::fmt::Display + Send,
{
    let mut parts = std::pin::pin!(parts);
    let (name, max_mb) = match begin(desk, caller, &upload).await {
        Ok(Begun::Fresh { name, max_mb }) => (name, max_mb),
        Ok(Begun::Known(row)) => {
            listen_on(parts).await;
            return Ok(row);
        }
        Err(error) => {
            listen_on(parts).await;
            return Err(on_file(error));
        }
    };
    let storage_name = token::fresh();
    let received = match receive(desk, &storage_name, &name, max_mb, upload.length, parts.as_mut()).await {
        Ok(received) => received,
        Err(error) => {
            listen_on(parts).await;
            return Err(on_file(error));
        }
    };
    match keep(desk, caller, &upload, &name, &storage_name, &received).await {
        Ok(row) => Ok(row),
        Err(error) => {
            // Only what was refused: when the database failed, the row may be there all the same. The sweep takes the bytes
            // if it is not.
            if !matches!(error.code, ErrorCode::Internal | ErrorCode::Unavailable) {
                take_back(desk, &storage_name).await;
            }
            Err(on_file(error))
        }
    }
}

/// Deletes bytes that no row will have.
async fn take_back(desk: &Desk, storage_name: &str) {
    if let Err(left) = desk.files().delete(storage_name).await {
        tracing::warn!(%left, "a file without a row stays until it is swept");
    }
}

/// Nobody looks for a file in a ticket that lives on elsewhere.
fn refuse_merged(ticket: &Ticket) -> Result<(), AppError> {
    ticket.merged_into.map_or(Ok(()), |into| Err(ErrorCode::Merged { into: into.get() }.into()))
}

enum Begun {
    Fresh {
        name: FileName,
        max_mb: u32,
    },
    /// This upload succeeded before.
    Known(FileRow),
}

/// Everything that can be decided before the first byte.
async fn begin(desk: &Desk, caller: &Caller, upload: &Upload<'_>) -> Result<Begun, AppError> {
    let mut conn = desk.db().conn().await?;
    match upload.ticket {
        None => caller.may(Action::Write, Resource::Uploads)?,
        Some(id) => {
            let ticket = tickets::find(&mut conn, id).await?.ok_or(ErrorCode::NotFound)?;
            caller.may_on(Action::Write, Resource::File { requester: ticket.requester, internal: false })?;
            refuse_merged(&ticket)?;
            refuse_flood(&mut conn, caller, id, 1, desk.clock().now()).await?;
        }
    }
    if upload.internal {
        caller.may(Action::Write, Resource::TicketInternals)?;
    }
    let name = FileName::parse(upload.name).map_err(|_| ErrorCode::FileName)?;
    if let Some(known) = files::find_by_key(&mut conn, caller.actor.id, &upload.key).await? {
        return Ok(Begun::Known(known.row));
    }
    FileKind::of_name(&name).ok_or(ErrorCode::FileType)?;
    let TicketSettings { file_max_mb: max_mb, .. } = settings::load(&mut conn).await?;
    match upload.length {
        Some(0) => return Err(ErrorCode::FileEmpty.into()),
        Some(length) if length > file::bytes(max_mb) => return Err(ErrorCode::FileTooLarge { max_mb }.into()),
        _ => {}
    }
    if upload.ticket.is_none() {
        refuse_heap(&mut conn, caller).await?;
    }
    Ok(Begun::Fresh { name, max_mb })
}

/// Writes the parts. The type is decided as soon as enough has come; nothing of a refused file stays.
async fn receive<E: std::fmt::Display>(
    desk: &Desk,
    storage_name: &str,
    name: &FileName,
    max_mb: u32,
    length: Option<u64>,
    mut parts: Pin<&mut (impl Stream<Item = Result<Bytes, E>> + Send)>,
) -> Result<Received, AppError> {
    let mut head = BytesMut::with_capacity(file::HEAD);
    let mut kind = None;
    let mut size = 0_u64;
    let mut writer = desk.files().create(storage_name)?;
    let outcome: Result<Received, AppError> = async {
        while let Some(part) = next(&mut parts).await? {
            size += u64::try_from(part.len()).unwrap_or(u64::MAX);
            if size > file::bytes(max_mb) {
                return Err(ErrorCode::FileTooLarge { max_mb }.into());
            }
            if kind.is_none() {
                head.extend_from_slice(&part[..part.len().min(file::HEAD - head.len())]);
                if head.len() == file::HEAD {
                    kind = Some(file::judge(name, content_of(&head))?);
                }
            }
            writer.write(part).await?;
        }
        if length.is_some_and(|length| length != size) {
            return Err(ErrorCode::FileCutOff.into());
        }
        if size == 0 {
            return Err(ErrorCode::FileEmpty.into());
        }
        let kind = match kind {
            Some(kind) => kind,
            None => file::judge(name, content_of(&head))?,
        };
        Ok(Received { kind, size })
    }
    .await;
    match outcome {
        Ok(received) => {
            writer.finish().await?;
            Ok(received)
        }
        Err(error) => {
            writer.abort().await;
            Err(error)
        }
    }
}

/// The next part; `None` at the end.
async fn next<E: std::fmt::Display>(
    parts: &mut Pin<&mut (impl Stream<Item = Result<Bytes, E>> + Send)>,
) -> Result<Option<Bytes>, AppError> {
    match tokio::time::timeout(SILENCE, parts.next()).await {
        Ok(Some(Ok(part))) => Ok(Some(part)),
        Ok(None) => Ok(None),
        Ok(Some(Err(error))) => {
            tracing::info!(%error, "an upload stopped");
            Err(ErrorCode::FileCutOff.into())
        }
        Err(_elapsed) => Err(ErrorCode::FileCutOff.into()),
    }
}

/// Reads what still comes, for a while, and forgets it.
async fn listen_on<E>(mut parts: Pin<&mut (impl Stream<Item = Result<Bytes, E>> + Send)>) {
    let most = file::bytes(2 * file::MAX_MB_BOUNDS.1);
    let reading = async {
        let mut size = 0_u64;
        while let Some(Ok(part)) = parts.next().await {
            size += u64::try_from(part.len()).unwrap_or(u64::MAX);
            if size > most {
                return;
            }
        }
    };
    // Whoever sends for longer than that finds the door shut.
    let _ = tokio::time::timeout(LISTEN_ON, reading).await;
}

/// Stores the row, and the ticket's history with it.
async fn keep(
    desk: &Desk,
    caller: &Caller,
    upload: &Upload<'_>,
    name: &FileName,
    storage_name: &str,
    received: &Received,
) -> Result<FileRow, AppError> {
    let mut work = UnitOfWork::begin(desk, caller).await?;
    let (now, actor) = (work.now(), work.actor());
    let new = NewFile {
        key: &upload.key,
        ticket: upload.ticket,
        name: name.as_str(),
        kind: received.kind,
        size: received.size,
        storage_name,
        internal: upload.internal,
        by: (actor.id, &actor.name),
        at: now,
    };
    if let Some(id) = upload.ticket {
        dialect::write_tickets(work.tx()).await?;
        let ticket = tickets::find_for_update(work.tx(), id).await?.ok_or(ErrorCode::NotFound)?;
        // The requester may be another one by now.
        caller.may_on(Action::Write, Resource::File { requester: ticket.requester, internal: false })?;
        refuse_merged(&ticket)?;
        tickets::touch(work.tx(), id, now).await?;
        refuse_flood(work.tx(), caller, id, 1, now).await?;
        ticket::publish(&mut work, id, ticket.version);
    } else {
        // Counted before the first byte too, but others may have come meanwhile.
        dialect::lock_user(work.tx(), actor.id.get()).await?;
        refuse_heap(work.tx(), caller).await?;
    }
    let id = match files::insert(work.tx(), &new).await {
        Ok(id) => id,
        // The same upload, sent twice at once: the other one was faster.
        Err(error) if error.unique_violation().is_some() => {
            drop(work);
            take_back(desk, storage_name).await;
            let known = files::find_by_key(&mut desk.db().conn().await?, actor.id, &upload.key).await?;
            return known.map(|known| known.row).ok_or_else(|| ErrorCode::NotFound.into());
        }
        Err(error) => return Err(error.into()),
    };
    if let Some(ticket) = upload.ticket {
        history::append(work.tx(), &added(caller, ticket, name.as_str(), now)).await?;
    }
    work.audit("uploaded", "file", Some(id.get()), &(), name.as_str()).await?;
    work.commit().await?;
    Ok(row(id, &new))
}

/// The history line of a file that a ticket got.
pub(super) fn added<'a>(
    caller: &'a Caller,
    ticket: TicketId,
    name: &'a str,
    at: domain::time::UtcMillis,
) -> history::NewLine<'a> {
    history::NewLine {
        ticket,
        at,
        actor: Some((caller.actor.id, &caller.actor.name)),
        kind: HistoryKind::Changed,
        field: Some(Field::File),
        before: "",
        after: name,
        note: "",
    }
}

fn row(id: FileId, new: &NewFile<'_>) -> FileRow {
    FileRow {
        id,
        name: new.name.to_owned(),
        kind: new.kind,
        size: new.size,
        by: new.by.1.to_owned(),
        at: new.at,
        internal: new.internal,
        from_chat: false,
    }
}

/// A refusal of the file belongs to its place on the screen; missing rights belong to none.
fn on_file(error: AppError) -> AppError {
    match error.code {
        ErrorCode::Forbidden | ErrorCode::NotFound | ErrorCode::Unavailable | ErrorCode::Internal => error,
        code => AppError::on("file", code),
    }
}
