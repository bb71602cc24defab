//! The form of a new or changed user.

use domain::{
    access::Role,
    account::Secret,
    ids::PersonId,
    person::wire::PersonRow,
    user::{NAME_MAX, UserAccount, UserForm as Input},
};
use leptos::prelude::*;

use super::super::catalogue::{Entries, EntryEdit, EntryForm};
use crate::{
    api::{ApiError, people::find_people, users::save_user},
    session::use_texts,
    ui::{
        combobox::{Choice, Combobox},
        field::Field,
        form::TextField,
        icon::small_icon,
        kept_texts::Part,
    },
};

fn name_of(user: &UserAccount) -> String {
    user.name.clone()
}

fn email_of(user: &UserAccount) -> String {
    user.email.clone()
}

/// Name, address, role and what the role needs, password.
#[component]
pub fn UserForm(entries: Entries<UserAccount>) -> impl IntoView {
    let t = &use_texts().settings;
    let edit = EntryEdit::new(entries, "user");
    let form = edit.form;
    let known = edit.known();
    let is_new = known.is_none();
    let (name, email) = (edit.field(name_of), edit.field(email_of));
    let role = RwSignal::new(known.as_ref().map_or(Role::Agent, |user| user.role));
    let person = RwSignal::new(known.as_ref().and_then(person_of));
    let may_release = RwSignal::new(known.is_some_and(|user| user.may_release));
    edit.keep(Part::new(
        move || role.get().code().to_owned(),
        move |code| {
            if let Some(kept) = Role::from_code(&code) {
                role.set(kept);
            }
        },
    ));
    edit.keep(Part::new(
        move || serde_json::to_string(&person.get()).unwrap_or_default(),
        move |kept| {
            if let Ok(kept) = serde_json::from_str(&kept) {
                person.set(kept);
            }
        },
    ));
    edit.keep(Part::new(move || may_release.get().to_string(), move |kept| may_release.set(kept == "true")));
    let password = RwSignal::new(String::new());
    let submit = move |()| {
        let (key, id, version) = edit.intent();
        let input = Input {
            key,
            id,
            version,
            email: email.get_untracked(),
            name: name.get_untracked(),
            role: role.get_untracked(),
            person: person.with_untracked(|choice| choice.as_ref().map(|choice| PersonId::new(choice.value))),
            may_release: may_release.get_untracked(),
            password: Secret::new(password.get_untracked()),
        };
        let faults = input.validate().err();
        edit.send(input, faults, |input| Box::pin(save_user(input)));
    };
    let password_help = if is_new { t.user_password_help } else { t.user_password_set_help };
    view! {
        <EntryForm edit on_submit=Callback::new(submit)>
            <TextField
                form
                name="name"
                label=t.company_name
                value=name
                help=edit.help(name, name_of, "")
                required=true
                max=NAME_MAX
            />
            <TextField
                form
                name="email"
                label=t.company_email
                value=email
                help=edit.help(email, email_of, "")
                required=true
                inputmode="email"
            />
            <RoleField edit role />
            <Show when=move || role.get() == Role::Agent>
                <label class="check span-all">
                    <input
                        type="checkbox"
                        class="cbx"
                        id="user-may-release"
                        prop:checked=move || may_release.get()
                        on:change=move |event| {
                            form.touched();
                            may_release.set(event_target_checked(&event));
                        }
                    />
                    <span>{t.user_may_release}</span>
                </label>
            </Show>
            <Show when=move || role.get() == Role::Requester>
                <Field
                    id="user-person"
                    label=t.user_person
                    required=true
                    help=t.user_person_help
                    error=Signal::derive(move || form.errors.of("person"))
                >
                    <Combobox
                        id="user-person"
                        chosen=person
                        find=find
                        placeholder=use_texts().tickets.find_person
                        invalid=Signal::derive(move || form.errors.of("person").is_some())
                    />
                </Field>
            </Show>
            <TextField
                form
                name="password"
                label=if is_new { t.user_password_new } else { t.user_password_set }
                value=password
                help=password_help
                required=is_new
                input_type="password"
                autocomplete="new-password"
            />
        </EntryForm>
    }
}

/// The person a user is linked to, as a choice.
fn person_of(user: &UserAccount) -> Option<Choice> {
    let id = user.person?;
    let label = user.person_name.clone().unwrap_or_else(|| id.to_string());
    Some(Choice { value: id.get(), label, detail: String::new() })
}

fn find(text: String) -> std::pin::Pin<Box<dyn Future<Output = Result<Vec<Choice>, ApiError>>>> {
    let choice = |person: &PersonRow| Choice {
        value: person.id.get(),
        label: person.name.clone(),
        detail: person.masked_document.clone().or_else(|| person.email.clone()).unwrap_or_default(),
    };
    Box::pin(async move { Ok(find_people(text).await?.iter().map(choice).collect()) })
}

/// The role, with what it may; for a known user also that another one ends the sessions.
#[component]
fn RoleField(edit: EntryEdit<UserAccount>, role: RwSignal<Role>) -> impl IntoView {
    let form = edit.form;
    let t = &use_texts().settings;
    let error = Signal::derive(move || form.errors.of("role"));
    let help = Signal::derive(move || {
        let chosen = role.get();
        let may = (t.role_help)(chosen);
        let changes = edit.saved(|user| user.role != chosen);
        if changes { format!("{may} {}", t.user_role_ends) } else { may.to_owned() }
    });
    let options = Role::ALL
        .into_iter()
        .map(|one| {
            view! {
                <option
                    value=one.code()
                    selected=role.get_untracked() == one
                    prop:selected=move || role.get() == one
                >
                    {(t.role)(one)}
                </option>
            }
        })
        .collect_view();
    view! {
        <Field id="user-role" label=t.user_role required=true help error>
            <span class="select">
                <select
                    class="input"
                    id="user-role"
                    aria-describedby="user-role-help user-role-error"
                    aria-invalid=move || error.get().map(|_| "true")
                    on:change=move |event| {
                        form.touched();
                        if let Some(chosen) = Role::from_code(&event_target_value(&event)) {
                            role.set(chosen);
                        }
                    }
                >
                    {options}
                </select>
                {small_icon("chevron-down")}
            </span>
        </Field>
    }
}
