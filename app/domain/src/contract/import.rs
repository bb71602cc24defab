//! Rows of imported lists of contracts and of invoices: texts in, a line or one named fault out.
//!
//! The machinery is that of people (`person::import`): the same reader, preview and progress. A contract is known by its
//! number, an invoice by its own; a row about a known one changes it, and empty cells leave what is there.

use chrono::NaiveDate;

use super::{
    AccessStatus, Change, Contract, ContractStatus, REASON_MAX, ReleaseChoice, ReleaseState,
    wire::{InvoiceStatus, LineKind},
};
use crate::{
    document::Document,
    error::ErrorCode,
    ids::{ContractId, PersonId, PlanId},
    money::Money,
    person::{
        CITY_MAX, NAME_MAX,
        import::{FaultReason, RowFault, Target},
    },
    search,
    state::Uf,
    time::{UtcMillis, parse_date},
    written::without_leftover,
    zone::Zone,
};

/// Longest name of a plan and longest number of an invoice, in characters.
pub const PLAN_MAX: usize = 80;
pub const INVOICE_NUMBER_MAX: usize = 40;

/// A good row of contracts. `None` = the cell was empty or its column is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractLine {
    pub number: ContractId,
    /// Whose contract it is.
    pub document: Document,
    /// For a person who is not known yet; otherwise what is stored stays.
    pub name: String,
    pub plan: Option<String>,
    pub value: Option<Money>,
    pub status: Option<ContractStatus>,
    pub access: Option<AccessStatus>,
    pub blocked_on: Option<NaiveDate>,
    pub state: Option<Uf>,
    pub city: Option<String>,
    pub choice: Option<ReleaseChoice>,
    pub restriction: Option<String>,
}

/// A good row of invoices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceLine {
    pub number: String,
    pub contract: ContractId,
    pub due_on: NaiveDate,
    pub amount: Money,
    /// Open when the list does not say.
    pub status: Option<InvoiceStatus>,
}

impl ContractLine {
    /// A contract that nobody knew, as the row says.
    pub fn opened(&self, person: PersonId, plan: PlanId, now: UtcMillis, zone: Zone) -> Contract {
        let blank = Contract {
            id: self.number,
            version: 1,
            person,
            plan,
            value: Money::ZERO,
            status: ContractStatus::Active,
            access: AccessStatus::Active,
            blocked_at: None,
            state: None,
            city: String::new(),
            choice: ReleaseChoice::Follow,
            restriction: String::new(),
            running: None,
            last_release: None,
            interval_from: None,
        };
        self.merged_into(&blank, now, zone)
    }

    /// What the row makes of a contract that is known, of this person and plan by now; its `after` is the contract as it was when
    /// there is nothing new. A release over a block for money stays while the list repeats that block, and ends with any other
    /// access.
    pub fn change(&self, before: &Contract, person: PersonId, plan: PlanId, now: UtcMillis, zone: Zone) -> Change {
        let after = self.merged_into(&Contract { person, plan, ..before.clone() }, now, zone);
        let kind = match (before.access, after.access) {
            (was, is) if was == is => LineKind::Imported,
            (_, AccessStatus::Active) => LineKind::Unblocked,
            _ => LineKind::Blocked,
        };
        let active = after.access == AccessStatus::Active;
        let state = if active { ReleaseState::Settled } else { ReleaseState::Revoked };
        let ends = Some(state).filter(|_| after.running.is_none());
        before.change_to(kind, after, ends, "")
    }

    /// Empty cells leave what is there.
    fn merged_into(&self, contract: &Contract, now: UtcMillis, zone: Zone) -> Contract {
        let access = self.access.unwrap_or(contract.access);
        let since = self.blocked_on.map(|day| UtcMillis::start_of_day(day, zone));
        let blocked_at = match (access, since) {
            (AccessStatus::Active, _) => None,
            (_, Some(since)) => Some(since),
            (_, None) if access == contract.access => contract.blocked_at,
            (_, None) => Some(now),
        };
        let releasable = access.releasable(false);
        let choice = self.choice.unwrap_or(contract.choice);
        Contract {
            value: self.value.unwrap_or(contract.value),
            status: self.status.unwrap_or(contract.status),
            access,
            blocked_at,
            state: self.state.or(contract.state),
            city: self.city.clone().unwrap_or_else(|| contract.city.clone()),
            choice,
            restriction: choice.restriction(self.restriction.as_deref().unwrap_or(&contract.restriction)),
            running: contract.running.filter(|_| access == contract.access || releasable),
            ..contract.clone()
        }
    }
}

type Read<T> = Result<T, RowFault>;

fn fault<T>(field: Target, code: ErrorCode) -> Read<T> {
    Err(RowFault { field: Some(field), reason: FaultReason::Field(code) })
}

fn filled<T>(text: &str, read: impl FnOnce(&str) -> Read<T>) -> Read<Option<T>> {
    let text = text.trim();
    if text.is_empty() { Ok(None) } else { read(text).map(Some) }
}

fn text(field: Target, text: &str, max: usize) -> Read<Option<String>> {
    filled(text, |text| {
        if text.chars().count() > max {
            return fault(field, ErrorCode::TooLong { max: u32::try_from(max).unwrap_or(u32::MAX) });
        }
        Ok(text.to_owned())
    })
}

fn number(field: Target, text: &str) -> Read<ContractId> {
    match without_leftover(text.trim()) {
        "" => fault(field, ErrorCode::Required),
        text => match text.parse::<ContractId>() {
            Ok(id) if id.get() <= NUMBER_MAX => Ok(id),
            _ => fault(field, ErrorCode::OutOfRange { min: 1, max: NUMBER_MAX }),
        },
    }
}

