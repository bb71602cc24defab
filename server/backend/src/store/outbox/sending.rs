//! Taking a mail to send it, and writing down what came of that.

use domain::{ids::OutboxId, ticket::wire::MailFailure, time::UtcMillis};

use super::MailRow;
use crate::{
    db::{Conn, Tx},
    error::StoreError,
    maybe_row, rows, run,
};

/// `claimed_until` of a mail that was replaced by another one and must never be sent.
const FOREVER: i64 = i64::MAX;

/// Takes a due mail to send it, and nobody else gets it before `until`. `None`: it is done, given up, not due yet, or
/// somebody else has it.
pub async fn claim(tx: &mut Tx, id: OutboxId, now: UtcMillis, until: UtcMillis) -> Result<Option<MailRow>, StoreError> {
    maybe_row!(
        tx,
        MailRow,
        "update outbox
         set claimed_until = $3, attempts = attempts + 1
         where id = $1 and state in ('queued', 'failed') and due_at <= $2 and claimed_until < $2
         returning id, ticket_id, to_address, subject, body, message_id, state, attempts, due_at, claimed_until, failure, budgeted, created_at, done_at",
        id.get(),
        now.millis(),
        until.millis()
    )
}

/// Takes a mail that did not go out, or of which nobody knows, although it is not due or was given up: somebody pressed
/// "Reenviar".
pub async fn claim_again(
    tx: &mut Tx,
    id: OutboxId,
    now: UtcMillis,
    until: UtcMillis,
) -> Result<Option<MailRow>, StoreError> {
    maybe_row!(
        tx,
        MailRow,
        "update outbox
         set claimed_until = $3, attempts = attempts + 1, due_at = $2,
             state = case when state = 'unanswered' then 'queued' else state end
         where id = $1 and state in ('queued', 'failed', 'unanswered') and claimed_until < $2
         returning id, ticket_id, to_address, subject, body, message_id, state, attempts, due_at, claimed_until, failure, budgeted, created_at, done_at",
        id.get(),
        now.millis(),
        until.millis()
    )
}

/// Mails due at `$1` that nobody has, at most `$2`.
pub(in crate::store) const DUE: &str = "select id
from outbox
where due_at <= $1 and claimed_until < $1
order by due_at, id
limit $2";

/// Mails that are due and that nobody has, the longest waiting first. Claim each before sending it.
pub async fn due(conn: &mut Conn, now: UtcMillis, limit: i64) -> Result<Vec<OutboxId>, StoreError> {
    let found: Vec<(i64,)> = rows!(conn, (i64,), DUE, now.millis(), limit)?;
    Ok(found.into_iter().map(|(id,)| OutboxId::new(id)).collect())
}

/// Writes down that the text of a claimed mail is given to a mail server from now on: without another word it may have
/// arrived. `false` when this claim (told by its number of attempts) is not the last one any more; then nothing may be sent.
pub async fn mark_handing(tx: &mut Tx, id: OutboxId, attempts: i64) -> Result<bool, StoreError> {
    let rows = run!(
        tx,
        "update outbox set state = 'handing' where id = $1 and attempts = $2 and state in ('queued', 'failed')",
        id.get(),
        attempts
    )?;
    Ok(rows == 1)
}

/// Records that a mail server took the mail. Also when the claim ran out meanwhile: the mail did leave.
pub async fn mark_sent(tx: &mut Tx, id: OutboxId, now: UtcMillis) -> Result<bool, StoreError> {
    done(tx, id, "sent", now).await
}

/// Records that the mail was written as a file.
pub async fn mark_written(tx: &mut Tx, id: OutboxId, now: UtcMillis) -> Result<bool, StoreError> {
    done(tx, id, "written", now).await
}

async fn done(tx: &mut Tx, id: OutboxId, state: &str, now: UtcMillis) -> Result<bool, StoreError> {
    let rows = run!(
        tx,
        "update outbox
         set state = $2, due_at = null, claimed_until = 0, failure = '', done_at = $3
         where id = $1 and state in ('queued', 'handing', 'failed', 'unanswered')",
        id.get(),
        state,
        now.millis()
    )?;
    Ok(rows == 1)
}

/// Records a failed attempt; `next` is when it is tried again, `None` gives up. `false`, and nothing changed, when this
/// claim (told by its number of attempts) is not the last one any more.
pub async fn mark_failed(
    tx: &mut Tx,
    id: OutboxId,
    attempts: i64,
    reason: MailFailure,
    next: Option<UtcMillis>,
) -> Result<bool, StoreError> {
    let text = serde_json::to_string(&reason).map_err(StoreError::corrupt)?;
    let rows = run!(
        tx,
        "update outbox
         set state = 'failed', due_at = $4, claimed_until = 0, failure = $3
         where id = $1 and attempts = $2 and state in ('queued', 'handing', 'failed', 'unanswered')",
        id.get(),
        attempts,
        text.as_str(),
        next.map(UtcMillis::millis)
    )?;
    Ok(rows == 1)
}

/// Records that a mail server had the mail and did not say whether it took it: it is not tried again. `false`, and nothing
/// changed, when this claim (told by its number of attempts) is not the last one any more or its fate is known.
pub async fn mark_unanswered(tx: &mut Tx, id: OutboxId, attempts: i64) -> Result<bool, StoreError> {
    let rows = run!(
        tx,
        "update outbox
         set state = 'unanswered', due_at = null, claimed_until = 0, failure = ''
         where id = $1 and attempts = $2 and state in ('queued', 'handing', 'failed')",
        id.get(),
        attempts
    )?;
    Ok(rows == 1)
}

/// Closes a claimed mail for good because another one takes its place.
pub async fn supersede(tx: &mut Tx, id: OutboxId) -> Result<(), StoreError> {
    run!(tx, "update outbox set state = 'failed', due_at = null, claimed_until = $2 where id = $1", id.get(), FOREVER)?;
    Ok(())
}
