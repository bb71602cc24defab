//! One attempt to send one mail, while somebody waits or from the job.

use domain::{
    ids::OutboxId,
    settings::{Company, MailSettings},
    ticket::wire::{MailFailure, MailFate, MailOutcome},
    time::UtcMillis,
};

use super::{CLAIM_SECONDS, record_fate};
use crate::{
    Desk,
    error::StoreError,
    live::Event,
    mail::{OutgoingMail, Sender},
    store::{
        outbox::{self, MailRow},
        settings,
    },
};

/// Sends a due mail now, in about five seconds at most, and tells what became of it. The transaction that made the mail
/// is committed already.
///
/// Never fails: when the database does not answer, or another process has the mail, it stays in the queue.
pub async fn attempt(desk: &Desk, id: OutboxId) -> MailOutcome {
    try_attempt(desk, id).await.unwrap_or_else(|error| {
        tracing::error!(%error, mail = %id, "a mail could not be taken from the outbox");
        MailOutcome::Queued { mail: id, to: String::new() }
    })
}

async fn try_attempt(desk: &Desk, id: OutboxId) -> Result<MailOutcome, StoreError> {
    let now = desk.clock().now();
    let mut tx = desk.db().begin().await?;
    let claimed = outbox::claim(&mut tx, id, now, now.plus_seconds(CLAIM_SECONDS)).await?;
    tx.commit().await?;
    if let Some(mail) = claimed {
        return Ok(send_claimed(desk, &mail).await);
    }
    let mail = outbox::find(&mut desk.db().conn().await?, id).await?;
    if let Some(mail) = mail.as_ref().filter(|mail| mail.fell_silent(now)) {
        record(desk, mail, MailFate::Unanswered, now).await?;
        return Ok(MailOutcome::Unanswered { to: mail.to_address.clone() });
    }
    Ok(mail.map_or(MailOutcome::Queued { mail: id, to: String::new() }, |mail| mail.outcome()))
}

/// Sends a mail that this process has claimed, and records its fate.
///
/// In a task of its own: when the browser goes away meanwhile, the request ends but not the sending, whose fate would be
/// unknown.
pub(super) async fn send_claimed(desk: &Desk, mail: &MailRow) -> MailOutcome {
    let (sender, claimed) = (desk.clone(), mail.clone());
    let sending = tokio::spawn(async move { send_and_record(&sender, &claimed).await });
    sending.await.unwrap_or_else(|error| {
        tracing::error!(%error, mail = %mail.id(), "sending a mail broke off");
        MailOutcome::Queued { mail: mail.id(), to: mail.to_address.clone() }
    })
}

async fn send_and_record(desk: &Desk, mail: &MailRow) -> MailOutcome {
    let fate = deliver(desk, mail).await;
    let now = desk.clock().now();
    let mut recorded = record(desk, mail, fate, now).await;
    if recorded.is_err() {
        // Once more, since of an unrecorded mail nobody knows what became of it.
        recorded = record(desk, mail, fate, now).await;
    }
    if let Err(error) = recorded {
        tracing::error!(%error, mail = %mail.id(), ?fate, "the fate of a mail could not be recorded");
    }
    fate.outcome(mail.to_address.clone(), now, Some(mail.id()))
}

async fn deliver(desk: &Desk, mail: &MailRow) -> MailFate {
    if mail.to_address.trim().is_empty() {
        return MailFate::Failed(MailFailure::NoAddress);
    }
    let allowed = allowed(desk, mail).await.unwrap_or_else(|error| {
        // No news about the mail server, but the same to whoever waits: it did not go out now, and is tried again.
        tracing::error!(%error, mail = %mail.id(), "a mail could not be prepared");
        Err(MailFailure::Unreachable)
    });
    let sender = match allowed {
        Ok(sender) => sender,
        Err(reason) => return MailFate::Failed(reason),
    };
    let outgoing = OutgoingMail {
        to: mail.to_address.clone(),
        subject: mail.subject.clone(),
        body: mail.body.clone(),
        message_id: mail.message_id.clone(),
        date: mail.created_at(),
    };
    desk.mailer().deliver_noting(&sender, &outgoing, note_handing(desk, mail)).await
}

/// Writes down that the text is given away from now on; without this note it stays here.
async fn note_handing(desk: &Desk, mail: &MailRow) -> bool {
    let noted = async {
        let mut tx = desk.db().begin().await?;
        let ours = outbox::mark_handing(&mut tx, mail.id(), mail.attempts).await?;
        tx.commit().await?;
        Ok::<_, StoreError>(ours)
    };
    noted.await.unwrap_or_else(|error| {
        tracing::error!(%error, mail = %mail.id(), "a mail was kept back: its sending could not be noted");
        false
    })
}

/// The company as sender, unless it has no address or the receiver has had enough for a day: two robots that answer each
/// other have to stop (RFC 3834).
async fn allowed(desk: &Desk, mail: &MailRow) -> Result<Result<Sender, MailFailure>, StoreError> {
    let now = desk.clock().now();
    let mut conn = desk.db().conn().await?;
    let company: Company = settings::load(&mut conn).await?;
    let address = company.email.trim();
    if address.is_empty() {
        return Ok(Err(MailFailure::NoSender));
    }
    let sender = Sender { address: address.to_owned(), name: company.name };
    if !mail.budgeted {
        return Ok(Ok(sender));
    }
    let budget: MailSettings = settings::load(&mut conn).await?;
    let sent = outbox::count_to(&mut conn, &mail.to_address, now.plus_days(-1), now, mail.id()).await?;
    if sent >= i64::from(budget.daily_budget) {
        return Ok(Err(MailFailure::Budget));
    }
    Ok(Ok(sender))
}

async fn record(desk: &Desk, mail: &MailRow, fate: MailFate, now: UtcMillis) -> Result<(), StoreError> {
    let mut tx = desk.db().begin().await?;
    let changed = record_fate(&mut tx, mail, fate, now).await?;
    tx.commit().await?;
    if let Some((id, version)) = changed {
        desk.hub().publish(Event::TicketChanged { id, version });
        desk.hub().publish(Event::CountsChanged);
    }
    Ok(())
}
