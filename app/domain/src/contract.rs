//! Contracts: what a contract is, how it is blocked, and what a block, a release or a payment makes of it.
//!
//! A temporary release lies *over* the block: `access` stays the block that comes back, `running` says until when it is
//! lifted. So a reader compares `until` with the clock and needs no job to be right. Whether a release may be given is
//! [`release::decide`]. Source: seed 001.

pub mod import;
pub mod params;
pub mod query;
pub mod release;
pub mod view;
pub mod wire;

use serde::{Deserialize, Serialize};

pub use self::{
    params::ContractSettings,
    query::{ContractCursor, ContractFilter, ContractQuery, Released},
    release::{Decision, Given, Question, decide},
    view::ContractView,
};
use crate::{
    error::ErrorCode,
    ids::{ContractId, PersonId, PlanId, ReleaseId},
    money::Money,
    state::Uf,
    time::UtcMillis,
    zone::Zone,
};
pub use crate::{
    refusal::Refusal,
    status::contract::{AccessStatus, ContractStatus, ReleaseChoice},
};

/// Longest reason, note or restriction, in characters.
pub const REASON_MAX: usize = 500;

/// A contract as the rules see it. Names of person and plan are looked up by whoever shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    /// The company's own number, also the one on screen and in the address.
    pub id: ContractId,
    /// Grows by one with each stored change; a save on an older one is refused.
    pub version: i64,
    pub person: PersonId,
    pub plan: PlanId,
    /// What is charged a month.
    pub value: Money,
    pub status: ContractStatus,
    /// The access without any release: the block that comes back when one ends.
    pub access: AccessStatus,
    /// Since when it is blocked; `None` while the access is active.
    pub blocked_at: Option<UtcMillis>,
    pub state: Option<Uf>,
    pub city: String,
    pub choice: ReleaseChoice,
    /// Why this contract may not be released; set exactly for [`ReleaseChoice::Deny`].
    pub restriction: String,
    /// The release that was given and not ended yet. Its end may have passed a moment ago: compare with [`Contract::released`].
    pub running: Option<Running>,
    /// When the last release was given, revoked ones included.
    pub last_release: Option<UtcMillis>,
    /// From when the renew interval counts; `None` when there is nothing to wait for.
    pub interval_from: Option<UtcMillis>,
}

/// A release that was given and not ended yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Running {
    pub id: ReleaseId,
    /// The last millisecond of access.
    pub until: UtcMillis,
}

coded! {
    /// How a release ended.
    pub enum ReleaseState {
        Active = "active",
        /// Its time was over: blocked again.
        Expired = "expired",
        /// The overdue invoices were paid, or the block itself was lifted.
        Settled = "settled",
        /// Taken back by somebody.
        Revoked = "revoked",
    }
}

/// Whether paying takes the wait until the next release away (the switch "Pagamento encerra a espera").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    Keep,
    End,
}

impl Contract {
    /// Until when the contract has access by a release, at `now`; whatever a job has done or not done yet.
    pub fn released(&self, now: UtcMillis) -> Option<UtcMillis> {
        self.running.map(|running| running.until).filter(|until| now <= *until)
    }

    /// Whether the customer is without access at `now`.
    pub fn is_blocked(&self, now: UtcMillis) -> bool {
        self.access != AccessStatus::Active && self.released(now).is_none()
    }

    /// A release was given.
    pub fn with_release(&self, id: ReleaseId, until: UtcMillis, now: UtcMillis) -> Self {
        Self { running: Some(Running { id, until }), last_release: Some(now), interval_from: Some(now), ..self.clone() }
    }

    /// The release ended by its time: the block is what it was.
    pub fn without_release(&self) -> Self {
        Self { running: None, ..self.clone() }
    }

    /// Somebody took the running release back: the block is what it was, and so is the wait if the release was a mistake of
    /// this very day.
    pub fn revoked(&self, given: Given, params: &ContractSettings, now: UtcMillis, zone: Zone) -> Self {
        let interval_from =
            if given.is_undone_by_revoking(params, now, zone) { given.interval_before } else { self.interval_from };
        Self { interval_from, ..self.without_release() }
    }

    /// Blocked by hand. A running release ends with it.
    ///
    /// # Errors
    /// It is blocked by hand already, or its block is none that a person sets or lifts.
    pub fn block(&self, now: UtcMillis) -> Result<Self, ErrorCode> {
        match self.access {
            AccessStatus::Manual if self.released(now).is_none() => Err(ErrorCode::AlreadyBlocked),
            AccessStatus::Deactivated | AccessStatus::AwaitingSignature => {
                Err(ErrorCode::BlockStays { access: self.access })
            }
            _ => Ok(Self { access: AccessStatus::Manual, blocked_at: Some(now), running: None, ..self.clone() }),
        }
    }

    /// The block was lifted by hand. A running release has served its purpose.
    ///
    /// # Errors
    /// It is not blocked, or its block is none that a person lifts.
    pub fn unblock(&self) -> Result<Self, ErrorCode> {
        match self.access {
            AccessStatus::Active => Err(ErrorCode::Release(Refusal::NotBlocked)),
            AccessStatus::Deactivated | AccessStatus::AwaitingSignature => {
                Err(ErrorCode::BlockStays { access: self.access })
            }
            _ => Ok(Self { access: AccessStatus::Active, blocked_at: None, running: None, ..self.clone() }),
        }
    }

    /// No overdue invoice is left. Blocks for unpaid invoices end, and a release over one is settled; any other block has
    /// reasons that money does not answer and stays. `None` when nothing changes.
    pub fn settle(&self, wait: Wait) -> Option<Self> {
        if !matches!(self.access, AccessStatus::Automatic | AccessStatus::Overdue) {
            return None;
        }
        Some(Self {
            access: AccessStatus::Active,
            blocked_at: None,
            running: None,
            interval_from: if wait == Wait::End { None } else { self.interval_from },
            ..self.clone()
        })
    }
}
