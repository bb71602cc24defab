//! "Liberar temporariamente": one atomic decision. Of any number of requests at once, one gets the release and the others
//! are told until when the contract is released already.

use domain::{
    access::{Action, Resource},
    contract::{
        ContractSettings, Question, REASON_MAX, Refusal, decide,
        wire::{LineKind, ReleaseContract, ReleaseGiven},
    },
    error::{AppError, ErrorCode},
    form,
    settings::Company,
};

use super::record::{Author, Change, Outlet, publish};
use crate::{
    Desk, dialect,
    store::{
        commands,
        contracts::{
            self,
            releases::{self, NewRelease},
        },
        counters, protocols, settings,
    },
    usecase::Caller,
};

/// Releases a contract and gives protocol and end. The same key twice releases once.
///
/// # Errors
/// [`ErrorCode::Release`] with the first reason that stands in the way; `ReasonRequired` never, since an empty reason is none:
/// the wait then counts. The database fails.
pub async fn release(desk: &Desk, caller: &Caller, form: ReleaseContract) -> Result<ReleaseGiven, AppError> {
    let allowed = caller.may(Action::Write, Resource::Releases).is_ok();
    if !allowed {
        return Err(ErrorCode::Release(Refusal::NotAllowed).into());
    }
    let note = form::optional("note", &form.note, REASON_MAX)?;
    let override_reason = form::optional("override_reason", &form.override_reason, REASON_MAX)?;
    if !override_reason.is_empty() {
        caller.may(Action::Write, Resource::ReleaseWait)?;
    }
    let now = desk.clock().now();
    let mut tx = desk.db().begin().await?;
    if let Some(answer) = commands::claim(&mut tx, caller.actor.id, &form.key, "release_contract", now.millis()).await?
    {
        return Ok(answer);
    }
    dialect::write_contracts(&mut tx).await?;
    let before = contracts::find_for_update(&mut tx, form.id).await?;
    let params: ContractSettings = settings::load(&mut tx).await?;
    let company: Company = settings::load(&mut tx).await?;
    let zone = company.zone;
    let today = now.local_date(zone);
    // Counted first: whoever releases at the same moment waits here, so the limit holds to the last one.
    let given = releases::count_given(&mut tx, today).await?;
    let given_today = u32::try_from(given - 1).unwrap_or(u32::MAX);
    let question = Question { allowed, params: &params, contract: before.as_ref(), given_today, now, zone };
    let mut decision = decide(&question);
    // A reason that goes over nothing is not written down.
    let goes_over = !override_reason.is_empty() && decision.reasons.iter().any(Refusal::can_be_overridden);
    if goes_over {
        decision = decision.overridden();
    }
    let decision = decision.allow().map_err(ErrorCode::Release)?;
    let before = before.ok_or(ErrorCode::Release(Refusal::UnknownContract))?;
    let outlet = Outlet::find(&mut tx).await?;
    if let Some(over) = before.running {
        // Its end has passed, and the job has not come by yet.
        contracts::ending::expire(&mut tx, &before, over.id, now).await?;
    }
    let before = if before.running.is_some() {
        let ended = contracts::find(&mut tx, before.id).await?.ok_or(ErrorCode::Internal)?;
        let change = Change {
            author: Author::Desk,
            at: now,
            kind: LineKind::Reblocked,
            before: &before,
            after: &ended,
            texts: ("", ended.access.code()),
            note: "",
            protocol: None,
        };
        change.record_quietly(&mut tx, outlet).await?;
        counters::follow(&mut tx, &[(Some(&before), &ended)]).await?;
        ended
    } else {
        before
    };
    let protocol = protocols::next(&mut tx, today).await?.to_string();
    let new = NewRelease {
        contract: before.id,
        protocol: &protocol,
        at: now,
        until: decision.until,
        days: params.days,
        by: &caller.actor,
        note: &note,
        override_reason: if goes_over { &override_reason } else { "" },
        interval_before: before.interval_from,
    };
    let id =
        releases::insert(&mut tx, new).await.map_err(|error| lost_race(error, &decision.until.local_date(zone)))?;
    let after = before.with_release(id, decision.until, now);
    let after = contracts::save(&mut tx, &before, &after, now).await?.ok_or(ErrorCode::Stale)?;
    let change = Change {
        author: Author::User(caller),
        at: now,
        kind: LineKind::Released,
        before: &before,
        after: &after,
        texts: (before.access.code(), &protocol),
        note: if goes_over { &override_reason } else { &note },
        protocol: Some(&protocol),
    };
    change.record(&mut tx, outlet).await?;
    let answer = ReleaseGiven { id: after.id, protocol, until: decision.until };
    commands::answer(&mut tx, caller.actor.id, &form.key, &answer).await?;
    tx.commit().await?;
    publish(desk, &after);
    Ok(answer)
}

/// The unique index has the last word: whoever meets it lost a race (refusal 10).
fn lost_race(error: crate::error::StoreError, until: &chrono::NaiveDate) -> AppError {
    if error.unique_violation().is_some() {
        return ErrorCode::Release(Refusal::AlreadyReleased { until: *until }).into();
    }
    error.into()
}
