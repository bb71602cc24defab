//! One tab of "Parâmetros gerais": what is saved, what is typed, and the save between them.

use domain::{
    error::{AppError, ErrorCode},
    i18n::Texts,
    settings::wire::{LastChange, SaveSetting, SettingsPage, Versioned},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value as Json;

use crate::{
    api::{ApiError, settings::load_settings},
    session::use_texts,
    ui::{
        dom,
        drafts::Draft,
        field::FormErrors,
        problems::{Problems, use_problems},
        scope::Scope,
        toasts::{Toasts, use_toasts},
        unanswered::Unanswered,
    },
};

/// The form of a tab. The control of a field has the id `PREFIX-field`, with `-` for the dots of the field's name.
pub trait TabForm: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static {
    type Value: Clone + Send + Sync + 'static;
    const PREFIX: &'static str;

    /// The form as it is shown for a stored value.
    fn of(value: &Self::Value) -> Self;
    /// How many parameters differ from what is saved.
    fn changes(&self, saved: &Self) -> usize {
        differing_fields(serde_json::to_value(self).ok(), serde_json::to_value(saved).ok())
    }
    /// All faults of what was typed.
    fn faults(&self) -> Vec<AppError>;
    /// This tab's part of a freshly read page.
    fn pick(page: SettingsPage) -> Versioned<Self::Value>;
    /// Sends it.
    fn save(input: SaveSetting<Self>) -> impl Future<Output = Result<Versioned<Self::Value>, ApiError>>;
}

/// What the draft of a tab keeps while something is changed: the form, and the version it was changed from.
#[derive(Serialize, Deserialize)]
struct Kept<F> {
    version: i64,
    form: F,
}

/// The state of one tab; lives as long as the page. What is typed is a draft on the server as well.
pub struct TabState<F: TabForm> {
    pub saved: RwSignal<F>,
    pub typed: RwSignal<F>,
    pub last: RwSignal<Option<LastChange>>,
    pub errors: FormErrors,
    pub busy: RwSignal<bool>,
    /// Somebody else saved first; `saved` holds their values now.
    pub stale: RwSignal<bool>,
    pub draft: Draft,
    version: RwSignal<i64>,
    unanswered: Unanswered<F>,
    scope: Scope,
    t: &'static Texts,
    problems: Problems,
    toasts: Toasts,
}

impl<F: TabForm> Clone for TabState<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F: TabForm> Copy for TabState<F> {}

impl<F: TabForm> TabState<F> {
    /// The state of a tab that was just read.
    pub fn new(loaded: &Versioned<F::Value>) -> Self {
        let form = F::of(&loaded.value);
        let state = Self {
            saved: RwSignal::new(form.clone()),
            typed: RwSignal::new(form),
            last: RwSignal::new(loaded.last.clone()),
            errors: FormErrors::new(),
            busy: RwSignal::new(false),
            stale: RwSignal::new(false),
            draft: Draft::new(format!("settings.{}", F::PREFIX)).blank(&None::<Kept<F>>),
            version: RwSignal::new(loaded.version),
            unanswered: Unanswered::default(),
            scope: Scope::new(),
            t: use_texts(),
            problems: use_problems(),
            toasts: use_toasts(),
        };
        state.draft.restore(move |kept: Option<Kept<F>>| state.put_back(kept));
        state.draft.keep(move || {
            (state.changes() > 0).then(|| Kept { version: state.version.get(), form: state.typed.get() })
        });
        state
    }

    /// Shows what was typed earlier, and that somebody else saved meanwhile.
    fn put_back(self, kept: Option<Kept<F>>) {
        let Some(kept) = kept else { return };
        if self.saved.with_untracked(|saved| kept.form.changes(saved)) == 0 {
            return self.draft.discard();
        }
        self.stale.set(kept.version != self.version.get_untracked());
        self.typed.set(kept.form);
    }

    /// How many parameters are not saved.
    pub fn changes(self) -> usize {
        self.typed.with(|typed| self.saved.with(|saved| typed.changes(saved)))
    }

    /// Back to what is saved.
    pub fn discard(self) {
        self.errors.clear();
        self.stale.set(false);
        self.typed.set(self.saved.get_untracked());
        self.draft.discard();
    }

    /// Saves what is typed. Faults are marked at their fields; the first one gets the focus.
    pub fn save(self) {
        if self.busy.get_untracked() || untrack(|| self.changes()) == 0 {
            return;
        }
        let form = self.typed.get_untracked();
        let faults = form.faults();
        if !faults.is_empty() {
            self.refuse(faults);
            return;
        }
        self.errors.clear();
        self.busy.set(true);
        let input = SaveSetting {
            key: self.unanswered.key_for(&form),
            version: self.version.get_untracked(),
            form: form.clone(),
        };
        self.scope.act(F::save(input), move |answer| {
            self.busy.set(false);
            match answer {
                Ok(saved) => self.accept(&form, saved),
                Err(error) if error.0.code == ErrorCode::Stale => self.scope.spawn(self.catch_up()),
                Err(error) if error.0.field.is_some() => self.refuse(vec![error.0]),
                Err(error) => self.problems.tell(&error),
            }
        });
    }

    fn accept(self, sent: &F, saved: Versioned<F::Value>) {
        let form = F::of(&saved.value);
        // What was typed while the answer was on its way stays.
        if self.typed.with_untracked(|typed| typed == sent) {
            self.typed.set(form.clone());
            self.draft.discard();
        }
        self.saved.set(form);
        self.version.set(saved.version);
        self.last.set(saved.last);
        self.stale.set(false);
        self.unanswered.answered();
        self.toasts.success(self.t.settings.settings_saved);
    }

    /// Reads what somebody else saved; what is typed here stays and is compared with it.
    async fn catch_up(self) {
        match load_settings().await {
            Ok(page) => {
                let theirs = F::pick(page);
                self.saved.set(F::of(&theirs.value));
                self.version.set(theirs.version);
                self.last.set(theirs.last);
                self.stale.set(true);
            }
            Err(error) => self.problems.tell(&error),
        }
    }

    fn refuse(self, faults: Vec<AppError>) {
        self.errors.set(faults);
        if let Some(field) = self.errors.first_field() {
            dom::focus_soon(format!("{}-{}", F::PREFIX, field.replace('.', "-")));
        }
    }
}

/// How many fields of two forms differ.
fn differing_fields(one: Option<Json>, other: Option<Json>) -> usize {
    match (one, other) {
        (Some(Json::Object(one)), Some(Json::Object(other))) => {
            one.iter().filter(|(name, value)| other.get(*name) != Some(value)).count()
        }
        (one, other) => usize::from(one != other),
    }
}
