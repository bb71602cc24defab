//! What people ask of a ticket, and the rules that decide.
//!
//! Every refusal is an [`ErrorCode`] whose sentence is in `i18n`. A command that changes nothing gives no events: no
//! history, no mail, no new version.

use crate::{
    error::{AppError, ErrorCode},
    form::{self, at_most, clean},
    ids::{AccountantId, PersonId, ServiceId, TicketId, UserId},
    money::Money,
    ticket::{
        Ticket,
        event::{Event, Field, FieldValue},
        status::{Flow, Status},
    },
    time::UtcMillis,
};

/// Longest subject, in characters.
pub const SUBJECT_MAX: usize = 160;
/// Longest description, note or reason, in characters.
pub const TEXT_MAX: usize = 20_000;

/// The company's parameters that bear on a ticket (Parâmetros gerais › Atendimentos).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rules {
    pub flow: Flow,
}

/// The editable fields of a ticket, all of them, as the form holds them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub requester: PersonId,
    pub service: ServiceId,
    pub accountant: Option<AccountantId>,
    pub subject: String,
    pub description: String,
    pub value: Money,
    pub due_at: Option<UtcMillis>,
}

/// A request to change a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    ChangeStatus { to: Status, reason: String },
    Reopen,
    Edit(Box<Edit>),
    Move { to: UserId, note: String },
    Notify,
    AddNote { text: String },
    MergeInto { into: TicketId },
    Link { other: TicketId },
    Unlink { other: TicketId },
}

/// The texts of a ticket that is split off another one, cleaned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SplitTexts {
    pub subject: String,
    pub description: String,
}

impl Ticket {
    /// Decides on `command`: the events that follow, none when nothing would change.
    ///
    /// # Errors
    /// The first rule that refuses, with the form field it belongs to.
    pub fn apply(&self, command: Command, rules: Rules) -> Result<Vec<Event>, AppError> {
        if !matches!(command, Command::AddNote { .. }) {
            self.refuse_merged()?;
        }
        match command {
            Command::ChangeStatus { to, reason } => self.change_status(to, &reason, rules.flow),
            Command::Reopen if self.status.is_open() => Err(ErrorCode::AlreadyOpen.into()),
            Command::Reopen => self.change_status(Status::Reopened, "", rules.flow),
            Command::Edit(edit) => self.edit(*edit),
            Command::Move { to, note } => self.hand_over(to, &note),
            Command::Notify => self.notify(),
            Command::AddNote { text } => Ok(vec![Event::NoteAdded { text: form::required("note", &text, TEXT_MAX)? }]),
            Command::MergeInto { into } if into == self.id => Err(ErrorCode::SameTicket.into()),
            Command::MergeInto { into } => Ok(vec![Event::MergedInto { into }]),
            Command::Link { other } if other == self.id => Err(ErrorCode::SameTicket.into()),
            Command::Link { other } => Ok(vec![Event::Linked { other }]),
            Command::Unlink { other } => Ok(vec![Event::Unlinked { other }]),
        }
    }

    /// Decides on the texts of a ticket split off this one, and gives them as they are stored. No [`Command`], since the event
    /// names a ticket that does not exist yet.
    ///
    /// # Errors
    /// `Merged`, or a text that is missing or too long, with its field: without a description nobody would know what moved.
    pub fn split_off(&self, subject: &str, description: &str) -> Result<SplitTexts, AppError> {
        self.refuse_merged()?;
        let subject = clean(subject);
        check_subject(&subject)?;
        let description = form::required("description", description, TEXT_MAX)?;
        Ok(SplitTexts { subject, description })
    }

    /// A merged ticket lives on elsewhere: whatever is still to do belongs there.
    fn refuse_merged(&self) -> Result<(), AppError> {
        self.merged_into.map_or(Ok(()), |into| Err(ErrorCode::Merged { into: into.get() }.into()))
    }

    fn change_status(&self, to: Status, reason: &str, flow: Flow) -> Result<Vec<Event>, AppError> {
        if to == self.status {
            return Ok(Vec::new());
        }
        if !self.status.may_become(to, flow) {
            return Err(AppError::on("status", ErrorCode::StatusNotAllowed { from: self.status, to }));
        }
        let read = if to.asks_reason() { form::reason } else { form::optional };
        Ok(vec![Event::StatusChanged { from: self.status, to, reason: read("reason", reason, TEXT_MAX)? }])
    }

    fn hand_over(&self, to: UserId, note: &str) -> Result<Vec<Event>, AppError> {
        if self.assignee == Some(to) {
            return Err(AppError::on("assignee", ErrorCode::SameAssignee));
        }
        let note = form::present("note", note, TEXT_MAX, ErrorCode::NoteRequired)?;
        Ok(vec![Event::Moved { from: self.assignee, to, note }])
    }

