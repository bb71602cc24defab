//! The same act on several tickets. Each one is its own transaction with its own result; one refusal stops nothing, and what
//! somebody changed since it was ticked is left alone and named.

use std::collections::BTreeSet;

use domain::{
    access::{Action, Resource},
    error::{AppError, ErrorCode},
    ids::ClientKey,
    ticket::{
        Command,
        wire::{BULK_MAX, BulkAct, BulkChange, BulkResult},
    },
};

use super::{
    execute::{Execute, execute},
    list::rows_of,
};
use crate::{Desk, token, usecase::Caller};

/// Changes many tickets; their mails wait in the queue, so that a slow mail server does not hold the agent.
///
/// # Errors
/// Only when nothing could be tried; conflicts and refusals of single tickets are in the result.
pub async fn bulk_change(desk: &Desk, caller: &Caller, form: BulkChange) -> Result<BulkResult, AppError> {
    caller.may(Action::Write, Resource::TicketInternals)?;
    if form.tickets.len() > BULK_MAX {
        let max = i64::try_from(BULK_MAX).unwrap_or(i64::MAX);
        return Err(ErrorCode::OutOfRange { min: 1, max }.into());
    }
    let mut result = BulkResult::default();
    let (mut changed, mut unchanged, mut stale) = (Vec::new(), Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    for (id, version) in form.tickets {
        if !seen.insert(id) {
            continue;
        }
        // One key a ticket, made from the form's key: a repeat of the whole form finds each answer again.
        let key = token::hash(&format!("{}-{id}", form.key)).replace('_', "-");
        let key = ClientKey::parse(&key).map_err(|_| ErrorCode::Internal)?;
        let command = match &form.change {
            BulkAct::Status { to, reason } => Command::ChangeStatus { to: *to, reason: reason.clone() },
            BulkAct::Assign { to, note } => Command::Move { to: *to, note: note.clone() },
        };
        let request = Execute { key: &key, kind: "bulk", id, version: Some(version), command };
        match execute(desk, caller, request).await {
            Ok(done) if done.changed => {
                result.mails_queued += u32::from(done.mail.is_some());
                result.untold.extend(done.no_address.then_some(id));
                changed.push(id);
            }
            Ok(_already_so) => unchanged.push(id),
            Err(error) if error.code == ErrorCode::Stale => stale.push(id),
            Err(error) if matches!(error.code, ErrorCode::Unavailable | ErrorCode::Internal) => return Err(error),
            Err(error) => result.refused.push((id, error)),
        }
    }
    if result.mails_queued > 0 {
        desk.mail_waits().notify_one();
    }
    result.changed = rows_of(desk, caller, &changed).await?;
    result.unchanged = rows_of(desk, caller, &unchanged).await?;
    // Somebody was faster. If they did just what is asked for here, there is nothing left to decide.
    let (alike, conflicts): (Vec<_>, Vec<_>) =
        rows_of(desk, caller, &stale).await?.into_iter().partition(|row| form.change.holds_for(row));
    result.unchanged.extend(alike);
    result.conflicts = conflicts;
    Ok(result)
}
