//! The fields of a new ticket: as signals while it is being filled, as a value for its draft.

use domain::{
    error::{AppError, ErrorCode},
    file::wire::FileRow,
    ids::PersonId,
    ticket::wire,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

use crate::{
    api::people,
    ui::{combobox::Choice, scope::Scope, upload::Uploads},
};

/// The form's fields as signals.
#[derive(Clone, Copy)]
pub struct Form {
    pub requester: RwSignal<Option<Choice>>,
    pub service: RwSignal<String>,
    pub accountant: RwSignal<String>,
    pub assignee: RwSignal<String>,
    pub subject: RwSignal<String>,
    pub description: RwSignal<String>,
    pub value: RwSignal<String>,
    /// The value was typed: a change of the service no longer replaces it.
    pub value_typed: RwSignal<bool>,
    pub uploads: Uploads,
}

/// What the draft keeps.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Content {
    pub requester: Option<Choice>,
    pub service: String,
    pub accountant: String,
    pub assignee: String,
    pub subject: String,
    pub description: String,
    pub value: String,
    pub value_typed: bool,
    /// Those that arrived and wait.
    pub files: Vec<FileRow>,
}

impl Form {
    pub fn new(assignee: String) -> Self {
        Self {
            requester: RwSignal::new(None),
            service: RwSignal::new(String::new()),
            accountant: RwSignal::new(String::new()),
            assignee: RwSignal::new(assignee),
            subject: RwSignal::new(String::new()),
            description: RwSignal::new(String::new()),
            value: RwSignal::new(String::new()),
            value_typed: RwSignal::new(false),
            uploads: Uploads::pending(),
        }
    }

    pub fn content(self) -> Content {
        Content {
            requester: self.requester.get(),
            service: self.service.get(),
            accountant: self.accountant.get(),
            assignee: self.assignee.get(),
            subject: self.subject.get(),
            description: self.description.get(),
            value: self.value.get(),
            value_typed: self.value_typed.get(),
            files: self.uploads.done(),
        }
    }

    pub fn restore(self, content: Content) {
        self.requester.set(content.requester);
        self.service.set(content.service);
        self.accountant.set(content.accountant);
        self.assignee.set(content.assignee);
        self.subject.set(content.subject);
        self.description.set(content.description);
        self.value.set(content.value);
        self.value_typed.set(content.value_typed);
        self.uploads.restore(content.files);
    }
}

/// What the server would refuse at once, told without a round trip; the server decides all the same.
pub fn missing_fields(request: &wire::NewTicket) -> Vec<AppError> {
    let mut missing = Vec::new();
    if request.requester.is_none() {
        missing.push(AppError::on("requester", ErrorCode::Required));
    }
    if request.service.is_none() {
        missing.push(AppError::on("service", ErrorCode::Required));
    }
    if request.subject.trim().is_empty() {
        missing.push(AppError::on("subject", ErrorCode::Required));
    }
    missing
}

/// `/tickets/new?requester=12` comes from a person's page. Waits until a draft was `looked` for.
pub fn choose_requester_of_address(form: Form, looked: RwSignal<bool>) {
    let wanted = use_query_map().with_untracked(|query| query.get("requester").and_then(|id| id.parse::<i64>().ok()));
    let Some(id) = wanted else { return };
    let scope = Scope::new();
    Effect::new(move |done: Option<bool>| {
        if done == Some(true) || !looked.get() {
            return done.unwrap_or_default();
        }
        scope.spawn(async move {
            if let Ok(person) = people::show_person(PersonId::new(id)).await {
                form.requester.set(Some(Choice { value: id, label: person.draft.name, detail: String::new() }));
            }
        });
        true
    });
}

/// A requester without e-mail is a warning, not an error.
pub fn warn_without_email(form: Form, no_email: RwSignal<Option<PersonId>>) {
    let scope = Scope::new();
    Effect::new(move |_| {
        let Some(choice) = form.requester.get() else {
            no_email.set(None);
            return;
        };
        let id = PersonId::new(choice.value);
        scope.spawn(async move {
            let Ok(person) = people::show_person(id).await else { return };
            no_email.set(person.draft.email.is_none().then_some(id));
        });
    });
}
