//! What is around every screen of a signed-in user: rail, top bar, problems, toasts. A guest sees the page alone.

use leptos::prelude::*;

use super::{
    arrival::Arrival,
    palette::Palette,
    problems::{OfflineStrip, SignInAgain},
    rail::{MoreMenu, Rail},
    shortcuts::{self, ShortcutSheet},
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
        shortcuts::listen();
        use_unread().start();
        view! {
            <div class="app">
                <SkipLink />
                <Arrival />
                <OfflineStrip />
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
