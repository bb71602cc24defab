//! The job that sends what waits in the outbox.

use domain::{error::AppError, ticket::wire::MailOutcome};
use futures::{StreamExt, stream};

use super::attempt;
use crate::{Desk, store::outbox};

/// Mails in one run of the job.
const PER_RUN: i64 = 50;
/// Mails sent at the same time.
const AT_ONCE: usize = 4;

/// Makes an attempt for every mail that is due, at most 50 in one run; gives the number that left the desk.
///
/// # Errors
/// The database fails. A failing mail is not an error of the job.
pub async fn retry_due(desk: &Desk) -> Result<usize, AppError> {
    let ids = {
        let mut conn = desk.db().conn().await?;
        outbox::due(&mut conn, desk.clock().now(), PER_RUN).await?
    };
    let outcomes: Vec<MailOutcome> =
        stream::iter(ids).map(|id| async move { attempt(desk, id).await }).buffer_unordered(AT_ONCE).collect().await;
    let left = |outcome: &&MailOutcome| matches!(outcome, MailOutcome::Sent { .. } | MailOutcome::Written { .. });
    Ok(outcomes.iter().filter(left).count())
}
