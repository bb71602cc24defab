//! What the exports of all lists share: rows come page by page while the file is sent, so that a million of them cost the
//! memory of one page; the audit knows of it before the first row leaves; and since whoever takes the file sets the pace, the
//! right is looked at again for every page.

use std::future::Future;

use domain::{
    access::{Action, Resource},
    error::{AppError, ErrorCode},
};
use futures::{
    StreamExt,
    stream::{self, BoxStream},
};
use serde::Serialize;

use crate::{
    Desk,
    store::users,
    usecase::{Caller, UnitOfWork},
};

/// Rows that are read at once.
pub(super) const PAGE: u32 = 500;

/// The rows of an export, page by page. An error breaks the file off.
pub type Pages<R> = BoxStream<'static, Result<Vec<R>, AppError>>;

struct Taking<Q, Read> {
    desk: Desk,
    caller: Caller,
    resource: Resource,
    list: &'static str,
    filter: String,
    read: Read,
    next: Option<Q>,
    taken: usize,
}

impl<Q, Read> Taking<Q, Read> {
    async fn log(&self, action: &str, after: &str) -> Result<(), AppError> {
        let mut work = UnitOfWork::begin(&self.desk, &self.caller).await?;
        work.audit(action, self.list, None, &self.filter, after).await?;
        work.commit().await
    }

    /// The caller as the desk knows them now.
    async fn may_still(&self) -> Result<(), AppError> {
        let user = users::get(&mut self.desk.db().conn().await?, self.caller.actor.id).await?;
        if !user.active {
            return Err(ErrorCode::Forbidden.into());
        }
        Caller { actor: user.actor()?, ..self.caller.clone() }.may(Action::Export, self.resource)
    }
}

/// All rows from `first` on; `read` gives one page and the question for the next one. The audit gets `exported` now, and
/// `export_ended` with the number of rows when all are read: one without the other was broken off.
///
/// # Errors
/// `Forbidden`, or the database fails.
pub(super) async fn pages<Q, R, F, Read>(
    desk: &Desk,
    caller: &Caller,
    (list, resource): (&'static str, Resource),
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
    caller.may(Action::Export, resource)?;
    let filter = serde_json::to_string(filter).unwrap_or_default();
    let (desk, caller) = (desk.clone(), caller.clone());
    let taking = Taking { desk, caller, resource, list, filter, read, next: Some(first), taken: 0 };
    taking.log("exported", "").await?;
    let pages = stream::try_unfold(taking, |mut taking| async move {
        let Some(query) = taking.next.take() else { return Ok(None) };
        taking.may_still().await?;
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
