//! The fields of the registration: as stored, as typed, and the signals of the form.

use domain::{ticket::wire::TicketDetails, zone::Zone};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ui::combobox::Choice;

/// The editable fields as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fields {
    pub requester: Option<Choice>,
    pub service: String,
    pub accountant: String,
    pub subject: String,
    pub description: String,
    pub value: String,
    /// `dd/mm/aaaa hh:mm` in the company's zone.
    pub due: String,
}

impl Fields {
    /// How many fields differ.
    pub fn differences(&self, other: &Self) -> usize {
        // Taken apart, so that a further field cannot be forgotten.
        let Self { requester, service, accountant, subject, description, value, due } = self;
        let differ = [
            *requester != other.requester,
            *service != other.service,
            *accountant != other.accountant,
            *subject != other.subject,
            *description != other.description,
            *value != other.value,
            *due != other.due,
        ];
        differ.into_iter().filter(|differs| *differs).count()
    }

    /// The fields as stored.
    pub fn of(details: &TicketDetails, zone: Zone) -> Self {
        Self {
            requester: Some(Choice {
                value: details.row.requester.get(),
                label: details.row.requester_name.clone(),
                detail: String::new(),
            }),
            service: details.service.to_string(),
            accountant: details.accountant.map(|id| id.to_string()).unwrap_or_default(),
            subject: details.row.subject.clone(),
            description: details.description.clone(),
            value: details.row.value.formatted(),
            due: details.row.due_at.map(|due| due.format_date_time(zone)).unwrap_or_default(),
        }
    }
}

/// The form's signals.
#[derive(Clone, Copy)]
pub struct Form {
    pub requester: RwSignal<Option<Choice>>,
    pub service: RwSignal<String>,
    pub accountant: RwSignal<String>,
    pub subject: RwSignal<String>,
    pub description: RwSignal<String>,
    pub value: RwSignal<String>,
    pub due: RwSignal<String>,
}

impl Form {
    pub fn new(fields: &Fields) -> Self {
        Self {
            requester: RwSignal::new(fields.requester.clone()),
            service: RwSignal::new(fields.service.clone()),
            accountant: RwSignal::new(fields.accountant.clone()),
            subject: RwSignal::new(fields.subject.clone()),
            description: RwSignal::new(fields.description.clone()),
            value: RwSignal::new(fields.value.clone()),
            due: RwSignal::new(fields.due.clone()),
        }
    }

    pub fn set(self, fields: Fields) {
        self.requester.set(fields.requester);
        self.service.set(fields.service);
        self.accountant.set(fields.accountant);
        self.subject.set(fields.subject);
        self.description.set(fields.description);
        self.value.set(fields.value);
        self.due.set(fields.due);
    }

    /// What is typed now.
    pub fn fields(self) -> Fields {
        Fields {
            requester: self.requester.get(),
            service: self.service.get(),
            accountant: self.accountant.get(),
            subject: self.subject.get(),
            description: self.description.get(),
            value: self.value.get(),
            due: self.due.get(),
        }
    }
}
