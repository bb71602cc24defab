//! What the catalogues have in common: the line above the table, the state of an entry, taking it out of use and back.

use domain::{
    activation::{Activation, SetActive},
    error::{AppError, ErrorCode},
    search::fold,
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::ApiError,
    session::use_texts,
    ui::{
        dialog::Dialog,
        dom,
        field::Field,
        icon::{icon, small_icon},
        problems::use_problems,
        toasts::use_toasts,
    },
};

/// What the line above a table asks for.
#[derive(Clone, Copy)]
pub struct CatalogueFilter {
    pub text: RwSignal<String>,
    pub with_inactive: RwSignal<bool>,
}

impl CatalogueFilter {
    #[must_use]
    pub fn new() -> Self {
        Self { text: RwSignal::new(String::new()), with_inactive: RwSignal::new(false) }
    }

    /// Whether an entry is shown; `words` is what can be found of it.
    #[must_use]
    pub fn shows(self, active: bool, words: &str) -> bool {
        let wanted = fold(&self.text.get());
        (active || self.with_inactive.get()) && fold(words).contains(wanted.trim())
    }
}

/// Filter, "Mostrar inativos", and the button for a new entry.
#[component]
pub fn CatalogueBar(filter: CatalogueFilter, new_label: &'static str, on_new: Callback<()>) -> impl IntoView {
    let t = &use_texts().settings;
    view! {
        <div class="form-inline" role="search">
            <span class="input affix toolbar__find">
                {small_icon("search")}
                <input
                    type="search"
                    aria-label=t.find
                    placeholder=t.find
                    autocomplete="off"
                    prop:value=move || filter.text.get()
                    on:input=move |event| filter.text.set(event_target_value(&event))
                />
            </span>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || filter.with_inactive.get()
                    on:change=move |event| filter.with_inactive.set(event_target_checked(&event))
                />
                <span>{t.show_inactive}</span>
            </label>
            <span class="push"></span>
            <button type="button" class="btn btn--primary" on:click=move |_| on_new.run(())>
                {icon("plus")}
                {new_label}
            </button>
        </div>
    }
}

/// "Ativo" or "Inativo", never by colour alone.
#[component]
pub fn StateMark(active: bool) -> impl IntoView {
    let t = use_texts();
    let (tone, name, word) =
        if active { ("green", "circle-check", t.common.active) } else { ("grey", "ban", t.common.inactive) };
    view! {
        <span class="st" data-tone=tone>
            {crate::ui::icon::sized_icon(name, "ic ic--st")}
            {word}
        </span>
    }
}

/// The two buttons of a row.
#[component]
pub fn RowActions(name: String, active: bool, on_edit: Callback<()>, on_toggle: Callback<()>) -> impl IntoView {
    let t = &use_texts().settings;
    let word = if active { t.deactivate } else { t.activate };
    let edit_label = (t.edit_of)(&name);
    let toggle_label = [word.to_owned(), name].join(": ");
    view! {
        <div class="btn-group">
            <button
                type="button"
                class="btn btn--ghost btn--icon btn--sm"
                aria-label=edit_label.clone()
                title=edit_label
                on:click=move |_| on_edit.run(())
            >
                {icon("pencil")}
            </button>
            <button
                type="button"
                class="btn btn--ghost btn--icon btn--sm"
                aria-label=toggle_label
                title=word
                on:click=move |_| on_toggle.run(())
            >
                {icon(if active { "power-off" } else { "rotate-ccw" })}
            </button>
        </div>
    }
}

/// An entry whose use is about to end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending<Id> {
    pub id: Id,
    pub version: i64,
    pub name: String,
}

/// How taking out of use goes for one catalogue.
pub struct ActivationActs<Id: Copy + Send + Sync + 'static, T: Send + Sync + 'static> {
    ending: RwSignal<Option<Ending<Id>>>,
    send: fn(SetActive<Id>) -> Answer<T>,
    changed: Callback<T>,
    reload: Callback<()>,
}

/// What the server says, later.
pub type Answer<T> = std::pin::Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;

impl<Id: Copy + Send + Sync + 'static, T: Send + Sync + 'static> Clone for ActivationActs<Id, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Id: Copy + Send + Sync + 'static, T: Send + Sync + 'static> Copy for ActivationActs<Id, T> {}

impl<Id: Copy + Send + Sync + 'static, T: Send + Sync + 'static> ActivationActs<Id, T> {
    /// `changed` gets the entry as it became; `reload` is called when somebody else changed it first.
    #[must_use]
    pub fn new(send: fn(SetActive<Id>) -> Answer<T>, changed: Callback<T>, reload: Callback<()>) -> Self {
        Self { ending: RwSignal::new(None), send, changed, reload }
    }

