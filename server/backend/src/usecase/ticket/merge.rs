//! Merging a ticket into another one: this one is finished and points to the one that stays.

use domain::{
    access::{Action, Resource},
    error::AppError,
    ids::{ClientKey, TicketId},
    ticket::{Command, wire::TicketRow},
};

use super::{
    execute::{Execute, execute},
    list::row_of,
};
use crate::{Desk, usecase::Caller};

/// Merges `id` into `into`.
///
/// # Errors
/// `SameTicket`, `NotFound` on `into`, `Merged` when it was merged before, `Stale` or `Forbidden`.
pub async fn merge(
    desk: &Desk,
    caller: &Caller,
    key: &ClientKey,
    id: TicketId,
    version: i64,
    into: TicketId,
) -> Result<TicketRow, AppError> {
    caller.may(Action::Write, Resource::TicketInternals)?;
    let request = Execute { key, kind: "merge", id, version: Some(version), command: Command::MergeInto { into } };
    let done = execute(desk, caller, request).await?;
    row_of(desk, caller, done.id).await
}
