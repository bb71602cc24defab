//! Lists that come in as CSV (people, contracts, invoices): which column fills which field, and what becomes of each row.
//!
//! Only the pure part: texts in, decisions out. Files, encodings and records are read by the backend. A row is good or has
//! one named fault; a second row about the same record in one file is a fault too ([`Identity`]). The rules of rows about
//! contracts are in `contract::import`.

mod cells;
mod guess;
mod wire;

use serde::{Deserialize, Serialize};

use self::cells::{armed, drop_repeated, part_phones, restore_zeros};
pub use self::{
    guess::guess_mapping,
    wire::{Encoding, ImportFailure, ImportPreview, ImportState, ImportStatus, PreviewRow, Problem, Separator},
};
use super::{PHONE_SLOTS, PersonDraft, PersonKind, PhoneForm, Typed, check};
use crate::{
    contract::import::{ContractLine, InvoiceLine, contract_line, invoice_line},
    error::{AppError, ErrorCode},
    search,
};

/// Largest file, in megabytes.
pub const FILE_MAX_MB: u32 = 200;
/// Most rows of one file. Bounds the memory for finding repeated rows.
pub const ROWS_MAX: u64 = 1_000_000;
/// Rows shown before the import.
pub const PREVIEW_ROWS: usize = 50;
/// Faulty rows kept for the screen; the file of faulty rows holds all of them.
pub const PROBLEMS_KEPT: u64 = 1_000;

coded! {
    /// What a list is about.
    #[derive(Default)]
    pub enum ImportKind {
        #[default]
        People = "people",
        Contracts = "contracts",
        Invoices = "invoices",
    }
}

impl ImportKind {
    /// The fields that its columns can fill, in the order in which they are offered.
    pub const fn targets(self) -> &'static [Target] {
        use Target as T;
        match self {
            Self::People => &Target::ALL,
            Self::Contracts => &[
                T::Number,
                T::Document,
                T::Name,
                T::Plan,
                T::Value,
                T::ContractStatus,
                T::Access,
                T::BlockedOn,
                T::City,
                T::State,
                T::Choice,
                T::Restriction,
            ],
            Self::Invoices => &[T::Invoice, T::Number, T::Due, T::Value, T::InvoiceStatus],
        }
    }

    /// The fields without which no row can enter.
    pub const fn required(self) -> &'static [Target] {
        match self {
            Self::People => &[Target::Name],
            Self::Contracts => &[Target::Number, Target::Document, Target::Name],
            Self::Invoices => &[Target::Invoice, Target::Number, Target::Due, Target::Value],
        }
    }
}

/// The field that a column fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    Name,
    SocialName,
    Document,
    Email,
    /// Slot 1 to 5.
    Phone(u8),
    City,
    State,
    Note,
    /// Of a contract.
    Number,
    Plan,
    Value,
    ContractStatus,
    Access,
    BlockedOn,
    Choice,
    Restriction,
    /// Number of an invoice.
    Invoice,
    Due,
    InvoiceStatus,
}

impl Target {
    /// Every field of a person, in the order in which they are offered.
    pub const ALL: [Self; 12] = [
        Self::Name,
        Self::SocialName,
        Self::Document,
        Self::Email,
        Self::Phone(1),
        Self::Phone(2),
        Self::Phone(3),
        Self::Phone(4),
        Self::Phone(5),
        Self::City,
        Self::State,
        Self::Note,
    ];

    /// The name in forms: that of the person's form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::SocialName => "social_name",
            Self::Document => "document",
            Self::Email => "email",
            Self::Phone(1) => "phones.1",
            Self::Phone(2) => "phones.2",
            Self::Phone(3) => "phones.3",
            Self::Phone(4) => "phones.4",
            Self::Phone(_) => "phones.5",
            Self::City => "city",
            Self::State => "state",
            Self::Note => "note",
            Self::Number => "number",
            Self::Plan => "plan",
            Self::Value => "value",
            Self::ContractStatus => "contract_status",
            Self::Access => "access",
            Self::BlockedOn => "blocked_on",
            Self::Choice => "choice",
            Self::Restriction => "restriction",
            Self::Invoice => "invoice",
            Self::Due => "due",
            Self::InvoiceStatus => "invoice_status",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        ImportKind::ALL.iter().flat_map(|kind| kind.targets()).copied().find(|target| target.code() == code)
    }
}

