//! May this contract be released now, until when, and if not: every reason.
//!
//! The reasons stand in the order of the product description; the first one is what a refused request is told, the summary
//! of a contract lists them all. Pure: clock, zone, rights and parameters are passed in. The same function enables the
//! button in the browser and decides on the server.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{AccessStatus, Contract, ContractSettings, ContractStatus, Refusal, ReleaseChoice};
use crate::{time::UtcMillis, zone::Zone};

/// A release that was given, as far as taking it back depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    pub at: UtcMillis,
    /// From when the renew interval counted before it.
    pub interval_before: Option<UtcMillis>,
}

impl Given {
    /// Whether the wait is as if it had never been given, once it is revoked now: on the company's day on which it was given,
    /// unless the parameter says that it counts all the same.
    pub fn is_undone_by_revoking(self, params: &ContractSettings, now: UtcMillis, zone: Zone) -> bool {
        params.same_day_revocation_free && self.at.local_date(zone) == now.local_date(zone)
    }
}

/// Everything a decision depends on.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// What [`crate::access::can`] says about this user.
    pub allowed: bool,
    pub params: &'a ContractSettings,
    /// `None`: there is no such contract.
    pub contract: Option<&'a Contract>,
    /// Releases given today; only looked at when there is a limit.
    pub given_today: u32,
    pub now: UtcMillis,
    pub zone: Zone,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// In the order in which they are looked at; none = it may be released.
    pub reasons: Vec<Refusal>,
    /// The last millisecond of a release given now.
    pub until: UtcMillis,
    /// The first day of the next release if one is given now: the wait is over, and so is the one given now.
    pub next_after: NaiveDate,
    /// The first day on which the wait since the last release is over, and a running one with it; `None` when there is nothing to wait for.
    pub free_from: Option<NaiveDate>,
}

impl Decision {
    /// The reason that a refused request is told.
    ///
    /// # Errors
    /// The first reason.
    pub fn allow(self) -> Result<Self, Refusal> {
        match self.reasons.first() {
            None => Ok(self),
            Some(first) => Err(first.clone()),
        }
    }

    /// The same answer when a supervisor goes over the wait, with a reason.
    pub fn overridden(mut self) -> Self {
        self.reasons.retain(|reason| !reason.can_be_overridden());
        self
    }

    /// Whether only the wait stands in the way, so that a supervisor could go over it.
    pub fn only_too_soon(&self) -> bool {
        !self.reasons.is_empty() && self.reasons.iter().all(Refusal::can_be_overridden)
    }
}

/// The last day of a release of `days` days given on `today`; the day itself counts.
pub fn last_day(today: NaiveDate, days: u32) -> NaiveDate {
    plus(today, days.max(1) - 1)
}

fn plus(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX)
}

/// Decides.
pub fn decide(question: &Question<'_>) -> Decision {
    let Question { params, now, zone, .. } = *question;
    let today = now.local_date(zone);
    let renew = params.renew_after_days;
    let mut reasons = Vec::new();
    if !question.allowed {
        reasons.push(Refusal::NotAllowed);
    }
    let choice = question.contract.map_or(ReleaseChoice::Follow, |contract| contract.choice);
    // "S" stands over a general "off"; the missing wait stops everybody.
    if renew.is_none() || (!params.enabled && choice != ReleaseChoice::Allow) {
        reasons.push(Refusal::Disabled);
    }
    let mut free_from = None;
    match question.contract {
        None => reasons.push(Refusal::UnknownContract),
        Some(contract) => {
            of_contract(&mut reasons, contract, params, now, zone);
            let last = contract.interval_from.map(|at| at.local_date(zone));
            if let (Some(last), Some(renew)) = (last, renew) {
                let from = plus(last, renew);
                // While a release runs there is nothing to release, however short the wait is.
                let after_running = contract.released(now).map(|until| plus(until.local_date(zone), 1));
                free_from = Some(after_running.map_or(from, |day| day.max(from)));
                if today < from {
                    reasons.push(Refusal::TooSoon { from, last });
                }
            }
        }
    }
    if let Some(limit) = params.daily_limit.filter(|limit| question.given_today >= *limit) {
        reasons.push(Refusal::DailyLimit { limit });
    }
    Decision {
        reasons,
        until: UtcMillis::end_of_day(last_day(today, params.days), zone),
        next_after: plus(today, renew.unwrap_or_default()).max(plus(last_day(today, params.days), 1)),
        free_from,
    }
}

/// Reasons 4 to 8, which lie in the contract itself.
fn of_contract(reasons: &mut Vec<Refusal>, contract: &Contract, params: &ContractSettings, now: UtcMillis, zone: Zone) {
    if contract.status != ContractStatus::Active {
        reasons.push(Refusal::ContractStatus { status: contract.status });
    }
    let released = contract.released(now);
    if contract.access == AccessStatus::Active && released.is_none() {
        reasons.push(Refusal::NotBlocked);
    }
    if let Some(until) = released {
        reasons.push(Refusal::AlreadyReleased { until: until.local_date(zone) });
    }
    if contract.access != AccessStatus::Active && !contract.access.releasable(params.manual_too) {
        reasons.push(Refusal::BlockNotReleasable { access: contract.access });
    }
    if contract.choice == ReleaseChoice::Deny {
        reasons.push(Refusal::Restricted { reason: contract.restriction.clone() });
    }
}
