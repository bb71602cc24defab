//! Contracts as they travel between server and screens: rows, the summary of one, the forms and their answers.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Contract, ContractFilter, ContractQuery, ContractSettings, Decision, Given, Question, REASON_MAX, ReleaseChoice,
    ReleaseState, decide,
};
use crate::{
    error::AppError,
    form,
    ids::{ClientKey, ContractId, InvoiceId, PlanId, ReleaseId},
    money::Money,
    time::UtcMillis,
    view::ViewTab,
    zone::Zone,
};

/// One row of the grid: the contract as the rules see it, with the names around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractRow {
    pub contract: Contract,
    pub person_name: String,
    /// For lists: `***.982.247-**`.
    pub masked_document: Option<String>,
    pub plan_name: String,
    /// What is owed: the open invoices that are past their due date, those of R$ 0,00 apart.
    pub overdue: Money,
    pub overdue_count: u32,
}

/// What a decision about any row of a page needs beside the row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseTerms {
    pub params: ContractSettings,
    /// Releases given today.
    pub given_today: u32,
}

impl ReleaseTerms {
    /// Decides about `contract`, as the server will.
    pub fn decide(&self, contract: &Contract, allowed: bool, now: UtcMillis, zone: Zone) -> Decision {
        let Self { params, given_today } = self;
        decide(&Question { allowed, params, contract: Some(contract), given_today: *given_today, now, zone })
    }

    /// What will be decided about `contract` once its running release was revoked now: by then anybody who may release asks.
    pub fn after_revocation(&self, contract: &Contract, given: Given, now: UtcMillis, zone: Zone) -> Decision {
        self.decide(&contract.revoked(given, &self.params, now, zone), true, now, zone)
    }
}

/// One page of the grid with everything around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractPage {
    pub query: ContractQuery,
    pub rows: Vec<ContractRow>,
    /// Position of the first row, from 1; 0 when there is none.
    pub start: u64,
    pub has_previous: bool,
    pub has_next: bool,
    /// How many the whole filter has, when a view keeps its count.
    pub total: Option<i64>,
    pub tabs: Vec<ViewTab<ContractFilter>>,
    /// Releases that end today.
    pub ends_today: i64,
    /// Names behind the ids in the filter, for its chips: `plan.3`, `person.12`.
    pub names: BTreeMap<String, String>,
    pub terms: ReleaseTerms,
    /// The server's clock when the rows were read.
    pub now: UtcMillis,
}

/// The present rows of some contracts with what decisions about them need: after midnight, and after changed parameters, the
/// menus of a page that stays open say what is true now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurrentRows {
    pub rows: Vec<ContractRow>,
    pub terms: ReleaseTerms,
    /// The server's clock when the rows were read.
    pub now: UtcMillis,
}

coded! {
    /// Where an invoice stands.
    pub enum InvoiceStatus {
        Open = "open",
        Paid = "paid",
        Cancelled = "cancelled",
    }
}

/// An invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceRow {
    pub id: InvoiceId,
    pub number: String,
    pub due_on: NaiveDate,
    pub amount: Money,
    pub status: InvoiceStatus,
    pub paid_at: Option<UtcMillis>,
}

impl InvoiceRow {
    /// Open, and its day is over on `today`; perhaps a bill of R$ 0,00, which is no debt.
    pub fn is_past_due(&self, today: NaiveDate) -> bool {
        self.status == InvoiceStatus::Open && self.due_on < today
    }

    /// Money is owed: open, its day is over on `today`, and its amount is not zero.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.is_past_due(today) && self.amount > Money::ZERO
    }
}

/// A release that was given once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseRow {
    pub id: ReleaseId,
    pub protocol: String,
    pub at: UtcMillis,
    pub until: UtcMillis,
    pub days: u32,
    pub by: String,
    pub note: String,
    /// Why a supervisor went over the wait; empty for the others.
    pub override_reason: String,
    pub state: ReleaseState,
    pub ended_at: Option<UtcMillis>,
    /// From when the renew interval counted before it.
    pub interval_before: Option<UtcMillis>,
}

