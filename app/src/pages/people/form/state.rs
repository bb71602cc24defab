//! What is typed, what was refused, and the sending of the form.

use domain::{
    error::{AppError, ErrorCode},
    ids::ClientKey,
    person::{PersonDetails, PersonForm, validate},
};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::{
    conflict::{self, Conflict},
    id_of,
};
use crate::{
    api::people as api,
    session::{use_session, use_texts},
    ui::{
        comparison::{Compared, Versions},
        dom,
        drafts::Draft,
        problems::{Problems, use_problems},
        scope::Scope,
        toasts::{Toasts, use_toasts},
        unanswered::Unanswered,
    },
};

/// Never sent: each sending takes a fresh key.
const NO_KEY: &str = "person-form-without-key";

/// The state of one form; lives as long as the page.
#[derive(Clone, Copy)]
pub struct FormState {
    pub typed: RwSignal<PersonForm>,
    errors: RwSignal<Vec<AppError>>,
    pub busy: RwSignal<bool>,
    pub draft: Draft,
    pub conflict: RwSignal<Option<Conflict>>,
    /// The form as it was filled at first.
    initial: StoredValue<PersonForm>,
    unanswered: Unanswered<PersonForm>,
    leave: Callback<String>,
    scope: Scope,
    problems: Problems,
    toasts: Toasts,
}

impl FormState {
    /// The form of a stored person, or an empty one.
    pub fn new(person: Option<PersonDetails>) -> Self {
        let key = no_key();
        let form = match &person {
            Some(person) => PersonForm::of(person, key),
            None => PersonForm::empty(key),
        };
        let record = form.id.map_or_else(|| "person.new".to_owned(), |id| format!("person.{id}"));
        let navigate = use_navigate();
        let state = Self {
            typed: RwSignal::new(form.clone()),
            errors: RwSignal::new(Vec::new()),
            busy: RwSignal::new(false),
            draft: Draft::new(record),
            conflict: RwSignal::new(None),
            initial: StoredValue::new(form),
            unanswered: Unanswered::default(),
            leave: Callback::new(move |path: String| navigate(&path, Default::default())),
            scope: Scope::new(),
            problems: use_problems(),
            toasts: use_toasts(),
        };
        let typed = state.typed;
        // A draft keeps the version it was typed on: saving it on top of a newer one is a conflict, which is shown.
        state.draft.restore(move |content: PersonForm| typed.set(content));
        state.draft.keep(move || typed.get());
        state
    }

    /// Changes what is typed.
    pub fn edit(self, change: impl FnOnce(&mut PersonForm)) {
        self.typed.update(change);
    }

    /// The error of a field.
    pub fn error_of(self, field: &str) -> Option<AppError> {
        self.errors.with(|errors| errors.iter().find(|error| error.field.as_deref() == Some(field)).cloned())
    }

    /// The sentence for a field, if it was refused.
    pub fn sentence(self, field: &str) -> Option<String> {
        let t = use_texts();
        self.error_of(field).map(|error| match (&error.code, field) {
            (ErrorCode::Taken, "document") => t.people.taken_document.to_owned(),
            (ErrorCode::Taken, _) => t.people.repeated_phone.to_owned(),
            (_, "state") => t.people.unknown_state.to_owned(),
            _ => t.error(&error),
        })
    }

    /// Sentences that belong to no field.
    pub fn general(self) -> Vec<String> {
        let t = use_texts();
        self.errors
            .with(|errors| errors.iter().filter(|error| error.field.is_none()).map(|error| t.error(error)).collect())
    }

    /// How many fields are to be corrected.
    pub fn summary(self) -> Option<String> {
        let t = use_texts();
        let count = self.errors.with(|errors| errors.iter().filter(|error| error.field.is_some()).count());
        (count > 0).then(|| (t.people.errors_summary)(count))
    }

    /// Sends the form.
    pub fn submit(self) {
        self.send(self.typed.get_untracked());
    }

    /// Sends another content: what was chosen in the conflict.
    pub fn send(self, content: PersonForm) {
        if self.busy.get_untracked() {
            return;
        }
        self.typed.set(content.clone());
        if let Err(errors) = validate(&content) {
            return self.refuse(errors);
        }
        let form = PersonForm { key: self.unanswered.key_for(&content), ..content };
        self.busy.set(true);
        let t = use_texts();
        let fresh = form.id.is_none();
        let sent = form.clone();
        let call = async move {
            let answer = if fresh { api::create_person(sent).await } else { api::edit_person(sent).await };
            if let Ok(Ok(saved)) = &answer {
                let told = if fresh { t.people.created_toast } else { t.people.saved_toast };
                self.toasts.success(told(&saved.name));
            }
            answer
        };
        self.scope.act(call, move |answer| {
            self.busy.set(false);
            match answer {
                Ok(Ok(saved)) => {
                    self.unanswered.answered();
                    self.errors.set(Vec::new());
                    self.draft.discard();
                    self.leave.run(format!("/people/{}", saved.id));
                }
                Ok(Err(errors)) => {
                    self.unanswered.answered();
                    if errors.iter().any(|error| error.code == ErrorCode::Stale) {
                        self.scope.spawn(self.compare(form));
                    } else {
                        self.refuse(errors);
                    }
                }
                Err(error) => {
                    self.problems.note(&error);
                    self.refuse(vec![error.0]);
                }
            }
        });
    }

    /// Shows errors and moves to the first one.
    fn refuse(self, errors: Vec<AppError>) {
        if let Some(field) = errors.iter().find_map(|error| error.field.as_deref()) {
            dom::focus_soon(id_of(field));
        }
        self.errors.set(errors);
    }

    /// Somebody else saved meanwhile: both versions are shown.
    async fn compare(self, mine: PersonForm) {
        let Some(id) = mine.id else { return };
        match api::show_person(id).await {
            Ok(person) => {
                let theirs = PersonForm::of(&person, no_key());
                let versions = Versions { theirs, mine };
                self.conflict.set(Some(Conflict { versions, at: person.updated_at, now: person.now }));
            }
            Err(error) => {
                self.problems.note(&error);
                self.refuse(vec![error.0]);
            }
        }
    }

    /// Back to how the form was filled at first.
    pub fn discard(self) {
        self.typed.set(self.initial.get_value());
        self.errors.set(Vec::new());
        self.draft.discard();
    }

    /// Both versions in words, while there are two.
    pub fn compared(self) -> Option<Compared> {
        let t = use_texts();
        let Conflict { versions, at, now } = self.conflict.get()?;
        let at = use_session().moment(at, now);
        Some(Compared {
            explanation: (t.people.conflict_explain)(&at),
            authors: Default::default(),
            differences: versions.differences(&conflict::fields(t)),
        })
    }

    /// Saves what was chosen of both versions.
    pub fn keep(self, chosen: &[bool]) {
        if let Some(found) = self.conflict.get_untracked() {
            self.conflict.set(None);
            self.send(found.versions.merged(&conflict::fields(use_texts()), chosen));
        }
    }

    /// Takes what is stored and forgets what was typed.
    pub fn take_stored(self) {
        let Some(found) = self.conflict.get_untracked() else { return };
        self.conflict.set(None);
        self.initial.set_value(found.versions.theirs.clone());
        self.typed.set(found.versions.theirs);
        self.errors.set(Vec::new());
        self.draft.discard();
    }
}

fn no_key() -> ClientKey {
    match ClientKey::parse(NO_KEY) {
        Ok(key) => key,
        Err(_) => unreachable!("23 letters and hyphens are a valid key"),
    }
}
