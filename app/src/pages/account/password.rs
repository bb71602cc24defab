//! Changing one's own password.

use domain::account::{ChangePassword, Secret};
use leptos::prelude::*;

use crate::{
    api::account::change_password,
    session::{use_session, use_texts},
    ui::{
        dom,
        field::{Field, FormErrors},
        icon::icon,
        problems::use_problems,
        scope::Scope,
        toasts::use_toasts,
    },
};

/// The form.
#[component]
pub fn PasswordForm() -> impl IntoView {
    let texts = use_texts();
    let t = &texts.settings;
    let (problems, toasts) = (use_problems(), use_toasts());
    let (current, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let errors = FormErrors::new();
    let busy = RwSignal::new(false);
    let scope = Scope::new();
    let refuse = move |faults| {
        errors.set(faults);
        if let Some(field) = errors.first_field() {
            dom::focus_soon(format!("password-{field}"));
        }
    };
    let submit = move || {
        if busy.get_untracked() {
            return;
        }
        let form = ChangePassword {
            key: dom::fresh_key(),
            current: Secret::new(current.get_untracked()),
            new: Secret::new(new.get_untracked()),
        };
        if let Err(faults) = form.validate() {
            return refuse(faults);
        }
        errors.clear();
        busy.set(true);
        let call = async move {
            let answer = change_password(form).await;
            if let Ok(ended) = &answer {
                toasts.success((t.password_changed)(*ended));
            }
            answer
        };
        scope.act(call, move |answer| {
            busy.set(false);
            match answer {
                Ok(_) => {
                    current.set(String::new());
                    new.set(String::new());
                }
                Err(error) if error.0.field.is_some() => refuse(vec![error.0]),
                Err(error) => problems.tell(&error),
            }
        });
    };
    // Password managers ask for the account beside the password.
    let name = use_session().actor.map(|actor| actor.name).unwrap_or_default();
    view! {
        <form
            aria-labelledby="password-title"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <div class="set-sec">
                <div>
                    <h2 id="password-title">{t.change_password}</h2>
                    <p class="muted">{t.change_password_text}</p>
                </div>
            </div>
            <input type="text" autocomplete="username" value=name hidden readonly />
            <div class="form-grid form-grid--2">
                <PasswordField id="password-current" label=t.password_current value=current errors field="current" autocomplete="current-password" />
                <PasswordField id="password-new" label=t.password_new value=new errors field="new" autocomplete="new-password" help=t.user_password_help />
            </div>
            <div class="form-foot">
                <button type="submit" class="btn btn--primary" aria-busy=move || busy.get().then_some("true")>
                    {icon("key-round")}
                    {t.change_password}
                </button>
            </div>
        </form>
    }
}

#[component]
fn PasswordField(
    id: &'static str,
    label: &'static str,
    value: RwSignal<String>,
    errors: FormErrors,
    field: &'static str,
    autocomplete: &'static str,
    #[prop(optional, into)] help: Signal<String>,
) -> impl IntoView {
    let error = Signal::derive(move || errors.of(field));
    view! {
        <Field id label required=true help error>
            <input
                class="input"
                id=id
                type="password"
                autocomplete=autocomplete
                aria-required="true"
                aria-describedby=format!("{id}-help {id}-error")
                aria-invalid=move || error.get().map(|_| "true")
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        </Field>
    }
}
