//! The import of people in steps: choose a file, look at columns and rows, watch it come in, take the faulty rows home.
//!
//! The import lives on the server; the address says which one, so a reload or another device shows the same step.

mod columns;
mod file;
mod result;
mod rows;
mod running;
mod upload;

use domain::{
    error::ErrorCode,
    ids::ImportId,
    person::import::{ImportKind, ImportPreview, ImportState},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::{columns::Columns, file::ChooseFile, result::Outcome, running::Running};
use crate::{
    api::{ApiError, imports as api},
    pages::failed::Failed,
    session::use_texts,
    ui::{
        icon::sized_icon,
        problems::{Problems, use_problems},
        scope::Scope,
        title::PageTitle,
    },
};

/// Where the records of a list are, and what that place is called.
fn home_of(kind: ImportKind) -> (&'static str, &'static str) {
    let t = use_texts();
    match kind {
        ImportKind::People => ("/people", t.people.title),
        ImportKind::Contracts | ImportKind::Invoices => ("/contracts", t.contracts.title),
    }
}

fn title_of(kind: ImportKind) -> &'static str {
    let t = use_texts();
    match kind {
        ImportKind::People => t.imports.title,
        ImportKind::Contracts => t.contracts.import,
        ImportKind::Invoices => t.contracts.import_invoices,
    }
}

/// Milliseconds between two questions about the progress.
const POLL: u64 = 1_000;

/// The steps in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    File,
    Columns,
    Run,
    Result,
}

impl Step {
    const fn of(state: ImportState) -> Self {
        match state {
            ImportState::Reading | ImportState::Ready => Self::Columns,
            ImportState::Importing => Self::Run,
            ImportState::Done | ImportState::Cancelled | ImportState::Failed => Self::Result,
        }
    }
}

/// What the steps of one import share.
#[derive(Clone, Copy)]
struct Wizard {
    import: RwSignal<ImportPreview>,
    scope: Scope,
    problems: Problems,
    /// A command is on its way.
    busy: RwSignal<bool>,
    /// The next question about the progress is due already.
    waiting: StoredValue<bool>,
}

impl Wizard {
    fn id(self) -> ImportId {
        self.import.with_untracked(|import| import.status.id)
    }

    fn state(self) -> ImportState {
        self.import.with(|import| import.status.state)
    }

    /// Reads everything again.
    async fn reload(self) {
        // The page may be gone by now.
        let Some(id) = self.import.try_with_untracked(|import| import.status.id) else { return };
        match api::preview_import(id).await {
            Ok(fresh) => {
                self.import.set(fresh);
            }
            Err(error) => self.problems.tell(&error),
        }
    }

    /// Runs a command and shows what became of it.
    fn command(self, command: impl Future<Output = Result<(), ApiError>> + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.scope.act(command, move |answer| {
            if let Err(error) = answer {
                self.problems.tell(&error);
            }
            self.scope.spawn(async move {
                self.reload().await;
                self.busy.set(false);
            });
        });
    }

    /// Asks for the progress again and again while something runs.
    fn watch(self) {
        Effect::new(move |_| {
            let running = self.import.with(|import| import.status.state.is_running());
            if running {
                self.ask_soon();
            }
        });
    }

    fn ask_soon(self) {
        if self.waiting.get_value() {
            return;
        }
        self.waiting.set_value(true);
        self.scope.after(POLL, move || {
            self.waiting.set_value(false);
            let id = self.import.with_untracked(|import| import.status.id);
            self.scope.spawn(async move {
                match api::progress_of_import(id).await {
                    Ok(status) if status.state.is_running() => {
                        // Also starts the next question, by the effect.
                        self.import.update(|import| import.status = status);
                    }
                    Ok(_) => self.reload().await,
                    Err(error) => {
                        self.problems.note(&error);
                        if matches!(error.0.code, ErrorCode::Offline | ErrorCode::Unavailable | ErrorCode::SignedOut) {
                            self.ask_soon();
                        }
                    }
                }
            });
        });
    }
}

/// `/people/import`: the first step.
#[component]
pub fn ImportStartPage() -> impl IntoView {
    let kind = file::kind_of_address();
    let earlier = Resource::new(|| (), |()| api::list_imports());
    let choose = move || {
        view! {
            <Transition>
                {move || Suspend::new(async move {
                    match earlier.await {
                        Ok(earlier) => view! { <ChooseFile earlier /> }.into_any(),
                        Err(error) => {
                            view! { <Failed error retry=Callback::new(move |()| earlier.refetch()) /> }.into_any()
                        }
                    }
                })}
            </Transition>
        }
    };
    // From one kind of list to another is the same page with another head.
    move || {
        view! {
            <Frame kind=kind.get() step=Signal::stored(Step::File)>
                {choose()}
            </Frame>
        }
    }
}

/// `/people/import/:id`: the step in which the import is.
#[component]
pub fn ImportPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").and_then(|text| text.parse::<ImportId>().ok())));
    let loaded = Resource::new(
        move || id.get(),
        |id| async move {
            match id {
                Some(id) => api::preview_import(id).await,
                None => Err(ApiError::from(ErrorCode::NotFound)),
            }
        },
    );
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match loaded.await {
                    Ok(import) => view! { <Loaded import /> }.into_any(),
                    Err(error) => view! { <Failed error retry=Callback::new(move |()| loaded.refetch()) /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Loaded(import: ImportPreview) -> impl IntoView {
    let import_kind = import.status.kind;
    let wizard = Wizard {
        import: RwSignal::new(import),
        scope: Scope::new(),
        problems: use_problems(),
        busy: RwSignal::new(false),
        waiting: StoredValue::new(false),
    };
    wizard.watch();
    let step = Memo::new(move |_| Step::of(wizard.state()));
    view! {
        <Frame kind=import_kind step=Signal::derive(move || step.get())>
            {move || match step.get() {
                Step::Run => view! { <Running wizard /> }.into_any(),
                Step::Result => view! { <Outcome wizard /> }.into_any(),
                Step::File | Step::Columns => view! { <Columns wizard /> }.into_any(),
            }}
        </Frame>
    }
}

/// Head and steps around the content of a step.
#[component]
fn Frame(kind: ImportKind, step: Signal<Step>, children: Children) -> impl IntoView {
    let t = use_texts();
    let words = &t.imports;
    let (home, home_words) = home_of(kind);
    let title = title_of(kind);
    let steps = [
        (Step::File, words.step_file),
        (Step::Columns, words.step_columns),
        (Step::Run, words.step_run),
        (Step::Result, words.step_result),
    ];
    view! {
        <PageTitle text=title.to_owned() />
        <div class="page-head">
            <div class="grow">
                <nav class="crumbs" aria-label=home_words>
                    <a href=home>{home_words}</a>
                    {sized_icon("chevron-right", "ic ic--12")}
                    <span aria-current="page">{title}</span>
                </nav>
                <h1 tabindex="-1">{title}</h1>
            </div>
        </div>
        <div class="wiz">
            <div class="wiz__steps">
                <ol class="steps">
                    {steps
                        .into_iter()
                        .map(|(one, name)| {
                            view! {
                                <li
                                    class:is-done=move || one < step.get()
                                    aria-current=move || (one == step.get()).then_some("step")
                                >
                                    {name}
                                </li>
                            }
                        })
                        .collect_view()}
                </ol>
            </div>
            {children()}
        </div>
    }
}
