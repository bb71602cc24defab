//! Registering a requester without leaving the form: name and, when known, document, e-mail and phone.

use domain::person::{PersonForm, PhoneForm};
use leptos::prelude::*;

use crate::{
    api::people,
    session::use_texts,
    ui::{
        combobox::Choice,
        dialog::Dialog,
        form::{DialogForm, Form, TextField},
    },
};

/// The dialog; open while `name` holds what was typed. The new person becomes the chosen one.
#[component]
pub fn QuickCreate(name: RwSignal<Option<String>>, chosen: RwSignal<Option<Choice>>) -> impl IntoView {
    let t = use_texts();
    let open = RwSignal::new(false);
    let form = Form::new("quick");
    let fields: [(&'static str, &'static str, RwSignal<String>); 4] = [
        ("name", t.common.name, RwSignal::new(String::new())),
        ("document", t.people.document, RwSignal::new(String::new())),
        ("email", t.common.email, RwSignal::new(String::new())),
        ("phones.1", t.people.phone, RwSignal::new(String::new())),
    ];
    Effect::new(move |_| {
        if let Some(typed) = name.get() {
            for (_, _, value) in fields {
                value.set(String::new());
            }
            fields[0].2.set(typed);
            form.reopened();
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() && name.with_untracked(Option::is_some) {
            name.set(None);
        }
    });
    let submit = move |()| {
        form.busy.set(true);
        let [name, document, email, phone] = fields.map(|(_, _, value)| value.get_untracked());
        let person = PersonForm {
            name,
            document,
            email,
            phones: vec![PhoneForm { number: phone, ..PhoneForm::default() }],
            ..PersonForm::empty(form.key())
        };
        form.scope.act(people::create_person(person), move |answer| {
            form.busy.set(false);
            match answer {
                Ok(Ok(saved)) => {
                    chosen.set(Some(Choice {
                        value: saved.id.get(),
                        label: saved.name,
                        detail: saved.masked_document.unwrap_or_default(),
                    }));
                    open.set(false);
                }
                Ok(Err(faults)) => form.refuse(faults),
                Err(error) => form.refused(error),
            }
        });
    };
    view! {
        <Dialog id="quick-create" open class="dialog dialog--sm" title=Signal::stored(t.people.new_title.to_owned())>
            <DialogForm
                form
                act=t.common.save
                on_submit=Callback::new(submit)
                on_leave=Callback::new(move |()| open.set(false))
            >
                {fields
                    .into_iter()
                    .map(|(name, label, value)| view! {
                        // The name was typed already.
                        <TextField form name label value required=name == "name" autofocus=name == "document" />
                    })
                    .collect_view()}
            </DialogForm>
        </Dialog>
    }
}
