//! Whether one contract may be released, apart from the general parameter: yes, no with a reason, or as the parameter says.

use domain::{
    access::{Action, Resource},
    contract::{
        Contract, REASON_MAX, ReleaseChoice,
        wire::{ContractRow, LineKind, SetChoice},
    },
    error::{AppError, ErrorCode},
    form,
};

use super::{
    list::row_of,
    record::{Author, Change, Outlet, publish},
};
use crate::{
    Desk, dialect,
    store::{commands, contracts},
    usecase::Caller,
};

/// Saves the choice. A running release stays as it was given.
///
/// # Errors
/// `Forbidden`, `NotFound`, `Stale`, or `ReasonRequired` on `restriction` for "no".
pub async fn set_choice(desk: &Desk, caller: &Caller, form: SetChoice) -> Result<ContractRow, AppError> {
    caller.may(Action::Write, Resource::Contracts)?;
    let restriction = form::optional("restriction", &form.restriction, REASON_MAX)?;
    if form.choice == ReleaseChoice::Deny && restriction.is_empty() {
        return Err(AppError::on("restriction", ErrorCode::ReasonRequired));
    }
    let restriction = if form.choice == ReleaseChoice::Deny { restriction } else { String::new() };
    let now = desk.clock().now();
    let actor = &caller.actor;
    let mut tx = desk.db().begin().await?;
    let given = commands::claim::<bool>(&mut tx, actor.id, &form.key, "set_choice", now.millis()).await?;
    if given.is_some() {
        drop(tx);
        return row_of(desk, form.id).await;
    }
    dialect::write_contracts(&mut tx).await?;
    let before = contracts::find_for_update(&mut tx, form.id).await?.ok_or(ErrorCode::NotFound)?;
    if before.version != form.version {
        return Err(ErrorCode::Stale.into());
    }
    let wanted = Contract { choice: form.choice, restriction, ..before.clone() };
    if wanted != before {
        let after = contracts::save(&mut tx, &before, &wanted, now).await?.ok_or(ErrorCode::Stale)?;
        let change = Change {
            author: Author::User(caller),
            at: now,
            kind: LineKind::Choice,
            before: &before,
            after: &after,
            texts: (before.choice.code(), after.choice.code()),
            note: &after.restriction,
            protocol: None,
        };
        let outlet = Outlet::find(&mut tx).await?;
        change.record(&mut tx, outlet).await?;
        commands::answer(&mut tx, actor.id, &form.key, &true).await?;
        tx.commit().await?;
        publish(desk, &after);
    }
    row_of(desk, form.id).await
}
