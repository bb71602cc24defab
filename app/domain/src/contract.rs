//! Contracts: what a contract is, how it is blocked, and what a block, a release or a payment makes of it.
//!
//! A temporary release lies *over* the block: `access` stays the block that comes back, `running` says until when it is
//! lifted. So a reader compares `until` with the clock and needs no job to be right. Whether a release may be given is
//! [`release::decide`]. Source: seed 001.

pub mod change;
pub mod import;
pub mod params;
pub mod query;
pub mod release;
pub mod view;
pub mod wire;

use serde::{Deserialize, Serialize};

pub use self::{
    change::Change,
    params::ContractSettings,
    query::{ContractCursor, ContractFilter, ContractQuery, Released},
    release::{Decision, Given, Question, decide},
    view::ContractView,
};
use crate::{
    ids::{ContractId, PersonId, PlanId, ReleaseId},
    money::Money,
    state::Uf,
    time::UtcMillis,
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
}