/// For each column of the file the field it fills; `None` leaves the column out.
pub type Mapping = Vec<Option<Target>>;

/// Checks a mapping chosen by somebody: no field twice, and a column for everything that is required.
///
/// # Errors
/// `Required` on the first field that is missing, or `Taken` on the field that was chosen twice.
pub fn check_mapping(kind: ImportKind, mapping: &[Option<Target>]) -> Result<(), AppError> {
    for (index, target) in mapping.iter().enumerate() {
        if let Some(target) = target
            && mapping[..index].contains(&Some(*target))
        {
            return Err(AppError::on(target.code(), ErrorCode::Taken));
        }
    }
    match kind.required().iter().find(|target| !mapping.contains(&Some(**target))) {
        Some(missing) => Err(AppError::on(missing.code(), ErrorCode::Required)),
        None => Ok(()),
    }
}

/// Why a row stays out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "reason", content = "with")]
pub enum FaultReason {
    /// The content of a field, in the words of the form.
    Field(ErrorCode),
    /// Not one of the 27 states.
    UnknownState,
    /// The same person is in an earlier row of this file.
    Duplicate,
    /// A quote was opened and never closed where it should be.
    BrokenQuotes,
    /// Fewer cells than the header has.
    ShortRow { expected: u32, found: u32 },
    /// More cells than the header has, and not empty ones.
    LongRow { expected: u32, found: u32 },
    /// More text than a row of people can have.
    RowTooLong,
    /// The contract that an invoice names does not exist; found when the row is written.
    UnknownContract,
    /// The number of an invoice is that of another contract's; found when the row is written.
    InvoiceOfAnother,
}

/// A fault and the field it is in, when it is in one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowFault {
    pub field: Option<Target>,
    pub reason: FaultReason,
}

impl RowFault {
    /// A fault of the row as a whole.
    pub const fn of_row(reason: FaultReason) -> Self {
        Self { field: None, reason }
    }
}

/// A good row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportRow {
    Person(Box<PersonDraft>),
    Contract(Box<ContractLine>),
    Invoice(InvoiceLine),
}

/// Decides a row of any kind of list. `columns` is how many the header has.
///
/// # Errors
/// The first fault, in the order of the fields.
pub fn decide_row(
    kind: ImportKind,
    mapping: &[Option<Target>],
    columns: usize,
    cells: &[String],
) -> Result<ImportRow, RowFault> {
    check_width(columns, cells)?;
    let cell = |wanted: Target| cell_of(mapping, cells, wanted);
    match kind {
        ImportKind::People => decide(mapping, columns, cells).map(Box::new).map(ImportRow::Person),
        ImportKind::Contracts => {
            let document = restore_zeros(cell(Target::Document));
            contract_line(cell, &document).map(Box::new).map(ImportRow::Contract)
        }
        ImportKind::Invoices => invoice_line(cell).map(ImportRow::Invoice),
    }
}

fn cell_of<'a>(mapping: &[Option<Target>], cells: &'a [String], wanted: Target) -> &'a str {
    let at = mapping.iter().position(|target| *target == Some(wanted));
    at.and_then(|index| cells.get(index)).map_or("", |cell| armed(cell))
}

fn check_width(columns: usize, cells: &[String]) -> Result<(), RowFault> {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let (expected, found) = (count(columns), count(cells.len()));
    if found < expected {
        return Err(RowFault::of_row(FaultReason::ShortRow { expected, found }));
    }
    if cells.iter().skip(columns).any(|cell| !cell.trim().is_empty()) {
        return Err(RowFault::of_row(FaultReason::LongRow { expected, found }));
    }
    Ok(())
}

