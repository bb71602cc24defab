//! "Reenviar": the last mail of a ticket once more, by hand.
//!
//! What it does depends on that mail:
//! - it left the desk already: nothing is sent, and what happened is told again. A mail goes out once;
//! - somebody is sending it at this moment: nothing, it is in the queue;
//! - it waits, failed or had no answer, and the requester's address is the same: the same mail, same row and Message-ID, tried
//!   now;
//! - it waits, failed or had no answer, and the requester has another address now: it is closed for good and a new row with the same text
//!   goes to the new address.

use domain::{
    access::{Action, Actor, Resource, can},
    error::{AppError, ErrorCode},
    ids::TicketId,
    ticket::{
        MailMark,
        wire::{MailFailure, MailOutcome},
    },
};

use super::{CLAIM_SECONDS, attempt::send_claimed};
use crate::{
    Desk,
    error::StoreError,
    store::{
        outbox::{self, MailRow},
        tickets,
    },
};

/// Sends the last mail of a ticket again, if it did not leave the desk.
///
/// # Errors
/// [`ErrorCode::Forbidden`]; [`ErrorCode::NotFound`] when there is no such ticket or it never had a mail; or the database
/// fails.
pub async fn resend(desk: &Desk, actor: &Actor, ticket: TicketId) -> Result<MailOutcome, AppError> {
    // Mails about a ticket are the staff's business: a requester may write their own ticket, but not press this.
    if !can(actor, Action::Write, Resource::Ticket { requester: None }) {
        return Err(ErrorCode::Forbidden.into());
    }
    let (contact, last) = {
        let mut conn = desk.db().conn().await?;
        (outbox::contact(&mut conn, ticket).await?, outbox::last_of_ticket(&mut conn, ticket).await?)
    };
    let (Some(contact), Some(last)) = (contact, last) else { return Err(ErrorCode::NotFound.into()) };
    if last.is_done() {
        return Ok(last.outcome());
    }
    let address = contact.email.as_deref().map(str::trim).filter(|address| !address.is_empty());
    let Some(address) = address else {
        return Ok(MailOutcome::Failed { mail: Some(last.id()), to: String::new(), reason: MailFailure::NoAddress });
    };
    if let Some(mail) = claim_for(desk, ticket, &last, address).await? {
        return Ok(send_claimed(desk, &mail).await);
    }
    // Somebody else was faster; tell what is true of whatever is the last mail now.
    let last = outbox::last_of_ticket(&mut desk.db().conn().await?, ticket).await?;
    last.map(|mail| mail.outcome()).ok_or_else(|| ErrorCode::NotFound.into())
}

/// Claims the mail to send: `last` itself, or its replacement to another address. Two people who press at once get one
/// claim: the second waits for the first one's transaction and then finds the mail taken or closed.
async fn claim_for(
    desk: &Desk,
    ticket: TicketId,
    last: &MailRow,
    address: &str,
) -> Result<Option<MailRow>, StoreError> {
    let now = desk.clock().now();
    let until = now.plus_seconds(CLAIM_SECONDS);
    let mut tx = desk.db().begin().await?;
    let Some(claimed) = outbox::claim_again(&mut tx, last.id(), now, until).await? else { return Ok(None) };
    if claimed.to_address == address {
        tx.commit().await?;
        return Ok(Some(claimed));
    }
    outbox::supersede(&mut tx, claimed.id()).await?;
    let id = outbox::enqueue(&mut tx, Some(ticket), address, &claimed.subject, &claimed.body, now).await?;
    let replacement = outbox::claim(&mut tx, id, now, until).await?;
    tickets::set_mail_mark(&mut tx, ticket, MailMark::Queued).await?;
    tx.commit().await?;
    Ok(replacement)
}
