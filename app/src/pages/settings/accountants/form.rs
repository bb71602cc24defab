//! The dialog of a new or changed accountant.

use domain::accountant::{Accountant, AccountantForm};
use leptos::{prelude::*, task::spawn_local};

use super::{
    super::{
        dialog_form::{DialogForm, DialogFormBody, TextField},
        rows::was_text,
    },
    Accountants,
};
use crate::{
    api::catalogues::{list_accountants, save_accountant},
    session::use_texts,
    ui::{dialog::Dialog, dom, toasts::use_toasts},
};

/// The dialog; open while an entry is being edited.
#[component]
pub fn AccountantDialog(state: Accountants) -> impl IntoView {
    let t = &use_texts().settings;
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        let editing = state.editing.with(Option::is_some);
        open.set(editing);
        if editing {
            dom::focus_soon("accountant-label");
        }
    });
    Effect::new(move |_| {
        // Only when there is something to end: a signal that is set tells its listeners, also when it stays the same.
        if !open.get() && state.editing.with_untracked(Option::is_some) {
            state.editing.set(None);
        }
    });
    let title = move || {
        let is_new = state.editing.with(|editing| matches!(editing, Some(None)));
        (if is_new { t.accountant_new } else { t.accountant_edit }).to_owned()
    };
    view! {
        <Dialog id="accountant-dialog" open title=Signal::derive(title)>
            <Form state />
        </Dialog>
    }
}

#[component]
fn Form(state: Accountants) -> impl IntoView {
    let t = &use_texts().settings;
    let toasts = use_toasts();
    let form = DialogForm::new("accountant");
    // What is saved; after a stale save, what somebody else saved.
    let base = RwSignal::new(state.editing.get_untracked().flatten());
    let of = |get: fn(&Accountant) -> String| {
        RwSignal::new(base.with_untracked(|entry| entry.as_ref().map(get)).unwrap_or_default())
    };
    let label = of(|entry| entry.label.clone());
    let office_name = of(|entry| entry.office_name.clone());
    let crc = of(|entry| entry.crc.clone());
    let email = of(|entry| entry.email.clone().unwrap_or_default());
    let catch_up = move || async move {
        let Ok(list) = list_accountants().await else { return };
        let theirs =
            base.try_get_untracked().flatten().and_then(|mine| list.iter().find(|one| one.id == mine.id).cloned());
        base.set(theirs);
        state.list.set(list);
    };
    let submit = move |()| {
        let entry = base.get_untracked();
        let input = AccountantForm {
            key: form.key(),
            id: entry.as_ref().map(|entry| entry.id),
            version: entry.as_ref().map_or(0, |entry| entry.version),
            label: label.get_untracked(),
            office_name: office_name.get_untracked(),
            crc: crc.get_untracked(),
            email: email.get_untracked(),
        };
        if let Err(faults) = input.validate() {
            return form.refuse(faults);
        }
        form.errors.clear();
        form.busy.set(true);
        spawn_local(async move {
            let answer = save_accountant(input).await;
            form.busy.set(false);
            match answer {
                Ok(saved) => {
                    toasts.success((t.saved_name)(&saved.label));
                    state.put(saved);
                    state.editing.set(None);
                }
                Err(error) => {
                    if form.refused(error) {
                        catch_up().await;
                    }
                }
            }
        });
    };
    // While the entry is stale, each field that differs says what somebody else saved.
    let theirs = move |typed: RwSignal<String>, get: fn(&Accountant) -> String, help: &'static str| {
        Signal::derive(move || {
            let saved = base.with(|entry| entry.as_ref().map(get)).unwrap_or_default();
            if form.stale.get() && saved != typed.get() { was_text(&saved) } else { help.to_owned() }
        })
    };
    view! {
        <DialogFormBody
            form
            on_submit=Callback::new(submit)
            on_cancel=Callback::new(move |()| state.editing.set(None))
        >
            <TextField
                form
                name="label"
                label=t.accountant_label
                value=label
                help=theirs(label, |entry| entry.label.clone(), t.accountant_label_help)
                required=true
            />
            <TextField
                form
                name="office_name"
                label=t.accountant_office
                value=office_name
                help=theirs(office_name, |entry| entry.office_name.clone(), t.accountant_office_help)
                required=true
            />
            <TextField
                form
                name="crc"
                label=t.accountant_crc
                value=crc
                help=theirs(crc, |entry| entry.crc.clone(), "")
            />
            <TextField
                form
                name="email"
                label=t.company_email
                value=email
                help=theirs(email, |entry| entry.email.clone().unwrap_or_default(), "")
                inputmode="email"
            />
        </DialogFormBody>
    }
}
