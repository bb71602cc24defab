//! What the exports of all lists share: rows come page by page while the file is sent, so that a million of them cost the
//! memory of one page; and the audit knows of it before the first row leaves.

use std::future::Future;

use domain::error::AppError;
use futures::{
    StreamExt,
    stream::{self, BoxStream},
};
use serde::Serialize;

use crate::{
    Desk,
    store::audit::{self, AuditEntry, Author},
    usecase::Caller,
};

/// Rows that are read at once.
pub(super) const PAGE: u32 = 500;

/// The rows of an export, in the order of the list. An error breaks the file off.
pub type Pages<R> = BoxStream<'static, Result<Vec<R>, AppError>>;

struct Taking<Q, Read> {
    desk: Desk,
    caller: Caller,
    list: &'static str,
    filter: String,
    read: Read,
    next: Option<Q>,
    taken: usize,
}

impl<Q, Read> Taking<Q, Read> {
    async fn log(&self, action: &str, after: &str) -> Result<(), AppError> {
        let mut tx = self.desk.db().begin().await?;
        let entry = AuditEntry::new(self.desk.clock().now(), Author::User(&self.caller.actor), action, self.list)
            .from_address(&self.caller.address)
            .before(&self.filter)
            .after(after);
        audit::append(&mut tx, &entry).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// All rows from `first` on; `read` gives one page and the question for the next one. The audit gets `exported` now, and
/// `export_ended` with the number of rows when all are read: one without the other was broken off. The caller's right is
/// checked already.
///
/// # Errors
/// The database fails.
pub(super) async fn pages<Q, R, F, Read>(
    desk: &Desk,
    caller: &Caller,
    list: &'static str,
    filter: &(impl Serialize + Sync),
    first: Q,
    read: Read,
) -> Result<Pages<R>, AppError>
where
    Q: Send + Sync + 'static,
    R: Send + 'static,
    F: Future<Output = Result<(Vec<R>, Option<Q>), AppError>> + Send + 'static,
    Read: Fn(Desk, Q) -> F + Send + Sync + 'static,
{
    let filter = serde_json::to_string(filter).unwrap_or_default();
    let taking = Taking { desk: desk.clone(), caller: caller.clone(), list, filter, read, next: Some(first), taken: 0 };
    taking.log("exported", "").await?;
    let pages = stream::try_unfold(taking, |mut taking| async move {
        let Some(query) = taking.next.take() else { return Ok(None) };
        let (rows, next) = (taking.read)(taking.desk.clone(), query).await?;
        taking.taken += rows.len();
        taking.next = next;
        if taking.next.is_none() {
            taking.log("export_ended", &taking.taken.to_string()).await?;
        }
        Ok(Some((rows, taking)))
    });
    Ok(pages.boxed())
}
