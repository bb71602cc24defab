//! What is around every page of a requester: the company's name, the menu of the user, nothing of the team's desk.

use domain::access::Role;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::{
    arrival::Arrival,
    avatar::initials,
    logo::Word,
    problems::{AnotherUserStrip, OfflineStrip, OutdatedStrip},
    sign_in_again::SignInAgain,
    toasts::ToastRegion,
    user_menu::UserMenu,
};
use crate::{
    pages::failed::Failed,
    session::{use_session, use_texts},
};

/// Whether somebody of this role has a place there: requesters in the portal, the team everywhere else. Only the words of a
/// refusal are decided here; the content is refused by the server in any case.
pub fn has_place(role: Role, path: &str) -> bool {
    let is_portal = path == "/portal" || path.starts_with("/portal/");
    match role {
        Role::Requester => is_portal || path.trim_end_matches('/') == "/account",
        _ => !is_portal,
    }
}

/// The frame; `page` is the route's.
pub fn portal_frame(page: AnyView) -> AnyView {
    let t = use_texts();
    let company = use_session().company_name;
    let path = use_location().pathname;
    // The account's page was made for the team's sheet.
    let class = move || if path.with(|path| path.starts_with("/portal")) { "po-body" } else { "po-body sheet" };
    let name = if company.is_empty() { t.common.product.to_owned() } else { company };
    view! {
        <div class="po">
            <a class="skip" href="#conteudo">
                {t.common.skip_to_content}
            </a>
            <Arrival />
            <AnotherUserStrip />
            <OfflineStrip />
            <OutdatedStrip />
            <header class="po-top">
                <a class="po-co" href="/portal">
                    <span class="po-co__m" aria-hidden="true">
                        {initials(&name).to_lowercase()}
                    </span>
                    <b class="one-line">{name}</b>
                </a>
                <span class="push"></span>
                <UserMenu />
            </header>
            <main class=class id="conteudo" tabindex="-1">
                {page}
            </main>
            <footer class="po-foot">{t.portal.served_by} <Word /></footer>
        </div>
        <SignInAgain />
        <ToastRegion />
    }
    .into_any()
}

/// A page of the others.
pub fn refused() -> AnyView {
    view! { <Failed error=domain::error::ErrorCode::Forbidden.into() /> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requesters_and_the_team_have_their_own_places() {
        for path in ["/portal", "/portal/tickets/7", "/portal/new"] {
            assert!(has_place(Role::Requester, path) && !has_place(Role::Admin, path), "{path}");
        }
        for path in ["/", "/tickets", "/people/new", "/settings", "/portaltickets"] {
            assert!(!has_place(Role::Requester, path) && has_place(Role::Viewer, path), "{path}");
        }
        assert!(has_place(Role::Requester, "/account") && has_place(Role::Agent, "/account"));
    }
}
