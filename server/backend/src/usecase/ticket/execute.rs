//! The one way in which a command changes a ticket.

use domain::{
    access::{Action, Resource},
    error::{AppError, ErrorCode},
    ids::{ClientKey, OutboxId, TicketId},
    settings::TicketSettings,
    ticket::{Command, Event, MailMark, Rules, Status, Ticket, wire::MailOutcome},
};
use serde::{Deserialize, Serialize};

use super::{
    announce::{Announcement, announce},
    labels,
};
use crate::{
    Desk,
    db::Tx,
    dialect,
    error::StoreError,
    live,
    store::{conversations, drafts, settings, tickets},
    usecase::{Begun, Caller, KeyedWork, UnitOfWork, expect_version, mail},
};

/// A command with what protects it: the client's key and the version that was on the screen.
#[derive(Debug)]
pub struct Execute<'a> {
    pub key: &'a ClientKey,
    /// Names the command in the table of answered keys.
    pub kind: &'static str,
    pub id: TicketId,
    /// `None` when the command does not depend on what was on the screen (an internal note).
    pub version: Option<i64>,
    pub command: Command,
}

/// What a command did; also the answer kept for a repeat of the same key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Executed {
    pub id: TicketId,
    /// Status before the command.
    pub from: Status,
    /// `false` when nothing had to change.
    pub changed: bool,
    /// The mail that announces a change of status.
    pub mail: Option<OutboxId>,
    /// A mail was due but the requester has no address.
    pub no_address: bool,
}

/// Runs a command on a ticket.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Stale`, or whatever the rule refuses with; then nothing was changed.
pub async fn execute(desk: &Desk, caller: &Caller, request: Execute<'_>) -> Result<Executed, AppError> {
    let mut work = match KeyedWork::begin(desk, caller, request.key, request.kind).await? {
        Begun::Fresh(work) => work,
        Begun::Answered(answer) => return Ok(answer),
    };
    let (now, actor) = (work.now(), work.actor());
    dialect::write_tickets(work.tx()).await?;
    lock_both(work.tx(), &request).await?;
    let before = load_for_change(work.tx(), caller, request.id, request.version).await?;
    let params: TicketSettings = settings::load(work.tx()).await?;
    let mut events = before.apply(request.command, Rules { flow: params.flow })?;
    labels::drop_idle_ties(work.tx(), before.id, &mut events).await?;
    let mut done =
        Executed { id: before.id, from: before.status, changed: !events.is_empty(), mail: None, no_address: false };
    if done.changed {
        check_references(work.tx(), &events).await?;
        let mut after = before.clone();
        for event in &events {
            after.evolve(event, now);
        }
        let mail = announce(&mut work, &before, &events).await?;
        match mail {
            Announcement::Queued(id) => {
                done.mail = Some(id);
                after.mail = MailMark::Queued;
            }
            Announcement::Reminder(id) => done.mail = Some(id),
            Announcement::NoAddress => done.no_address = true,
            Announcement::NotDue => {}
        }
        let saved = if events.iter().all(Event::is_aside) {
            tickets::touch(work.tx(), before.id, now).await?;
            Ticket { updated_at: now, ..before.clone() }
        } else {
            labels::refresh_copies(work.tx(), &mut after, &events).await?;
            tickets::save(work.tx(), &before, &after).await?.ok_or(ErrorCode::Stale)?
        };
        publish(&mut work, saved.id, saved.version);
        labels::write_history(work.tx(), &events, &saved, Some((actor.id, actor.name.as_str())), now).await?;
        work.audit(request.kind, "ticket", Some(saved.id.get()), &before, &saved).await?;
        if let Some(id) = events.iter().find_map(Event::other)
            && let Some(tied) = tickets::find(work.tx(), id).await?
        {
            work.publish(live::Event::TicketChanged { id: tied.id, version: tied.version });
        }
        if events.iter().any(|event| matches!(event, Event::Moved { .. })) {
            tell_unread(&mut work, &saved).await?;
        }
    }
    if let Some(form) = form_of(request.kind) {
        drafts::delete(work.tx(), actor.id, &format!("ticket.{}.{form}", done.id)).await?;
    }
    work.finish(&done).await?;
    Ok(done)
}