/// Decides a row of people. `columns` is how many the header has.
///
/// # Errors
/// The first fault, in the order of the person's form.
pub fn decide(mapping: &[Option<Target>], columns: usize, cells: &[String]) -> Result<PersonDraft, RowFault> {
    check_width(columns, cells)?;
    let cell = |wanted: Target| cell_of(mapping, cells, wanted);
    let document = restore_zeros(cell(Target::Document));
    let mut phones: Vec<PhoneForm> = vec![PhoneForm::default(); PHONE_SLOTS];
    for (slot, form) in (1_u8..).zip(&mut phones) {
        cell(Target::Phone(slot)).clone_into(&mut form.number);
    }
    part_phones(&mut phones);
    drop_repeated(&mut phones);
    let typed = Typed {
        kind: PersonKind::Individual,
        name: cell(Target::Name),
        social_name: cell(Target::SocialName),
        document: &document,
        email: cell(Target::Email),
        state: cell(Target::State),
        city: cell(Target::City),
        zone: "",
        note: cell(Target::Note),
        phones: &phones,
    };
    check(&typed).map_err(first_fault)
}

fn first_fault(errors: Vec<AppError>) -> RowFault {
    let Some(error) = errors.into_iter().next() else {
        return RowFault::of_row(FaultReason::Field(ErrorCode::Required));
    };
    let field = error.field.as_deref().and_then(Target::from_code);
    let reason = match field {
        Some(Target::State) => FaultReason::UnknownState,
        _ => FaultReason::Field(error.code),
    };
    RowFault { field, reason }
}

/// What tells that two rows, or a row and a stored person, are the same person.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Identity {
    /// The document, as stored.
    Document(String),
    /// Folded name and first phone, for rows without a document.
    NameAndPhone(String, String),
    /// The number of a contract or of an invoice.
    Number(String),
}

impl Identity {
    /// The identity of a row of any kind.
    pub fn of_row(row: &ImportRow) -> Option<Self> {
        match row {
            ImportRow::Person(draft) => Self::of(draft),
            ImportRow::Contract(line) => Some(Self::Number(line.number.to_string())),
            ImportRow::Invoice(line) => Some(Self::Number(line.number.clone())),
        }
    }

    /// The identity of a row; `None` when it has neither document nor phone, so nothing tells.
    pub fn of(draft: &PersonDraft) -> Option<Self> {
        if let Some(document) = &draft.document {
            return Some(Self::Document(document.as_str().to_owned()));
        }
        let phone = draft.phones.first()?;
        Some(Self::NameAndPhone(search::fold(&draft.name), phone.number.e164().to_owned()))
    }
}

/// What a stored person becomes by a row about them: cells with something in them replace, empty ones leave what is there.
/// New phones take free slots (those beyond the fifth are left out); what is known about the old ones stays.
pub fn merge(stored: &PersonDraft, row: &PersonDraft) -> PersonDraft {
    let text = |old: &String, new: &String| if new.is_empty() { old.clone() } else { new.clone() };
    let mut phones = stored.phones.clone();
    for new in &row.phones {
        if phones.iter().any(|phone| phone.number == new.number) {
            continue;
        }
        let free = (1_u8..).take(PHONE_SLOTS).find(|slot| phones.iter().all(|phone| phone.slot != *slot));
        if let Some(slot) = free {
            phones.push(super::PersonPhone { slot, ..new.clone() });
        }
    }
    phones.sort_by_key(|phone| phone.slot);
    PersonDraft {
        kind: row.document.as_ref().map_or(stored.kind, PersonKind::of_document),
        name: row.name.clone(),
        social_name: text(&stored.social_name, &row.social_name),
        document: row.document.clone().or_else(|| stored.document.clone()),
        email: row.email.clone().or_else(|| stored.email.clone()),
        state: row.state.or(stored.state),
        city: text(&stored.city, &row.city),
        zone: stored.zone,
        note: text(&stored.note, &row.note),
        phones,
    }
}

#[cfg(test)]
mod tests;
