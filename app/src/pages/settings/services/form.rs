//! The dialog of a new or changed service.

use domain::service::{Service, ServiceForm, format_term};
use leptos::{prelude::*, task::spawn_local};

use super::{
    super::{
        dialog_form::{DialogForm, DialogFormBody, TextField},
        rows::was_text,
    },
    Services,
};
use crate::{
    api::catalogues::{list_services, save_service},
    session::use_texts,
    ui::{dialog::Dialog, dom, toasts::use_toasts},
};

/// The dialog; open while an entry is being edited.
#[component]
pub fn ServiceDialog(state: Services) -> impl IntoView {
    let t = &use_texts().settings;
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        let editing = state.editing.with(Option::is_some);
        open.set(editing);
        if editing {
            dom::focus_soon("service-name");
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
        (if is_new { t.service_new } else { t.service_edit }).to_owned()
    };
    view! {
        <Dialog id="service-dialog" open title=Signal::derive(title)>
            <Form state />
        </Dialog>
    }
}

/// The form as it is shown for an entry.
fn shown(entry: Option<&Service>) -> (String, String, String) {
    entry.map_or_else(Default::default, |entry| {
        (entry.name.clone(), entry.price.formatted(), entry.term.map(format_term).unwrap_or_default())
    })
}

#[component]
fn Form(state: Services) -> impl IntoView {
    let t = &use_texts().settings;
    let toasts = use_toasts();
    let form = DialogForm::new("service");
    // What is saved; after a stale save, what somebody else saved.
    let base = RwSignal::new(state.editing.get_untracked().flatten());
    let (name, price, term) = shown(base.get_untracked().as_ref());
    let (name, price, term) = (RwSignal::new(name), RwSignal::new(price), RwSignal::new(term));
    let catch_up = move || async move {
        let Ok(list) = list_services().await else { return };
        let theirs =
            base.try_get_untracked().flatten().and_then(|mine| list.iter().find(|one| one.id == mine.id).cloned());
        base.set(theirs);
        state.list.set(list);
    };
    let submit = move |()| {
        let entry = base.get_untracked();
        let input = ServiceForm {
            key: form.key(),
            id: entry.as_ref().map(|entry| entry.id),
            version: entry.as_ref().map_or(0, |entry| entry.version),
            name: name.get_untracked(),
            price: price.get_untracked(),
            term: term.get_untracked(),
        };
        if let Err(faults) = input.validate() {
            return form.refuse(faults);
        }
        form.errors.clear();
        form.busy.set(true);
        spawn_local(async move {
            let answer = save_service(input).await;
            form.busy.set(false);
            match answer {
                Ok(saved) => {
                    toasts.success((t.saved_name)(&saved.name));
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
    let theirs = move |typed: RwSignal<String>, pick: fn((String, String, String)) -> String, help: &'static str| {
        Signal::derive(move || {
            let saved = pick(shown(base.get().as_ref()));
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
                name="name"
                label=t.company_name
                value=name
                help=theirs(name, |shown| shown.0, "")
                required=true
                wide=true
            />
            <TextField
                form
                name="price"
                label=t.price
                value=price
                help=theirs(price, |shown| shown.1, t.price_help)
                inputmode="decimal"
                unit="R$"
            />
            <TextField
                form
                name="term"
                label=t.term
                value=term
                help=theirs(term, |shown| shown.2, t.term_help)
                unit=t.term_unit
            />
        </DialogFormBody>
    }
}