    fn notify(&self) -> Result<Vec<Event>, AppError> {
        if !self.is_new() {
            return Err(ErrorCode::NotNew.into());
        }
        if self.assignee.is_none() {
            return Err(ErrorCode::NoAssignee.into());
        }
        if self.notified_at.is_some() {
            return Err(ErrorCode::AlreadyNotified.into());
        }
        Ok(vec![Event::Notified])
    }

    fn edit(&self, edit: Edit) -> Result<Vec<Event>, AppError> {
        let (subject, description) = (clean(&edit.subject), clean(&edit.description));
        check_subject(&subject)?;
        at_most("description", &description, TEXT_MAX)?;
        // What is compared is what the form can hold: a term to the minute, texts cleaned. The stored value may say more (the
        // seconds of a computed term), and a field nobody touched must neither lose that nor become a line of the history.
        let due_at = match (self.due_at, edit.due_at) {
            (Some(stored), Some(typed)) if stored.start_of_minute() == typed.start_of_minute() => self.due_at,
            _ => edit.due_at,
        };
        let text = |value: &str| {
            let value = clean(value);
            if value.is_empty() { FieldValue::Empty } else { FieldValue::Text(value) }
        };
        let accountant = |id: Option<AccountantId>| id.map_or(FieldValue::Empty, FieldValue::Accountant);
        let due = |at: Option<UtcMillis>| at.map_or(FieldValue::Empty, FieldValue::Instant);
        let pairs = [
            (Field::Requester, FieldValue::Person(self.requester), FieldValue::Person(edit.requester)),
            (Field::Service, FieldValue::Service(self.service), FieldValue::Service(edit.service)),
            (Field::Accountant, accountant(self.accountant), accountant(edit.accountant)),
            (Field::Subject, text(&self.subject), text(&subject)),
            (Field::Description, text(&self.description), text(&description)),
            (Field::Value, FieldValue::Money(self.value), FieldValue::Money(edit.value)),
            (Field::Due, due(self.due_at), due(due_at)),
        ];
        Ok(pairs
            .into_iter()
            .filter(|(_, before, after)| before != after)
            .map(|(field, before, after)| Event::FieldChanged { field, before, after })
            .collect())
    }

    /// Applies an event. Versions and `updated_at` are set by whoever stores the result.
    pub fn evolve(&mut self, event: &Event, now: UtcMillis) {
        match event {
            Event::StatusChanged { to, .. } => {
                self.status = *to;
                self.touched = true;
            }
            Event::FieldChanged { after, field, .. } => {
                self.touched = true;
                self.set(*field, after);
            }
            Event::Moved { to, .. } => {
                self.assignee = Some(*to);
                self.touched = true;
            }
            Event::Notified => self.notified_at = Some(now),
            Event::MergedInto { into } => {
                self.merged_into = Some(*into);
                // What is closed already stays as it was closed: the restricted flow knows no other way out than reopening.
                if self.status.is_open() {
                    self.status = Status::Finished;
                }
                self.touched = true;
            }
            Event::NoteAdded { .. }
            | Event::Linked { .. }
            | Event::Unlinked { .. }
            | Event::SplitInto { .. }
            | Event::SplitFrom { .. } => {}
        }
        self.late = self.late_at(now);
        self.updated_at = now;
    }

    fn set(&mut self, field: Field, after: &FieldValue) {
        match (field, after) {
            (Field::Requester, FieldValue::Person(id)) => self.requester = *id,
            (Field::Service, FieldValue::Service(id)) => self.service = *id,
            (Field::Accountant, FieldValue::Accountant(id)) => self.accountant = Some(*id),
            (Field::Accountant, _) => self.accountant = None,
            (Field::Subject, FieldValue::Text(text)) => self.subject.clone_from(text),
            (Field::Description, FieldValue::Text(text)) => self.description.clone_from(text),
            (Field::Description, _) => self.description.clear(),
            (Field::Value, FieldValue::Money(value)) => self.value = *value,
            (Field::Due, FieldValue::Instant(at)) => self.due_at = Some(*at),
            (Field::Due, _) => self.due_at = None,
            (Field::Status, FieldValue::Status(status)) => self.status = *status,
            (Field::Assignee, FieldValue::User(id)) => self.assignee = Some(*id),
            (Field::Assignee, _) => self.assignee = None,
            _ => {}
        }
    }
}

/// Checks the subject of a new or edited ticket.
///
/// # Errors
/// Empty, or longer than [`SUBJECT_MAX`].
pub fn check_subject(subject: &str) -> Result<(), AppError> {
    form::required("subject", subject, TEXT_MAX)?;
    at_most("subject", subject, SUBJECT_MAX)
}