/// The form that a command comes from: its draft, `ticket.48217.edit`, ends with the command, as that of a new ticket does.
/// A note comes from two forms, which end theirs themselves.
fn form_of(kind: &str) -> Option<&'static str> {
    match kind {
        "edit" => Some("edit"),
        "hand_over" => Some("move"),
        "merge" => Some("merge"),
        "link" => Some("link"),
        _ => None,
    }
}

/// Locks and loads the ticket that a command changes; after [`dialect::write_tickets`].
///
/// # Errors
/// `NotFound`, `Forbidden`, or `Stale` when `version` is not the stored one.
pub async fn load_for_change(
    tx: &mut Tx,
    caller: &Caller,
    id: TicketId,
    version: Option<i64>,
) -> Result<Ticket, AppError> {
    let ticket = tickets::find_for_update(tx, id).await?.ok_or(ErrorCode::NotFound)?;
    caller.may_on(Action::Write, Resource::Ticket { requester: Some(ticket.requester) })?;
    expect_version(ticket.version, version.unwrap_or(ticket.version))?;
    Ok(ticket)
}

/// What is unread goes with the ticket: it leaves the badge of one colleague and comes to another's.
async fn tell_unread(work: &mut UnitOfWork<'_>, ticket: &Ticket) -> Result<(), StoreError> {
    let Some(count) = conversations::unread::of_team(work.tx(), ticket.id).await? else { return Ok(()) };
    work.publish(live::Event::Unread(live::UnreadCounts {
        id: ticket.id,
        requester: ticket.requester,
        assignee: ticket.assignee,
        staff_unread: Some(count),
        requester_unread: None,
    }));
    Ok(())
}

/// A merge looks at two tickets and must not see the other one change meanwhile. The lower number is locked first, always,
/// so that two merges of the same pair do not wait for each other.
async fn lock_both(tx: &mut Tx, request: &Execute<'_>) -> Result<(), StoreError> {
    if let Command::MergeInto { into } = request.command {
        dialect::lock_ticket(tx, request.id.min(into).get()).await?;
        dialect::lock_ticket(tx, request.id.max(into).get()).await?;
    }
    Ok(())
}

/// Tells open screens that a ticket changed and that counts moved.
pub(in crate::usecase) fn publish(work: &mut UnitOfWork<'_>, id: TicketId, version: i64) {
    work.publish(live::Event::TicketChanged { id, version });
    work.publish(live::Event::CountsChanged);
}

/// The fate of the mail of a command: at once if the server takes it within five seconds, otherwise from the queue.
pub async fn fate_of_mail(desk: &Desk, done: &Executed) -> Result<Option<MailOutcome>, AppError> {
    if done.no_address {
        let reason = domain::ticket::wire::MailFailure::NoAddress;
        return Ok(Some(MailOutcome::Failed { mail: None, to: String::new(), reason }));
    }
    let Some(id) = done.mail else { return Ok(None) };
    Ok(Some(mail::attempt(desk, id).await))
}

/// Refuses ids that point nowhere or to something that is no longer offered.
async fn check_references(tx: &mut Tx, events: &[Event]) -> Result<(), AppError> {
    for event in events {
        match event {
            Event::Moved { to, .. } => labels::require_assignee(tx, *to).await?,
            Event::MergedInto { into } => {
                labels::require_ticket(tx, *into, "into").await?;
                // Nobody would look for work in a ticket that itself lives on elsewhere; two could even point to each other.
                if let Some(end) = tickets::find(tx, *into).await?.and_then(|target| target.merged_into) {
                    return Err(AppError::on("into", ErrorCode::Merged { into: end.get() }));
                }
            }
            Event::Linked { other } => labels::require_ticket(tx, *other, "other").await?,
            Event::FieldChanged { after, .. } => labels::require_choice(tx, after).await?,
            _ => {}
        }
    }
    Ok(())
}
