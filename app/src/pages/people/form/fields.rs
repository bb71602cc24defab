//! The fields of a person other than the phones.

use domain::{
    person::{CITY_MAX, NAME_MAX, NOTE_MAX, PersonForm, PersonKind},
    state::Uf,
    zone::Zone,
};
use leptos::prelude::*;

use super::{FormState, id_of};
use crate::{
    session::use_texts,
    ui::{
        field::{Field, Limit},
        icon::small_icon,
    },
};

/// How a text field is read and written.
type Part = fn(&mut PersonForm) -> &mut String;

/// The three groups.
#[component]
pub fn Fields(state: FormState) -> impl IntoView {
    let t = use_texts();
    let words = &t.people;
    view! {
        <fieldset class="form-group">
            <legend>{words.identification}</legend>
            <div class="form-grid">
                <Text state field="name" label=words.name part=|form| &mut form.name required=true max=NAME_MAX />
                <Text state field="document" label=words.document part=|form| &mut form.document help=words.document_help />
                <Kind state />
                <Text state field="social_name" label=words.social_name part=|form| &mut form.social_name max=NAME_MAX />
            </div>
        </fieldset>
        <fieldset class="form-group">
            <legend>{words.contact}</legend>
            <div class="form-grid">
                <Text
                    state
                    field="email"
                    label=words.email
                    part=|form| &mut form.email
                    kind="email"
                    help=words.no_email_warning
                />
                <Text state field="city" label=words.city part=|form| &mut form.city max=CITY_MAX />
                <Choice
                    state
                    field="state"
                    label=words.state
                    part=|form| &mut form.state
                    none=words.no_state
                    options=Uf::all().iter().map(|uf| (uf.code(), format!("{} · {}", uf.code(), uf.name()))).collect()
                />
                <Choice
                    state
                    field="zone"
                    label=words.zone
                    part=|form| &mut form.zone
                    none=words.zone_company
                    options=Zone::ALL.iter().map(|zone| (zone.code(), (t.settings.zone)(*zone).to_owned())).collect()
                />
                <Note state />
            </div>
        </fieldset>
    }
}

fn read(state: FormState, part: Part) -> String {
    state.typed.with(|form| {
        // The accessor is one for reading and writing; a copy is cheap next to drawing the field.
        let mut form = form.clone();
        part(&mut form).clone()
    })
}

#[component]
fn Text(
    state: FormState,
    field: &'static str,
    label: &'static str,
    part: Part,
    #[prop(optional)] required: bool,
    #[prop(default = "text")] kind: &'static str,
    #[prop(default = "")] help: &'static str,
    /// How many characters it may have; fields that a rule of their own reads have none.
    #[prop(optional)]
    max: Option<usize>,
) -> impl IntoView {
    let id = id_of(field);
    let class = if field == "document" { "input code" } else { "input" };
    view! {
        <Field
            id=id.clone()
            label
            required
            help=Signal::stored(help.to_owned())
            error=Signal::derive(move || state.sentence(field))
            limit=max.map(|max| Limit::new(Signal::derive(move || read(state, part)), max))
        >
            <input
                class=class
                id=id.clone()
                type=kind
                autocomplete="off"
                spellcheck="false"
                aria-required=required.then_some("true")
                aria-describedby=format!("{id}-help {id}-error {id}-count")
                aria-invalid=move || state.error_of(field).map(|_| "true")
                prop:value=move || read(state, part)
                on:input=move |event| state.edit(|form| *part(form) = event_target_value(&event))
            />
        </Field>
    }
}

#[component]
fn Choice(
    state: FormState,
    field: &'static str,
    label: &'static str,
    part: Part,
    /// The words of the empty choice.
    none: &'static str,
    options: Vec<(&'static str, String)>,
) -> impl IntoView {
    let id = id_of(field);
    let present = untrack(|| read(state, part));
    view! {
        <Field id=id.clone() label error=Signal::derive(move || state.sentence(field))>
            <span class="select">
                <select
                    class="input"
                    id=id.clone()
                    aria-describedby=format!("{id}-help {id}-error")
                    aria-invalid=move || state.error_of(field).map(|_| "true")
                    prop:value=move || read(state, part)
                    on:change=move |event| state.edit(|form| *part(form) = event_target_value(&event))
                >
                    <option value="">{none}</option>
                    {options
                        .into_iter()
                        .map(|(value, name)| {
                            view! {
                                <option value=value selected=value == present>
                                    {name}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
                {small_icon("chevron-down")}
            </span>
        </Field>
    }
}

/// Natural or legal person: two radios.
#[component]
fn Kind(state: FormState) -> impl IntoView {
    let t = use_texts();
    view! {
        <fieldset class="field" aria-describedby="person-kind-help">
            <legend>{t.people.kind}</legend>
            <div class="opts">
                {PersonKind::ALL
                    .into_iter()
                    .map(|kind| {
                        view! {
                            <label class="check">
                                <input
                                    type="radio"
                                    name="person-kind"
                                    value=kind.code()
                                    prop:checked=move || state.typed.with(|form| form.kind) == kind
                                    on:change=move |_| state.edit(|form| form.kind = kind)
                                />
                                <span>{(t.people.kind_name)(kind)}</span>
                            </label>
                        }
                    })
                    .collect_view()}
            </div>
            <span class="field__hint" id="person-kind-help">
                {t.people.kind_help}
            </span>
        </fieldset>
    }
}

#[component]
fn Note(state: FormState) -> impl IntoView {
    let t = use_texts();
    view! {
        <Field
            id="person-note"
            label=t.people.note
            wide=true
            error=Signal::derive(move || state.sentence("note"))
            limit=Limit::new(Signal::derive(move || state.typed.with(|form| form.note.clone())), NOTE_MAX)
        >
            <textarea
                class="input"
                id="person-note"
                rows="4"
                aria-describedby="person-note-help person-note-error person-note-count"
                aria-invalid=move || state.error_of("note").map(|_| "true")
                prop:value=move || state.typed.with(|form| form.note.clone())
                on:input=move |event| state.edit(|form| form.note = event_target_value(&event))
            ></textarea>
        </Field>
    }
}
