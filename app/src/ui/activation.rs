//! Taking a record out of use after a question, and back at once: for catalogues, users and people alike.

use domain::{
    activation::{Activation, SetActive},
    error::{AppError, ErrorCode},
};
use leptos::{prelude::*, task::spawn_local};

use super::{dialog::Dialog, dom, field::Field, problems::use_problems, toasts::use_toasts};
use crate::{api::Answer, session::use_texts};

/// An entry whose use is about to end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending<Id> {
    pub id: Id,
    pub version: i64,
    pub name: String,
}

/// How taking out of use goes for one kind of record.
pub struct ActivationActs<Id: Copy + Send + Sync + 'static, T: Send + Sync + 'static> {
    ending: RwSignal<Option<Ending<Id>>>,
    busy: RwSignal<bool>,
    send: fn(SetActive<Id>) -> Answer<T>,
    changed: Callback<T>,
    reload: Callback<()>,
}

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
        Self { ending: RwSignal::new(None), busy: RwSignal::new(false), send, changed, reload }
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
        // A second press while the first is on its way would meet a record that changed already.
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let (problems, toasts) = (use_problems(), use_toasts());
        let t = &use_texts().settings;
        let input = SetActive { key: dom::fresh_key(), id: entry.id, version: entry.version, act };
        let activates = input.act.leaves_active();
        let answer = (self.send)(input);
        spawn_local(async move {
            let answer = answer.await;
            self.busy.set(false);
            match answer {
                Ok(changed) => {
                    self.ending.set(None);
                    toasts.success(if activates { (t.activated)(&entry.name) } else { (t.deactivated)(&entry.name) });
                    let _ = self.changed.try_run(changed);
                }
                Err(error) if error.0.field.is_some() => refused.set(Some(error.0)),
                Err(error) => {
                    if error.0.code == ErrorCode::Stale {
                        self.ending.set(None);
                        let _ = self.reload.try_run(());
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
                    <button type="submit" class="btn btn--danger" aria-busy=move || acts.busy.get().then_some("true")>
                        {t.deactivate}
                    </button>
                </div>
            </form>
        </Dialog>
    }
}
