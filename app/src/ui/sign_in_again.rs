//! The sign-in dialog over a page whose session ended, or is somebody else's by now: another tab of the same browser was used
//! to sign in. It never leaves the page: what was typed behind it stays.

use domain::error::{AppError, ErrorCode};
use leptos::{ev, prelude::*};

use crate::{
    api::session::who_am_i,
    session::{use_session, use_texts},
    ui::{
        dialog::Dialog,
        dom, drafts,
        http::{self, Posted},
        icon::icon,
        problems::{short_names, use_problems},
        scope::{Scope, on_window},
        toasts::use_toasts,
    },
};

/// The dialog; open while [`super::problems::Problems::session_ended`] is true. When somebody else is in
/// ([`super::problems::Problems::another_user`]), they may go on with a page of their own.
#[component]
pub fn SignInAgain() -> impl IntoView {
    let t = use_texts();
    let problems = use_problems();
    let toasts = use_toasts();
    let actor = use_session().actor;
    let me = actor.as_ref().map(|actor| actor.id);
    let my_name = StoredValue::new(actor.map(|actor| actor.name).unwrap_or_default());
    // Whose page this is and who is in now, in short.
    let names = move || {
        let now = problems.another_user.get()?;
        Some(my_name.with_value(|mine| short_names(mine, &now)))
    };
    let email = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<ErrorCode>);
    let busy = RwSignal::new(false);
    let scope = Scope::new();
    let back = move || {
        problems.another_user.set(None);
        problems.session_ended.set(false);
    };
    Effect::new(move |_| {
        if problems.another_user.with(Option::is_some) {
            problems.session_ended.set(true);
        }
    });
    // The user of this page may come back in another tab, too.
    on_window(ev::focus, move |_| {
        if problems.another_user.with_untracked(Option::is_some) {
            scope.spawn(async move {
                if who_am_i().await.is_ok_and(|user| Some(user) == me) {
                    back();
                }
            });
        }
    });
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
            if who_am_i().await.is_ok_and(|user| Some(user) != me) {
                return make_anew();
            }
            back();
            toasts.success(t.shell.signed_in_again);
        });
    };
    let title = move || {
        names().map_or_else(|| t.common.session_ended_title.to_owned(), |(_, now)| (t.shell.another_title)(&now))
    };
    let text = move || {
        names()
            .map_or_else(|| t.common.session_ended_text.to_owned(), |(mine, now)| (t.shell.another_text)(&mine, &now))
    };
    let enter = move || names().map_or_else(|| t.common.sign_in.to_owned(), |(mine, _)| (t.shell.enter_as)(&mine));
    view! {
        <Dialog
            id="sign-in-again"
            title=Signal::derive(title)
            open=problems.session_ended
            class="dialog dialog--sm"
        >
            <form on:submit=send>
                <div class="dialog__body">
                    <p class="muted">{text}</p>
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
                    {move || {
                        names()
                            .map(|(_, now)| {
                                view! {
                                    <button type="button" class="btn" on:click=move |_| make_anew()>
                                        {(t.shell.go_on_as)(&now)}
                                    </button>
                                }
                            })
                    }}
                    <button type="submit" class="btn btn--primary" aria-busy=move || busy.get().then_some("true")>
                        {enter}
                    </button>
                </div>
            </form>
        </Dialog>
    }
}

/// Another user's page would show another user's data: it has to be made anew. What was typed on this one is kept for its
/// author.
fn make_anew() {
    drafts::leave_to_another();
    // Browsers give fields back what was in them, to the same address; this is somebody else's.
    dom::empty_fields();
    let location = window().location();
    let _ = location.replace(&location.href().unwrap_or_default());
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
