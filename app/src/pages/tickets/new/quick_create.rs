//! Registering a requester without leaving the form: name and, when known, document, e-mail and phone.

use domain::person::{PersonForm, PhoneForm};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::people,
    session::use_texts,
    ui::{
        combobox::Choice,
        dialog::Dialog,
        dom,
        field::{Field, FormErrors},
        problems::use_problems,
    },
};

/// The dialog; open while `name` holds what was typed. The new person becomes the chosen one.
#[component]
pub fn QuickCreate(name: RwSignal<Option<String>>, chosen: RwSignal<Option<Choice>>) -> impl IntoView {
    let t = use_texts();
    let problems = use_problems();
    let open = RwSignal::new(false);
    let errors = FormErrors::new();
    let busy = RwSignal::new(false);
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
            errors.clear();
            open.set(true);
            dom::focus_soon("quick-document");
        }
    });
    Effect::new(move |_| {
        if !open.get() && name.with_untracked(Option::is_some) {
            name.set(None);
        }
    });
    let submit = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let [name, document, email, phone] = fields.map(|(_, _, value)| value.get_untracked());
        let form = PersonForm {
            name,
            document,
            email,
            phones: vec![PhoneForm { number: phone, ..PhoneForm::default() }],
            ..PersonForm::empty(dom::fresh_key())
        };
        spawn_local(async move {
            let answer = people::create_person(form).await;
            busy.set(false);
            match answer {
                Ok(Ok(saved)) => {
                    chosen.set(Some(Choice {
                        value: saved.id.get(),
                        label: saved.name,
                        detail: saved.masked_document.unwrap_or_default(),
                    }));
                    open.set(false);
                }
                Ok(Err(refused)) => errors.set(refused),
                Err(error) => {
                    problems.note(&error);
                    errors.set(vec![error.0]);
                }
            }
        });
    };
    view! {
        <Dialog id="quick-create" open class="dialog dialog--sm" title=Signal::stored(t.people.new_title.to_owned())>
            <form
                class="dialog__form"
                on:submit=move |event| {
                    event.prevent_default();
                    event.stop_propagation();
                    submit();
                }
            >
                <div class="dialog__body form">
                    {fields
                        .into_iter()
                        .map(|(field, label, value)| {
                            let id = format!("quick-{}", field.replace('.', "-"));
                            view! {
                                <Field
                                    id=id.clone()
                                    label=label
                                    required=field == "name"
                                    error=Signal::derive(move || errors.of(field))
                                >
                                    <input
                                        class="input"
                                        id=id.clone()
                                        autocomplete="off"
                                        aria-describedby=format!("{id}-help {id}-error")
                                        aria-invalid=move || errors.of(field).map(|_| "true")
                                        prop:value=move || value.get()
                                        on:input=move |event| value.set(event_target_value(&event))
                                    />
                                </Field>
                            }
                        })
                        .collect_view()}
                    {move || {
                        errors.general().into_iter().map(|text| view! { <p class="error" role="alert">{text}</p> }).collect_view()
                    }}
                </div>
                <div class="dialog__foot">
                    <button type="button" class="btn" on:click=move |_| open.set(false)>
                        {t.common.cancel}
                    </button>
                    <button type="submit" class="btn btn--primary" aria-busy=move || busy.get().then_some("true")>
                        {t.common.save}
                    </button>
                </div>
            </form>
        </Dialog>
    }
}
