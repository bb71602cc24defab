//! The sign-in page: a plain form that works without JavaScript. Before there is any user, it says how to make one instead.
//!
//! A refusal comes back in the address (`error`, `seconds`, `email`, `next`); the password never does.

mod art;
mod first_start;
mod link;

use domain::error::{AppError, ErrorCode};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

pub use self::link::EnterPage;
use self::{art::CounterArt, first_start::FirstStart, link::AskForLink};
use crate::{
    api::session::is_first_start,
    session::{SessionInfo, use_session, use_texts},
    ui::{icon::icon, logo::Logo, title::PageTitle},
};

/// The page.
#[component]
pub fn SignInPage() -> impl IntoView {
    let t = use_texts();
    let first_start = Resource::new_blocking(|| (), |()| is_first_start());
    view! {
        <PageTitle text=t.common.sign_in.to_owned() />
        <div class="lg">
            <a class="skip" href="#conteudo">
                {t.shell.skip_to_form}
            </a>
            <CounterArt />
            <main class="lg-main" id="conteudo" tabindex="-1">
                <Suspense fallback=|| ()>
                    {move || Suspend::new(async move {
                        // Should the question fail, the form is right: whoever has an account can use it.
                        if first_start.await.unwrap_or_default() {
                            view! { <FirstStart /> }.into_any()
                        } else {
                            view! { <SignInForm /> }.into_any()
                        }
                    })}
                </Suspense>
            </main>
        </div>
    }
}

/// What went wrong the last time, from the address.
fn refusal(error: Option<String>, seconds: Option<String>) -> Option<ErrorCode> {
    match error?.as_str() {
        "credentials" => Some(ErrorCode::WrongCredentials),
        "link" => Some(ErrorCode::LinkExpired),
        "attempts" => {
            let seconds = seconds.and_then(|text| text.parse().ok()).unwrap_or(60);
            Some(ErrorCode::TooManyAttempts { seconds })
        }
        _ => None,
    }
}

#[component]
fn SignInForm() -> impl IntoView {
    let t = use_texts();
    let SessionInfo { company_name: company, mail_leaves, .. } = use_session();
    let query = use_query_map();
    let asked = |name: &str| query.with_untracked(|query| query.get(name));
    let refused = refusal(asked("error"), asked("seconds"));
    let wrong = refused == Some(ErrorCode::WrongCredentials);
    let email = asked("email").unwrap_or_default();
    let next = asked("next");
    let email_known = !email.is_empty();
    let known = email.clone();
    let sent = asked("link").as_deref() == Some("sent");
    let link_ended = refused == Some(ErrorCode::LinkExpired);
    view! {
        <div class="lg-box">
            <Logo />
            <div>
                <h1>{t.common.sign_in}</h1>
                {(!company.is_empty()).then(|| view! { <p class="muted">{company}</p> })}
            </div>
            {refused
                .map(|code| {
                    view! {
                        <div class="notice" data-tone="red" role="alert">
                            {icon("circle-x")}
                            <span class="grow">
                                <strong>{t.error(&AppError::new(code))}</strong>
                            </span>
                        </div>
                    }
                })}
            {sent
                .then(|| {
                    let (tone, name, title, text) = if mail_leaves {
                        ("green", "mail-check", t.portal.link_sent_title, t.portal.link_sent_text)
                    } else {
                        ("grey", "file-text", t.portal.link_written_title, t.portal.link_written_text)
                    };
                    view! {
                        <div class="notice" data-tone=tone role="status">
                            {icon(name)}
                            <span class="grow">
                                <strong>{title}</strong>
                                {format!(" {text}")}
                            </span>
                        </div>
                    }
                })}
            <form class="lg-form" method="post" action="/login" aria-label=t.common.sign_in>
                <div class="field">
                    <label for="email">{t.common.email}</label>
                    <input
                        class="input"
                        id="email"
                        name="email"
                        type="email"
                        autocomplete="username"
                        required
                        autofocus=!email_known
                        value=email
                    />
                </div>
                <div class="field">
                    <label for="password">{t.common.password}</label>
                    <PasswordInput wrong focused=email_known />
                </div>
                {next.map(|next| view! { <input type="hidden" name="next" value=next /> })}
                <button type="submit" class="btn btn--primary btn--lg btn--block">
                    {t.common.sign_in}
                </button>
            </form>
            <AskForLink open=link_ended email=known />
            <p class="faint lg-foot">{t.shell.accesses_are_logged}</p>
        </div>
    }
}

/// The password, and the button that shows it once there is a program to do so.
#[component]
fn PasswordInput(wrong: bool, focused: bool) -> impl IntoView {
    let t = use_texts();
    let hydrated = RwSignal::new(false);
    let shown = RwSignal::new(false);
    Effect::new(move |_| hydrated.set(true));
    view! {
        <span class="input affix">
            <input
                id="password"
                name="password"
                type=move || if shown.get() { "text" } else { "password" }
                autocomplete="current-password"
                required
                autofocus=focused
                aria-invalid=wrong.then_some("true")
            />
            <Show when=move || hydrated.get()>
                <button
                    type="button"
                    class="btn btn--ghost btn--icon btn--sm"
                    aria-label=move || if shown.get() { t.shell.hide_password } else { t.common.show_password }
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    {move || icon(if shown.get() { "eye-off" } else { "eye" })}
                </button>
            </Show>
        </span>
    }
}
