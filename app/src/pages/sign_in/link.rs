//! Signing in by a link: the form that asks for one, and the page behind the link. Both are plain forms.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::art::CounterArt;
use crate::{
    session::{use_session, use_texts},
    ui::{icon::icon, logo::Logo, title::PageTitle},
};

/// "Receber um link por e-mail", below the password.
#[component]
pub fn AskForLink(open: bool, email: String) -> impl IntoView {
    let t = use_texts();
    view! {
        <details class="lg-link" open=open>
            <summary>{icon("mail")} {t.portal.link_title}</summary>
            <form class="lg-form" method="post" action="/login/link" aria-label=t.portal.link_title>
                <p class="muted" id="link-text">
                    {t.portal.link_text}
                </p>
                <div class="field">
                    <label for="link-email">{t.portal.link_email}</label>
                    <input
                        class="input"
                        id="link-email"
                        name="email"
                        type="email"
                        autocomplete="email"
                        required
                        aria-describedby="link-text"
                        value=email
                    />
                </div>
                <button type="submit" class="btn btn--lg btn--block">
                    {t.portal.link_send}
                </button>
            </form>
        </details>
    }
}

/// The page of a link. Opening it changes nothing, since mail scanners open links too; the button signs in.
#[component]
pub fn EnterPage() -> impl IntoView {
    let t = use_texts();
    let company = use_session().company_name;
    let token = use_query_map().with_untracked(|query| query.get("token")).filter(|token| !token.is_empty());
    let content = match token {
        Some(token) => view! {
            <p class="muted">{t.portal.link_enter_text}</p>
            <form class="lg-form" method="post" action="/login/enter" aria-label=t.portal.link_enter_title>
                <input type="hidden" name="token" value=token />
                <button type="submit" class="btn btn--primary btn--lg btn--block">
                    {t.portal.link_enter}
                </button>
            </form>
        }
        .into_any(),
        None => view! {
            <p class="muted">{t.error(&domain::error::ErrorCode::LinkExpired.into())}</p>
            <a class="btn btn--block" href="/login">
                {t.portal.link_missing}
            </a>
        }
        .into_any(),
    };
    view! {
        <PageTitle text=t.portal.link_enter_title.to_owned() />
        <div class="lg">
            <a class="skip" href="#conteudo">
                {t.shell.skip_to_form}
            </a>
            <CounterArt />
            <main class="lg-main" id="conteudo" tabindex="-1">
                <div class="lg-box">
                    <Logo />
                    <div>
                        <h1>{t.portal.link_enter_title}</h1>
                        {(!company.is_empty()).then(|| view! { <p class="muted">{company}</p> })}
                    </div>
                    {content}
                </div>
            </main>
        </div>
    }
}
