//! The portal: what requesters see. Phone first; on a wide window the list stands beside what was opened from it.

mod list;
mod new;
mod ticket;

use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_location};

use self::list::TicketList;
pub use self::{new::NewPortalTicket, ticket::PortalTicketPage};
use crate::{
    api::portal as api,
    pages::failed::Failed,
    session::{use_session, use_texts},
    ui::title::PageTitle,
};

/// The list, with the opened page as its child route.
#[component]
pub fn PortalPage() -> impl IntoView {
    let path = use_location().pathname;
    let is_home = Memo::new(move |_| path.with(|path| path.trim_end_matches('/') == "/portal"));
    // Read again with every change of page: statuses move meanwhile.
    let loaded = Resource::new(move || path.get(), |_| api::my_tickets());
    view! {
        <div class="po-two" data-at=move || if is_home.get() { "list" } else { "page" }>
            <Transition>
                {move || Suspend::new(async move {
                    match loaded.await {
                        Ok(home) => view! { <TicketList home is_home /> }.into_any(),
                        Err(error) => view! { <Failed error /> }.into_any(),
                    }
                })}
            </Transition>
            <Outlet />
        </div>
    }
}

/// The list alone.
#[component]
pub fn NothingOpened() -> impl IntoView {
    let t = use_texts();
    view! { <PageTitle text=t.portal.title.to_owned() /> }
}

/// The name by which somebody is greeted.
fn first_name() -> String {
    let name = use_session().actor.map(|actor| actor.name).unwrap_or_default();
    name.split_whitespace().next().unwrap_or_default().to_owned()
}
