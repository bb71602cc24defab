//! The job that sends what waits in the outbox.

use domain::{error::AppError, ticket::wire::MailOutcome};
use futures::{StreamExt, stream};

use super::attempt;
use crate::{Desk, store::outbox};

/// Mails read at once.
const PER_ROUND: i64 = 50;
/// Rounds in one run of the job, so that it ends also while mails keep coming.
const ROUNDS: usize = 40;
/// Mails sent at the same time.
const AT_ONCE: usize = 4;

/// Makes an attempt for every mail that is due; gives the number that left the desk.
///
/// # Errors
/// The database fails. A failing mail is not an error of the job.
pub async fn retry_due(desk: &Desk) -> Result<usize, AppError> {
    let mut sent = 0;
    for _ in 0..ROUNDS {
        let ids = {
            let mut conn = desk.db().conn().await?;
            outbox::due(&mut conn, desk.clock().now(), PER_ROUND).await?
        };
        let is_last = i64::try_from(ids.len()).is_ok_and(|read| read < PER_ROUND);
        let outcomes: Vec<MailOutcome> = stream::iter(ids)
            .map(|id| async move { attempt(desk, id).await })
            .buffer_unordered(AT_ONCE)
            .collect()
            .await;
        let left = |outcome: &&MailOutcome| matches!(outcome, MailOutcome::Sent { .. } | MailOutcome::Written { .. });
        sent += outcomes.iter().filter(left).count();
        if is_last {
            break;
        }
    }
    Ok(sent)
}
