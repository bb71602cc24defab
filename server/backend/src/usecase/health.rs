//! What whoever watches over the process asks: can it serve, and how do its background works fare.

use domain::time::UtcMillis;

use crate::{Desk, error::StoreError, store};

/// Numbers about background works.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Numbers {
    /// Mails waiting for an attempt.
    pub mails_queued: i64,
    /// When each job last succeeded; without those that never did.
    pub last_successes: Vec<(String, UtcMillis)>,
}

/// The database answers and its schema is there.
///
/// # Errors
/// It does not or is not.
pub async fn is_ready(desk: &Desk) -> Result<(), StoreError> {
    store::jobs::all(&mut desk.db().conn().await?).await.map(|_| ())
}

/// Counts and times for the metrics.
pub async fn numbers(desk: &Desk) -> Result<Numbers, StoreError> {
    let mut conn = desk.db().conn().await?;
    let (mails_queued, _oldest) = store::outbox::backlog(&mut conn).await?;
    let jobs = store::jobs::all(&mut conn).await?;
    let last_successes =
        jobs.into_iter().filter_map(|job| Some((job.name, UtcMillis::from_millis(job.last_success_at?)))).collect();
    Ok(Numbers { mails_queued, last_successes })
}
