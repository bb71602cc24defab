//! The dialog of a new or changed user.

use domain::{
    access::Role,
    account::Secret,
    ids::PersonId,
    person::wire::PersonRow,
    user::{UserAccount, UserForm},
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    super::{
        dialog_form::{DialogForm, DialogFormBody, TextField},
        rows::was_text,
    },
    Users,
};
use crate::{
    api::{
        ApiError,
        people::find_people,
        users::{list_users, save_user},
    },
    session::use_texts,
    ui::{
        combobox::{Choice, Combobox},
        dialog::Dialog,
        dom,
        field::Field,
        icon::small_icon,
        toasts::use_toasts,
    },
};

/// The dialog; open while a user is being edited.
#[component]
pub fn UserDialog(state: Users) -> impl IntoView {
    let t = &use_texts().settings;
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        let editing = state.editing.with(Option::is_some);
        open.set(editing);
        if editing {
            dom::focus_soon("user-name");
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
        (if is_new { t.user_new } else { t.user_edit }).to_owned()
    };
    view! {
        <Dialog id="user-dialog" open class="dialog dialog--md" title=Signal::derive(title)>
            <Form state />
        </Dialog>
    }
}

#[component]
fn Form(state: Users) -> impl IntoView {
    let t = &use_texts().settings;
    let toasts = use_toasts();
    let form = DialogForm::new("user");
    // What is saved; after a stale save, what somebody else saved.
    let base = RwSignal::new(state.editing.get_untracked().flatten());
    let known = base.get_untracked();
    let is_new = known.is_none();
    let name = RwSignal::new(known.as_ref().map(|user| user.name.clone()).unwrap_or_default());
    let email = RwSignal::new(known.as_ref().map(|user| user.email.clone()).unwrap_or_default());
    let role = RwSignal::new(known.as_ref().map_or(Role::Agent, |user| user.role));
    let person = RwSignal::new(known.as_ref().and_then(person_of));
    let may_release = RwSignal::new(known.as_ref().is_some_and(|user| user.may_release));
    let password = RwSignal::new(String::new());
    let catch_up = move || async move {
        let Ok(list) = list_users().await else { return };
        let theirs = base
            .try_get_untracked()
            .flatten()
            .and_then(|mine| list.users.iter().find(|one| one.id == mine.id).cloned());
        base.set(theirs);
        state.list.set(list.users);
    };
    let submit = move |()| {
        let user = base.get_untracked();
        let input = UserForm {
            key: form.key(),
            id: user.as_ref().map(|user| user.id),
            version: user.as_ref().map_or(0, |user| user.version),
            email: email.get_untracked(),
            name: name.get_untracked(),
            role: role.get_untracked(),
            person: person.with_untracked(|choice| choice.as_ref().map(|choice| PersonId::new(choice.value))),
            may_release: may_release.get_untracked(),
            password: Secret::new(password.get_untracked()),
        };
        if let Err(faults) = input.validate() {
            return form.refuse(faults);
        }
        form.errors.clear();
        form.busy.set(true);
        spawn_local(async move {
            let answer = save_user(input).await;
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
    // While the user is stale, each field that differs says what somebody else saved.
    let theirs = move |typed: RwSignal<String>, get: fn(&UserAccount) -> String| {
        Signal::derive(move || {
            let saved = base.with(|user| user.as_ref().map(get)).unwrap_or_default();
            if form.stale.get() && saved != typed.get() { was_text(&saved) } else { String::new() }
        })
    };
    let password_help = if is_new { t.user_password_help } else { t.user_password_set_help };
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
                help=theirs(name, |user| user.name.clone())
                required=true
            />
            <TextField
                form
                name="email"
                label=t.company_email
                value=email
                help=theirs(email, |user| user.email.clone())
                required=true
                inputmode="email"
            />
            <RoleField form role base />
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
        </DialogFormBody>
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
fn RoleField(form: DialogForm, role: RwSignal<Role>, base: RwSignal<Option<UserAccount>>) -> impl IntoView {
    let t = &use_texts().settings;
    let error = Signal::derive(move || form.errors.of("role"));
    let help = Signal::derive(move || {
        let chosen = role.get();
        let may = (t.role_help)(chosen);
        let changes = base.with(|user| user.as_ref().is_some_and(|user| user.role != chosen));
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
