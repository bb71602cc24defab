//! What is around every screen of a signed-in user: rail, top bar, problems, toasts. A guest sees the page alone.

use domain::access::{Action, Resource};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::{
    icon::icon,
    problems::use_problems,
    toasts::ToastRegion,
    topbar::Topbar,
};
use crate::{
    live::use_live,
    session::{use_session, use_texts},
};

/// The frame; its child is the route's page.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let signed_in = use_session().actor.is_some();
    let live = use_live();
    Effect::new(move |_| {
        if let Some(html) = document().document_element() {
            let _ = html.set_attribute("data-hydrated", "true");
        }
        if signed_in {
            live.start();
        }
    });
    let page = children();
    if signed_in {
        view! {
            <div class="app">
                <SkipLink />
                <ProblemStrip />
                <Rail />
                <Topbar />
                <main class="sheet" id="conteudo" tabindex="-1">
                    {page}
                </main>
            </div>
            <super::problems::SignInAgain />
            <ToastRegion />
        }
        .into_any()
    } else {
        view! {
            <div class="guest">{page}</div>
            <ToastRegion />
        }
        .into_any()
    }
}

#[component]
fn SkipLink() -> impl IntoView {
    view! {
        <a class="skip" href="#conteudo">
            {use_texts().common.skip_to_content}
        </a>
    }
}

/// Says when the server cannot be reached.
#[component]
fn ProblemStrip() -> impl IntoView {
    let problems = use_problems();
    let t = use_texts();
    view! {
        <Show when=move || problems.offline.get()>
            <div class="strip" data-tone="amber" role="status">
                {icon("wifi-off")}
                <span>{t.common.offline}</span>
            </div>
        </Show>
    }
}

/// One entry of the rail.
#[component]
fn RailLink(href: &'static str, icon_name: &'static str, label: &'static str) -> impl IntoView {
    let path = use_location().pathname;
    let current = move || path.with(|path| path == href || path.starts_with(&format!("{href}/")));
    view! {
        <li>
            <a href=href aria-current=move || current().then_some("page")>
                {icon(icon_name)}
                <span>{label}</span>
            </a>
        </li>
    }
}

#[component]
fn Rail() -> impl IntoView {
    let t = use_texts();
    let session = use_session();
    view! {
        <nav class="rail" aria-label=t.common.main_navigation>
            <a class="rail__logo" href="/tickets" aria-label=t.common.product>
                <Logo />
            </a>
            <ul>
                <RailLink href="/tickets" icon_name="inbox" label=t.common.tickets />
                <RailLink href="/people" icon_name="users" label=t.common.people />
            </ul>
            <ul class="rail__end">
                {session
                    .may(Action::Write, Resource::Settings)
                    .then(|| view! { <RailLink href="/settings" icon_name="sliders-horizontal" label=t.common.settings /> })}
            </ul>
        </nav>
    }
}

/// The mark: a B lying on its back. The stem is the counter's top.
#[component]
pub fn Logo() -> impl IntoView {
    view! {
        <svg viewBox="0 0 32 32" aria-hidden="true">
            <path class="b2" d="M3.5 19v-4a5 5 0 0 1 10 0v4z"></path>
            <path class="b1" d="M15.5 19v-5a6.5 6.5 0 0 1 13 0v5z"></path>
            <rect class="b1" x="2" y="21" width="28" height="4" rx="1.5"></rect>
        </svg>
    }
}
