//! The mails that a command causes: to the requester about a new status, to the assignee about a reminder.
//!
//! They are put into the outbox in the transaction of the command; sending comes after its commit.

use domain::{
    i18n::{
        Locale,
        mail::{ReminderMail, StatusMail},
    },
    ids::{OutboxId, UserId},
    settings::Company,
    ticket::{Event, Status, Ticket},
};

use super::labels;
use crate::{
    error::StoreError,
    store::{outbox, settings, users},
    usecase::UnitOfWork,
};

/// The mail of a command.
pub(super) enum Announcement {
    /// To the requester; the ticket carries a mark of its fate.
    Queued(OutboxId),
    /// To the assignee; no business of the requester, so without a mark.
    Reminder(OutboxId),
    /// The requester would be told but has no address.
    NoAddress,
    NotDue,
}

/// Puts the mail about `events` into the outbox.
pub(super) async fn announce(
    work: &mut UnitOfWork<'_>,
    before: &Ticket,
    events: &[Event],
) -> Result<Announcement, StoreError> {
    for event in events {
        match event {
            Event::StatusChanged { from, to, reason } => {
                return tell_requester(work, before, (*from, *to), reason).await;
            }
            Event::Notified => {
                let Some(assignee) = before.assignee else { continue };
                return remind(work, before, assignee).await;
            }
            _ => {}
        }
    }
    Ok(Announcement::NotDue)
}

async fn tell_requester(
    work: &mut UnitOfWork<'_>,
    before: &Ticket,
    (from, to): (Status, Status),
    reason: &str,
) -> Result<Announcement, StoreError> {
    let facts = labels::mail_facts(work.tx(), before.id).await?;
    let Some(address) = facts.requester_email.filter(|address| !address.is_empty()) else {
        return Ok(Announcement::NoAddress);
    };
    let company: Company = settings::load(work.tx()).await?;
    let link = format!("{}/portal/tickets/{}", work.desk().config().public_url, before.id);
    let (subject, body) = StatusMail {
        number: before.id.get(),
        protocol: &facts.protocol,
        subject: &before.subject,
        requester: &facts.requester_name,
        company: &company.name,
        from,
        to,
        reason,
        link: &link,
    }
    .write(Locale::PtBr);
    let now = work.now();
    let id = outbox::enqueue(work.tx(), Some(before.id), &address, &subject, &body, now).await?;
    Ok(Announcement::Queued(id))
}

async fn remind(work: &mut UnitOfWork<'_>, before: &Ticket, assignee: UserId) -> Result<Announcement, StoreError> {
    let facts = labels::mail_facts(work.tx(), before.id).await?;
    let assignee = users::get(work.tx(), assignee).await?;
    let company: Company = settings::load(work.tx()).await?;
    let link = format!("{}/tickets/{}", work.desk().config().public_url, before.id);
    let (subject, body) = ReminderMail {
        number: before.id.get(),
        subject: &before.subject,
        requester: &facts.requester_name,
        assignee: &assignee.name,
        reminded_by: &work.actor().name,
        company: &company.name,
        link: &link,
    }
    .write(Locale::from_code(&assignee.locale).unwrap_or_default());
    // Not among the ticket's mails: "Reenviar" and the mark are about what the requester was told.
    let now = work.now();
    let id = outbox::enqueue(work.tx(), None, &assignee.email, &subject, &body, now).await?;
    Ok(Announcement::Reminder(id))
}
