//! "Liberar temporariamente": one atomic decision. Of any number of requests at once, one gets the release and the others
//! are told until when the contract is released already.

use domain::{
    access::{Action, Resource},
    contract::{
        ContractSettings, Question, REASON_MAX, Refusal, decide,
        wire::{ReleaseContract, ReleaseGiven},
    },
    error::{AppError, ErrorCode},
    form,
    settings::Company,
};

use super::{
    expire::expire,
    record::{Author, Recorder, publish},
};
use crate::{
    Desk, dialect,
    store::{
        contracts::{
            self,
            releases::{self, NewRelease},
        },
        counters, protocols, settings,
    },
    usecase::{Begun, Caller, KeyedWork},
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
    let mut work = match KeyedWork::begin(desk, caller, &form.key, "release_contract").await? {
        Begun::Fresh(work) => work,
        Begun::Answered(answer) => return Ok(answer),
    };
    let now = work.now();
    let tx = work.tx();
    dialect::write_contracts(tx).await?;
    let before = contracts::find_for_update(tx, form.id).await?;
    let params: ContractSettings = settings::load(tx).await?;
    let company: Company = settings::load(tx).await?;
    let zone = company.zone;
    let today = now.local_date(zone);
    // Counted first: whoever releases at the same moment waits here, so the limit holds to the last one.
    let given = releases::count_given(tx, today).await?;
    let given_today = u32::try_from(given - 1).unwrap_or(u32::MAX);
    let question = Question { allowed, params: &params, contract: before.as_ref(), given_today, now, zone };
    let mut decision = decide(&question);
    // A reason that goes over nothing is not written down.
    let goes_over = !override_reason.is_empty() && decision.reasons.iter().any(Refusal::can_be_overridden);
    if goes_over {
        decision = decision.overridden();
    }
    let decision = decision.allow().map_err(ErrorCode::Release)?;
    let mut before = before.ok_or(ErrorCode::Release(Refusal::UnknownContract))?;
    let recorder = Recorder::new(tx, Author::User(caller), now).await?;
    if let Some(over) = before.running {
        // Its end has passed, and the job has not come by yet.
        let ended = expire(tx, recorder.of_desk(), &before, over, now).await?.ok_or(ErrorCode::Internal)?;
        counters::follow(tx, &[(Some(&before), &ended)]).await?;
        before = ended;
    }
    let protocol = protocols::next(tx, today).await?.to_string();
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
    let id = releases::insert(tx, new).await.map_err(|error| lost_race(error, &decision.until.local_date(zone)))?;
    let note = if goes_over { &override_reason } else { &note };
    let change = before.release(id, decision.until, now, &protocol, note);
    let after = recorder.store(tx, &before, change).await?.ok_or(ErrorCode::Stale)?;
    counters::follow(tx, &[(Some(&before), &after)]).await?;
    publish(&mut work, &after);
    let answer = ReleaseGiven { id: after.id, protocol, until: decision.until };
    work.finish(&answer).await?;
    Ok(answer)
}

/// The unique index has the last word: whoever meets it lost a race (refusal 10).
fn lost_race(error: crate::error::StoreError, until: &chrono::NaiveDate) -> AppError {
    if error.unique_violation().is_some() {
        return ErrorCode::Release(Refusal::AlreadyReleased { until: *until }).into();
    }
    error.into()
}
