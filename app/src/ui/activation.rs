//! Taking a record out of use after a question, and back at once: for catalogues, users and people alike.

use domain::{
    activation::{Activation, REASON_MAX, SetActive},
    error::ErrorCode,
    ids::RowId,
};
use leptos::prelude::*;

use super::{
    dialog::Dialog,
    dom,
    form::{DialogForm, Form, TextField},
    kept_texts::KeptTexts,
    problems::use_problems,
    toasts::use_toasts,
};
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
    form: Form,
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
    pub fn new(send: fn(SetActive<Id>) -> Answer<T>, changed: Callback<T>, reload: Callback<()>) -> Self {
        Self { ending: RwSignal::new(None), form: Form::new("deactivate"), send, changed, reload }
    }

    /// Back into use at once; out of use after a question.
    pub fn toggle(self, entry: Ending<Id>, active: bool) {
        if active {
            self.ending.set(Some(entry));
        } else {
            self.run(entry, Activation::Activate);
        }
    }

    /// Sends it. A refusal of the reason is shown at its field, any other is told.
    fn run(self, entry: Ending<Id>, act: Activation) {
        let form = self.form;
        // A second press while the first is on its way would meet a record that changed already.
        if form.busy.get_untracked() {
            return;
        }
        form.busy.set(true);
        let (problems, toasts) = (use_problems(), use_toasts());
        let t = &use_texts().settings;
        let input = SetActive { key: dom::fresh_key(), id: entry.id, version: entry.version, act };
        let activates = input.act.leaves_active();
        form.scope.act((self.send)(input), move |answer| {
            form.busy.set(false);
            match answer {
                Ok(changed) => {
                    form.done();
                    self.ending.set(None);
                    toasts.success(if activates { (t.activated)(&entry.name) } else { (t.deactivated)(&entry.name) });
                    self.changed.run(changed);
                }
                Err(error) if !activates && error.0.field.as_deref() == Some("reason") => form.refused(error),
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
pub fn DeactivateDialog<Id: RowId, T: Send + Sync + 'static>(
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
    let form = acts.form;
    Effect::new(move |_| {
        let wanted = acts.ending.with(Option::is_some);
        if wanted {
            reason.set(String::new());
            form.reopened();
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
    let submit = move |()| {
        let Some(entry) = acts.ending.get_untracked() else { return };
        let act = Activation::Deactivate { reason: reason.get_untracked() };
        let checked = if asks_reason { act.required_reason() } else { act.reason() };
        match checked {
            Ok(_) => acts.run(entry, act),
            Err(fault) => form.refuse(vec![fault]),
        }
    };
    view! {
        <Dialog id=id open class="dialog dialog--sm" title=Signal::derive(move || (t.deactivate_title)(&name()))>
            <DialogForm
                form
                act=t.deactivate
                act_class="btn btn--danger"
                leave=texts.common.back
                on_submit=Callback::new(submit)
                on_leave=Callback::new(move |()| open.set(false))
            >
                <p>{text}</p>
                {asks_reason
                    .then(|| {
                        let entry = acts.ending.with_untracked(|ending| ending.as_ref().map(|one| one.id.number().to_string()));
                        let record = format!("{id}.{}", entry.unwrap_or_default());
                        view! { <KeptTexts form record parts=vec![reason.into()] blank=vec![String::new()] /> }
                    })}
                {asks_reason
                    .then(|| view! { <TextField form name="reason" label=texts.common.reason value=reason required=true rows=3 max=REASON_MAX /> })}
            </DialogForm>
        </Dialog>
    }
}
