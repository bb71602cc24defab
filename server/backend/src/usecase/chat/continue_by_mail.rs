//! The job that tells requesters by mail of answers they have not read: one mail until they were here, not one a message.

use domain::{error::AppError, i18n::mail::ChatMail, ids::TicketId, settings::Company};

use crate::{
    Desk,
    error::StoreError,
    store::{conversations::mail, outbox, settings},
};

/// Conversations looked at in one run.
const PER_RUN: i64 = 200;

/// Puts a mail into the outbox for every conversation whose answer waited long enough; gives their number. The job of the
/// outbox sends them.
///
/// # Errors
/// The database fails; what was put there before stays.
pub async fn continue_by_mail(desk: &Desk) -> Result<usize, AppError> {
    let due = mail::due(&mut desk.db().conn().await?, desk.clock().now(), PER_RUN).await?;
    let mut told = 0;
    for ticket in due {
        told += usize::from(tell(desk, ticket).await?);
    }
    Ok(told)
}

async fn tell(desk: &Desk, ticket: TicketId) -> Result<bool, StoreError> {
    let now = desk.clock().now();
    let mut tx = desk.db().begin().await?;
    if !mail::take(&mut tx, ticket, now).await? {
        return Ok(false);
    }
    let facts = mail::facts(&mut tx, ticket).await?.filter(|facts| facts.unread > 0 && !facts.address.is_empty());
    let told = facts.is_some();
    if let Some(facts) = facts {
        let company: Company = settings::load(&mut tx).await?;
        let link = format!("{}/portal/tickets/{ticket}", desk.config().public_url);
        let (subject, body) = ChatMail {
            number: ticket.get(),
            protocol: &facts.protocol,
            subject: &facts.subject,
            requester: &facts.requester_name,
            author: &facts.author,
            company: &company.name,
            unread: facts.unread,
            link: &link,
        }
        .write(facts.locale());
        // Not among the ticket's mails: "Reenviar" and the mark are about what the requester was told of the status.
        outbox::enqueue(&mut tx, None, &facts.address, &subject, &body, now).await?;
    }
    tx.commit().await?;
    Ok(told)
}