    /// Back into use at once; out of use after a question.
    pub fn toggle(self, entry: Ending<Id>, active: bool) {
        if active {
            self.ending.set(Some(entry));
        } else {
            self.run(entry, Activation::Activate, RwSignal::new(None));
        }
    }

    /// Sends it. A refusal of the reason goes to `refused`, any other is told.
    fn run(self, entry: Ending<Id>, act: Activation, refused: RwSignal<Option<AppError>>) {
        let (problems, toasts) = (use_problems(), use_toasts());
        let t = &use_texts().settings;
        let input = SetActive { key: dom::fresh_key(), id: entry.id, version: entry.version, act };
        let activates = input.act.leaves_active();
        let answer = (self.send)(input);
        spawn_local(async move {
            match answer.await {
                Ok(changed) => {
                    self.ending.set(None);
                    toasts.success(if activates { (t.activated)(&entry.name) } else { (t.deactivated)(&entry.name) });
                    self.changed.run(changed);
                }
                Err(error) if error.0.field.is_some() => refused.set(Some(error.0)),
                Err(error) => {
                    if error.0.code == ErrorCode::Stale {
                        self.ending.set(None);
                        self.reload.run(());
                    }
                    problems.tell(&error);
                }
            }
        });
    }
}

/// The question before an entry goes out of use: what follows, and for users the reason.
#[component]
pub fn DeactivateDialog<Id: Copy + PartialEq + Send + Sync + 'static, T: Send + Sync + 'static>(
    acts: ActivationActs<Id, T>,
    id: &'static str,
    /// What follows.
    text: &'static str,
    #[prop(optional)] asks_reason: bool,
) -> impl IntoView {
    let texts = use_texts();
    let t = &texts.settings;
    let open = RwSignal::new(false);
    let reason = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<AppError>);
    Effect::new(move |_| {
        let wanted = acts.ending.with(Option::is_some);
        if wanted {
            reason.set(String::new());
            refused.set(None);
            dom::focus_soon(if asks_reason { format!("{id}-reason") } else { format!("{id}-keep") });
        }
        open.set(wanted);
    });
    Effect::new(move |_| {
        // Only when there is something to end: a signal that is set tells its listeners, also when it stays the same.
        if !open.get() && acts.ending.with_untracked(Option::is_some) {
            acts.ending.set(None);
        }
    });
    let name = move || acts.ending.with(|ending| ending.as_ref().map(|one| one.name.clone())).unwrap_or_default();
    let submit = move || {
        let Some(entry) = acts.ending.get_untracked() else { return };
        let act = Activation::Deactivate { reason: reason.get_untracked() };
        let checked = if asks_reason { act.required_reason() } else { act.reason() };
        match checked {
            Ok(_) => acts.run(entry, act, refused),
            Err(fault) => {
                refused.set(Some(fault));
                dom::focus_soon(format!("{id}-reason"));
            }
        }
    };
    let error = Signal::derive(move || refused.get().map(|fault| texts.error(&fault)));
    view! {
        <Dialog id=id open class="dialog dialog--sm" title=Signal::derive(move || (t.deactivate_title)(&name()))>
            <form
                class="dialog__form"
                on:submit=move |event| {
                    event.prevent_default();
                    submit();
                }
            >
                <div class="dialog__body">
                    <p>{text}</p>
                    {if asks_reason {
                        view! {
                            <Field id=format!("{id}-reason") label=texts.common.reason required=true error>
                                <textarea
                                    class="input"
                                    id=format!("{id}-reason")
                                    rows="3"
                                    aria-describedby=format!("{id}-reason-help {id}-reason-error")
                                    aria-invalid=move || error.get().map(|_| "true")
                                    prop:value=move || reason.get()
                                    on:input=move |event| reason.set(event_target_value(&event))
                                ></textarea>
                            </Field>
                        }
                            .into_any()
                    } else {
                        view! {
                            <p class="field__error" role="alert">
                                {move || error.get()}
                            </p>
                        }
                            .into_any()
                    }}
                </div>
                <div class="dialog__foot">
                    <button type="button" class="btn" id=format!("{id}-keep") on:click=move |_| open.set(false)>
                        {texts.common.back}
                    </button>
                    <button type="submit" class="btn btn--danger">
                        {t.deactivate}
                    </button>
                </div>
            </form>
        </Dialog>
    }
}
