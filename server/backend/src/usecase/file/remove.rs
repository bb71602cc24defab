//! Removing a file. Its row stays, for the history; nobody can open it any more.

use domain::{
    access::{Action, Resource},
    error::{AppError, ErrorCode},
    ids::{ClientKey, FileId, TicketId},
    ticket::{Field, wire::HistoryKind},
};

use crate::{
    Desk, dialect,
    store::{
        audit::{self, AuditEntry, Author},
        commands, files,
        tickets::{self, history},
    },
    usecase::{Caller, ticket},
};

/// Removes a file: the team any file of a ticket, everybody a waiting one of their own. Files of messages stay with them.
///
/// # Errors
/// `NotFound` or `Forbidden`. The same key twice removes once.
pub async fn remove(desk: &Desk, caller: &Caller, key: &ClientKey, id: FileId) -> Result<(), AppError> {
    let now = desk.clock().now();
    let actor = &caller.actor;
    let mut tx = desk.db().begin().await?;
    if let Some(()) = commands::claim(&mut tx, actor.id, key, "remove_file", now.millis()).await? {
        return Ok(());
    }
    let found = files::find(&mut tx, id).await?.ok_or(ErrorCode::NotFound)?;
    let mut changed: Option<(TicketId, i64)> = None;
    match (found.ticket, found.requester) {
        (Some(ticket), Some(requester)) => {
            caller.may_on(Action::Write, Resource::File { requester, internal: found.row.internal })?;
            // What one has sent stays sent: only the team takes it away.
            caller.may(Action::Write, Resource::TicketInternals)?;
            if found.row.from_chat {
                return Err(ErrorCode::Forbidden.into());
            }
            dialect::write_tickets(&mut tx).await?;
            let before = tickets::find_for_update(&mut tx, ticket).await?.ok_or(ErrorCode::NotFound)?;
            tickets::touch(&mut tx, ticket, now).await?;
            changed = Some((ticket, before.version));
        }
        _ if found.uploaded_by == actor.id => {}
        _ => return Err(ErrorCode::NotFound.into()),
    }
    if !files::remove(&mut tx, id, now).await? {
        return Err(ErrorCode::NotFound.into());
    }
    if let Some((ticket, _)) = changed {
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
        history::append(&mut tx, &line).await?;
    }
    let entry = AuditEntry::new(now, Author::User(actor), "removed", "file")
        .about(id.get())
        .from_address(&caller.address)
        .before(&found.row.name);
    audit::append(&mut tx, &entry).await?;
    commands::answer(&mut tx, actor.id, key, &()).await?;
    tx.commit().await?;
    if let Some((ticket, version)) = changed {
        ticket::publish(desk, ticket, version);
    }
    Ok(())
}
