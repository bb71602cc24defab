//! What is around every screen of a signed-in user: rail, top bar, problems, toasts. A guest sees the page alone.

use domain::access::Role;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::{
    arrival::Arrival,
    drafts, keys,
    palette::Palette,
    portal_frame::{has_place, portal_frame, refused},
    problems::{AnotherUserStrip, OfflineStrip, OutdatedStrip, rescue, use_problems},
    rail::{MoreMenu, Rail},
    scope::Scope,
    shortcuts::{self, ShortcutSheet},
    sign_in_again::SignInAgain,
    toasts::ToastRegion,
    topbar::Topbar,
};
use crate::{
    live::use_live,
    session::{use_session, use_texts},
    unread::use_unread,
};

/// The frame; its child is the route's page.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let role = use_session().actor.map(|actor| actor.role);
    let signed_in = role.is_some();
    let path = use_location().pathname.get_untracked();
    let (live, problems) = (use_live(), use_problems());
    let scope = Scope::new();
    Effect::new(move |_| {
        if let Some(html) = document().document_element() {
            let _ = html.set_attribute("data-hydrated", "true");
        }
        if signed_in {
            live.start(problems.another_user);
            rescue::put_back(scope);
        }
    });
    if signed_in {
        keys::listen_everywhere();
        drafts::see_to_it(use_problems());
    }
    let page = if role.is_none_or(|role| has_place(role, &path)) { children().into_any() } else { refused() };
    if role == Some(Role::Requester) {
        portal_frame(page)
    } else if signed_in {
        shortcuts::listen();
        use_unread().start();
        view! {
            <div class="app">
                <SkipLink />
                <Arrival />
                <AnotherUserStrip />
                <OfflineStrip />
                <OutdatedStrip />
                <Rail />
                <Topbar />
                <main class="sheet" id="conteudo" tabindex="-1">
                    {page}
                </main>
            </div>
            <MoreMenu />
            <Palette />
            <ShortcutSheet />
            <SignInAgain />
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
