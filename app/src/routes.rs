//! The one route table, for server and browser.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{ParentRoute, Route, Router, Routes},
    path,
};

use crate::{
    live::LiveService,
    pages::{
        account::AccountPage,
        contracts::{ContractListPage, ContractPage},
        not_found::NotFoundPage,
        people::{EditPersonPage, ImportPage, ImportStartPage, NewPersonPage, PeoplePage, PersonPage},
        portal::{NewPortalTicket, NothingOpened, PortalPage, PortalTicketPage},
        settings::{AccountantsPage, CannedRepliesPage, GeneralPage, ServicesPage, SettingsHome, UsersPage},
        sign_in::{EnterPage, SignInPage},
        tickets::{NewTicket, NoDrawer, TicketListPage, TicketPage},
    },
    session::SessionInfo,
    ui::{frame::Frame, problems::Problems, scope::Unheard, shell_state::ShellState, title::Titles, toasts::Toasts},
    unread::UnreadService,
};

/// The root of all screens.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(SessionInfo::of_request());
    provide_context(Toasts::new());
    let problems = Problems::new();
    provide_context(problems);
    provide_context(Unheard(Callback::new(move |error| problems.tell(&error))));
    provide_context(ShellState::new());
    provide_context(LiveService::new());
    provide_context(UnreadService::new());
    provide_context(Titles::new());
    // The whole page in one answer: the first row is there before any WASM.
    view! {
        <Router>
            <Frame>
                <Routes fallback=|| view! { <NotFoundPage /> }>
                    <Route path=path!("/login") view=SignInPage ssr=SsrMode::Async />
                    <Route path=path!("/login/link") view=EnterPage ssr=SsrMode::Async />
                    <Route path=path!("/") view=TicketListPage ssr=SsrMode::Async />
                    <ParentRoute path=path!("/tickets") view=TicketListPage ssr=SsrMode::Async>
                        <Route path=path!("") view=NoDrawer ssr=SsrMode::Async />
                        <Route path=path!("new") view=NewTicket ssr=SsrMode::Async />
                    </ParentRoute>
                    <Route path=path!("/tickets/:number") view=TicketPage ssr=SsrMode::Async />
                    <ParentRoute path=path!("/portal") view=PortalPage ssr=SsrMode::Async>
                        <Route path=path!("") view=NothingOpened ssr=SsrMode::Async />
                        <Route path=path!("new") view=NewPortalTicket ssr=SsrMode::Async />
                        <Route path=path!("tickets/:number") view=PortalTicketPage ssr=SsrMode::Async />
                    </ParentRoute>
                    <Route path=path!("/contracts") view=ContractListPage ssr=SsrMode::Async />
                    <Route path=path!("/contracts/:number") view=ContractPage ssr=SsrMode::Async />
                    <Route path=path!("/people") view=PeoplePage ssr=SsrMode::Async />
                    <Route path=path!("/people/new") view=NewPersonPage ssr=SsrMode::Async />
                    <Route path=path!("/people/import") view=ImportStartPage ssr=SsrMode::Async />
                    <Route path=path!("/people/import/:id") view=ImportPage ssr=SsrMode::Async />
                    <Route path=path!("/people/:id") view=PersonPage ssr=SsrMode::Async />
                    <Route path=path!("/people/:id/edit") view=EditPersonPage ssr=SsrMode::Async />
                    <Route path=path!("/account") view=AccountPage ssr=SsrMode::Async />
                    <Route path=path!("/settings") view=SettingsHome ssr=SsrMode::Async />
                    <Route path=path!("/settings/general") view=GeneralPage ssr=SsrMode::Async />
                    <Route path=path!("/settings/services") view=ServicesPage ssr=SsrMode::Async />
                    <Route path=path!("/settings/accountants") view=AccountantsPage ssr=SsrMode::Async />
                    <Route path=path!("/settings/canned-replies") view=CannedRepliesPage ssr=SsrMode::Async />
                    <Route path=path!("/settings/users") view=UsersPage ssr=SsrMode::Async />
                </Routes>
            </Frame>
        </Router>
    }
}