/// Largest number of a contract.
pub const NUMBER_MAX: i64 = 999_999_999_999;

fn money(field: Target, text: &str) -> Read<Option<Money>> {
    filled(text, |text| match Money::parse(text) {
        Ok(money) if money >= Money::ZERO => Ok(money),
        Ok(_) => fault(field, ErrorCode::Money(crate::money::MoneyError::Range)),
        Err(error) => fault(field, ErrorCode::Money(error)),
    })
}

fn date(field: Target, text: &str) -> Read<Option<NaiveDate>> {
    filled(text, |text| parse_date(text).or_else(|_| fault(field, ErrorCode::BadDate)))
}

/// A word of a fixed list: a code, or one of the words people use for it.
fn word<T: Copy>(field: Target, text: &str, known: &[(T, &[&str])]) -> Read<Option<T>> {
    filled(text, |text| {
        let folded = search::fold(text);
        let found = known.iter().find(|(_, words)| words.contains(&folded.as_str()));
        found.map_or_else(|| fault(field, ErrorCode::NotAvailable), |(value, _)| Ok(*value))
    })
}

const STATUSES: &[(ContractStatus, &[&str])] = &[
    (ContractStatus::Active, &["active", "ativo", "a"]),
    (ContractStatus::Inactive, &["inactive", "inativo", "i"]),
    (ContractStatus::NegativeListed, &["negative listed", "negativado", "n"]),
    (ContractStatus::Withdrawn, &["withdrawn", "desistencia", "desistiu", "d"]),
    (ContractStatus::PreContract, &["pre contract", "pre contrato", "p"]),
];

const ACCESS: &[(AccessStatus, &[&str])] = &[
    (AccessStatus::Active, &["a", "ativo", "active"]),
    (AccessStatus::Deactivated, &["d", "desativado", "deactivated"]),
    (AccessStatus::Manual, &["cm", "bloqueio manual", "manual block"]),
    (AccessStatus::Automatic, &["ca", "bloqueio automatico", "automatic block"]),
    (AccessStatus::Overdue, &["fa", "financeiro em atraso", "overdue"]),
    (AccessStatus::AwaitingSignature, &["aa", "aguardando assinatura", "awaiting signature"]),
];

const CHOICES: &[(ReleaseChoice, &[&str])] = &[
    (ReleaseChoice::Allow, &["s", "sim", "yes", "y"]),
    (ReleaseChoice::Deny, &["n", "nao", "no"]),
    (ReleaseChoice::Follow, &["p", "padrao", "parametro", "default"]),
];

const INVOICES: &[(InvoiceStatus, &[&str])] = &[
    (InvoiceStatus::Open, &["open", "aberta", "aberto", "a", "a receber"]),
    (InvoiceStatus::Paid, &["paid", "paga", "pago", "p", "recebido", "recebida", "r"]),
    (InvoiceStatus::Cancelled, &["cancelled", "cancelada", "cancelado", "c"]),
];

/// Decides a row of contracts; `cell` gives what a field holds.
///
/// # Errors
/// The first fault, in the order of the fields.
pub fn contract_line<'a>(cell: impl Fn(Target) -> &'a str, document: &str) -> Read<ContractLine> {
    let id = number(Target::Number, cell(Target::Number))?;
    let document = match Document::parse(document) {
        Ok(document) => document,
        Err(error) => return fault(Target::Document, ErrorCode::Document(error)),
    };
    let Some(name) = text(Target::Name, cell(Target::Name), NAME_MAX)? else {
        return fault(Target::Name, ErrorCode::Required);
    };
    let choice = word(Target::Choice, cell(Target::Choice), CHOICES)?;
    let restriction = text(Target::Restriction, cell(Target::Restriction), REASON_MAX)?;
    if choice == Some(ReleaseChoice::Deny) && restriction.is_none() {
        return fault(Target::Restriction, ErrorCode::ReasonRequired);
    }
    let state = filled(cell(Target::State), |text| {
        Uf::parse(text).map_err(|_| RowFault { field: Some(Target::State), reason: FaultReason::UnknownState })
    })?;
    Ok(ContractLine {
        number: id,
        document,
        name,
        plan: text(Target::Plan, cell(Target::Plan), PLAN_MAX)?,
        value: money(Target::Value, cell(Target::Value))?,
        status: word(Target::ContractStatus, cell(Target::ContractStatus), STATUSES)?,
        access: word(Target::Access, cell(Target::Access), ACCESS)?,
        blocked_on: date(Target::BlockedOn, cell(Target::BlockedOn))?,
        state,
        city: text(Target::City, cell(Target::City), CITY_MAX)?,
        choice,
        restriction,
    })
}

/// Decides a row of invoices.
///
/// # Errors
/// The first fault, in the order of the fields.
pub fn invoice_line<'a>(cell: impl Fn(Target) -> &'a str) -> Read<InvoiceLine> {
    let Some(invoice) = text(Target::Invoice, cell(Target::Invoice), INVOICE_NUMBER_MAX)? else {
        return fault(Target::Invoice, ErrorCode::Required);
    };
    let contract = number(Target::Number, cell(Target::Number))?;
    let Some(due_on) = date(Target::Due, cell(Target::Due))? else { return fault(Target::Due, ErrorCode::BadDate) };
    let Some(amount) = money(Target::Value, cell(Target::Value))? else {
        return fault(Target::Value, ErrorCode::Money(crate::money::MoneyError::Empty));
    };
    let status = word(Target::InvoiceStatus, cell(Target::InvoiceStatus), INVOICES)?;
    Ok(InvoiceLine { number: invoice, contract, due_on, amount, status })
}
