//! Removing a file. Its row stays, for the history; nobody can open it any more.

use domain::{
    access::{Action, Resource},
    error::{AppError, ErrorCode},
    ids::{ClientKey, FileId},
    ticket::{Field, wire::HistoryKind},
};

use crate::{
    Desk, dialect,
    store::{
        files,
        tickets::{self, history},
    },
    usecase::{Begun, Caller, KeyedWork, ticket},
};

/// Removes a file: the team any file of a ticket, everybody a waiting one of their own. Files of messages stay with them.
///
/// # Errors
/// `NotFound` or `Forbidden`. The same key twice removes once.
pub async fn remove(desk: &Desk, caller: &Caller, key: &ClientKey, id: FileId) -> Result<(), AppError> {
    let mut work = match KeyedWork::begin(desk, caller, key, "remove_file").await? {
        Begun::Fresh(work) => work,
        Begun::Answered(()) => return Ok(()),
    };
    let (now, actor) = (work.now(), work.actor());
    let found = files::find(work.tx(), id).await?.ok_or(ErrorCode::NotFound)?;
    match (found.ticket, found.requester) {
        (Some(ticket), Some(requester)) => {
            caller.may_on(Action::Write, Resource::File { requester, internal: found.row.internal })?;
            // What one has sent stays sent: only the team takes it away.
            caller.may(Action::Write, Resource::TicketInternals)?;
            if found.row.from_chat {
                return Err(ErrorCode::Forbidden.into());
            }
            dialect::write_tickets(work.tx()).await?;
            let before = tickets::find_for_update(work.tx(), ticket).await?.ok_or(ErrorCode::NotFound)?;
            tickets::touch(work.tx(), ticket, now).await?;
            ticket::publish(&mut work, ticket, before.version);
        }
        _ if found.uploaded_by == actor.id => {}
        _ => return Err(ErrorCode::NotFound.into()),
    }
    if !files::remove(work.tx(), id, now).await? {
        return Err(ErrorCode::NotFound.into());
    }
    if let Some(ticket) = found.ticket {
        let line = history::NewLine {
            ticket,
            at: now,
            actor: Some((actor.id, &actor.name)),
            kind: HistoryKind::Changed,
            field: Some(Field::File),
            before: &found.row.name,
            after: "",
            note: "",
        };
        history::append(work.tx(), &line).await?;
    }
    work.audit("removed", "file", Some(id.get()), &found.row.name, &()).await?;
    work.finish(&()).await
}
