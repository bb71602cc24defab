//! The sign-in dialog over a page whose session ended. It never leaves the page: what was typed behind it stays.

use domain::error::{AppError, ErrorCode};
use leptos::{ev, prelude::*};

use super::use_problems;
use crate::{
    api::session::who_am_i,
    session::{use_session, use_texts},
    ui::{
        dialog::Dialog,
        dom, drafts,
        http::{self, Posted},
        icon::icon,
        scope::Scope,
        toasts::use_toasts,
    },
};

/// The dialog; open while [`super::Problems::session_ended`] is true.
#[component]
pub fn SignInAgain() -> impl IntoView {
    let t = use_texts();
    let problems = use_problems();
    let toasts = use_toasts();
    let me = use_session().actor.map(|actor| actor.id);
    let email = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<ErrorCode>);
    let busy = RwSignal::new(false);
    let scope = Scope::new();
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        scope.spawn(async move {
            let typed = (email.get_untracked(), password.get_untracked());
            let answer = http::post_form("/login", &[("email", &typed.0), ("password", &typed.1)]).await;
            busy.set(false);
            if answer != Posted::Accepted {
                refused.set(Some(reason(answer)));
                return;
            }
            password.set(String::new());
            refused.set(None);
            // Another user's page would show another user's data: it has to be made anew.
            if who_am_i().await.is_ok_and(|user| Some(user) != me) {
                // Browsers give fields back what was in them, to the same address; this is somebody else's.
                drafts::forget_all();
                dom::empty_fields();
                let location = window().location();
                let _ = location.replace(&location.href().unwrap_or_default());
                return;
            }
            problems.session_ended.set(false);
            toasts.success(t.shell.signed_in_again);
        });
    };
    view! {
        <Dialog id="sign-in-again" title=t.common.session_ended_title.to_owned() open=problems.session_ended class="dialog dialog--sm">
            <form on:submit=send>
                <div class="dialog__body">
                    <p class="muted">{t.common.session_ended_text}</p>
                    {move || {
                        refused
                            .get()
                            .map(|code| {
                                view! {
                                    <div class="notice" data-tone="red" role="alert">
                                        {icon("circle-x")}
                                        <span class="grow">{t.error(&AppError::new(code))}</span>
                                    </div>
                                }
                            })
                    }}
                    <div class="field">
                        <label for="again-email">{t.common.email}</label>
                        <input
                            class="input"
                            id="again-email"
                            type="email"
                            autocomplete="username"
                            required
                            prop:value=move || email.get()
                            on:input=move |event| email.set(event_target_value(&event))
                        />
                    </div>
                    <div class="field">
                        <label for="again-password">{t.common.password}</label>
                        <input
                            class="input"
                            id="again-password"
                            type="password"
                            autocomplete="current-password"
                            required
                            aria-invalid=move || (refused.get() == Some(ErrorCode::WrongCredentials)).then_some("true")
                            prop:value=move || password.get()
                            on:input=move |event| password.set(event_target_value(&event))
                        />
                    </div>
                </div>
                <div class="dialog__foot">
                    <button type="submit" class="btn btn--primary" aria-busy=move || busy.get().then_some("true")>
                        {t.common.sign_in}
                    </button>
                </div>
            </form>
        </Dialog>
    }
}

const fn reason(answer: Posted) -> ErrorCode {
    match answer {
        Posted::Refused { status: 429, wait_seconds } => ErrorCode::TooManyAttempts {
            seconds: match wait_seconds {
                Some(seconds) => seconds,
                None => 60,
            },
        },
        Posted::Refused { status: 422, .. } => ErrorCode::WrongCredentials,
        Posted::Refused { .. } => ErrorCode::Unavailable,
        Posted::Accepted | Posted::Unreachable => ErrorCode::Offline,
    }
}