impl ReleaseRow {
    /// What taking it back depends on.
    pub const fn given(&self) -> Given {
        Given { at: self.at, interval_before: self.interval_before }
    }
}

coded! {
    /// What a line of a contract's history tells.
    pub enum LineKind {
        Created = "created",
        /// Changed by an import; `before` and `after` name the access when that changed.
        Imported = "imported",
        Blocked = "blocked",
        Unblocked = "unblocked",
        Released = "released",
        /// A release expired and the block came back.
        Reblocked = "reblocked",
        Revoked = "revoked",
        /// The last overdue invoice was paid.
        Settled = "settled",
        Paid = "paid",
        /// "Liberar temporariamente" of this contract: yes, no, as the general one.
        Choice = "choice",
    }
}

/// One line of the history, with the texts of that moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractLine {
    pub id: i64,
    pub at: UtcMillis,
    /// `None` when the desk itself did it.
    pub actor_name: Option<String>,
    pub kind: LineKind,
    /// A code of access or choice, a protocol, an invoice's number: what the kind says.
    pub before: String,
    pub after: String,
    pub note: String,
}

/// Lines, invoices and releases that a summary shows at most of each.
pub const SUMMARY_LINES: u32 = 50;

/// The summary of one contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractDetails {
    pub row: ContractRow,
    /// The whole document, on the page of one contract only.
    pub document: Option<String>,
    /// The open ones first by their day, then the newest.
    pub invoices: Vec<InvoiceRow>,
    /// Newest first.
    pub releases: Vec<ReleaseRow>,
    /// Newest first.
    pub history: Vec<ContractLine>,
    pub terms: ReleaseTerms,
    pub now: UtcMillis,
}

impl ContractDetails {
    /// The release that runs.
    pub fn running(&self) -> Option<&ReleaseRow> {
        self.row.contract.released(self.now)?;
        self.releases.first().filter(|last| last.state == ReleaseState::Active)
    }
}

/// "Liberar temporariamente".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseContract {
    pub key: ClientKey,
    pub id: ContractId,
    pub note: String,
    /// Goes over the wait when it is filled; for supervisors.
    pub override_reason: String,
}

/// What was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseGiven {
    pub id: ContractId,
    pub protocol: String,
    pub until: UtcMillis,
}

/// An act on a contract that asks for a reason: block, unblock, revoke.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractAct {
    pub key: ClientKey,
    pub id: ContractId,
    /// The version that was on the screen.
    pub version: i64,
    pub reason: String,
}

impl ContractAct {
    /// The reason as it is stored.
    ///
    /// # Errors
    /// `ReasonRequired` or `TooLong` on `reason`.
    pub fn reason(&self) -> Result<String, AppError> {
        form::reason("reason", &self.reason, REASON_MAX)
    }
}

/// Whether this contract may be released, apart from the general parameter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetChoice {
    pub key: ClientKey,
    pub id: ContractId,
    pub version: i64,
    pub choice: ReleaseChoice,
    /// Required for "no".
    pub restriction: String,
}

impl SetChoice {
    /// The restriction as it is stored.
    ///
    /// # Errors
    /// `ReasonRequired` on `restriction` for "no", or `TooLong`.
    pub fn restriction(&self) -> Result<String, AppError> {
        let read = if self.choice == ReleaseChoice::Deny { form::reason } else { form::optional };
        read("restriction", &self.restriction, REASON_MAX)
    }
}

/// Marks an invoice as paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayInvoice {
    pub key: ClientKey,
    pub contract: ContractId,
    pub invoice: InvoiceId,
}

/// What a payment did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoicePaid {
    /// No overdue invoice is left and the block ended.
    pub settled: bool,
}

/// A plan as a choice of the filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanChoice {
    pub id: PlanId,
    pub name: String,
}
