//! The grid "Atendimentos": tabs of views, filter chips, rows that change live, acts on one or many.
//!
//! Filters, order and page live in the address, so that "voltar" and a bookmark restore them. The rows come with the page
//! (server-rendered); afterwards they change in place when anybody changes a ticket.

mod bulk;
mod filters;
mod grid;
mod header;
mod row;
mod save_view;

use domain::{
    i18n::shell::KeyPlace,
    ids::UserId,
    live::{ServerFrame, Topic},
    ticket::{
        BuiltInView, TicketFilter, TicketQuery,
        wire::{TicketChoices, TicketPage},
    },
    view::ViewTab,
};
use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_query_map};

use self::{filters::Toolbar, grid::Grid, header::Header};
use super::{
    acts::{ActDialogs, TicketActs},
    address::{address_of_view, query_of},
    messages::{BulkMessages, StatusMessages},
};
use crate::{
    api::tickets as api,
    live::use_live,
    pages::failed::Failed,
    session::{use_session, use_texts},
    ui::{
        hint_bar::HintBar,
        scope::Scope,
        title::PageTitle,
        view_tabs::{TabLink, ViewTabs, Views},
    },
};

/// Milliseconds to wait for more changes before the counts of the tabs are read again.
const COUNTS_PAUSE: u64 = 700;

/// What the parts of the list share.
#[derive(Clone, Copy)]
pub struct ListState {
    pub scope: Scope,
    pub query: Memo<TicketQuery>,
    pub page: Resource<Result<TicketPage, crate::api::ApiError>>,
    /// The tabs as last heard, once they moved after the page was read.
    pub tabs: RwSignal<Option<Vec<ViewTab<TicketFilter>>>>,
    pub choices: RwSignal<TicketChoices>,
}

impl ListState {
    fn views(self) -> Views {
        let t = use_texts();
        let name = move |code: &str| BuiltInView::from_code(code).map(t.tickets.view);
        let links = move |()| {
            let read = || self.page.with(|page| page.as_ref()?.as_ref().ok().map(|page| page.views.clone()));
            let tabs = self.tabs.get().or_else(read).unwrap_or_default();
            let link = |tab| TabLink::new(tab, self.query, name, |query| &query.filter, address_of_view);
            tabs.into_iter().map(link).collect()
        };
        Views::new(self.page, Callback::new(links))
    }
}

/// The page, with the drawer of a new ticket as its child route.
#[component]
pub fn TicketListPage() -> impl IntoView {
    let t = use_texts();
    let me = use_session().actor.map_or(UserId::new(0), |actor| actor.id);
    let params = use_query_map();
    let query = Memo::new(move |_| params.with(|params| query_of(params, me)));
    let page = Resource::new(move || query.get(), api::list_tickets);
    let state = ListState {
        scope: Scope::new(),
        query,
        page,
        tabs: RwSignal::new(None),
        choices: RwSignal::new(TicketChoices::default()),
    };
    // A new question brings its own tabs.
    Effect::new(move |_| {
        query.track();
        state.tabs.set(None);
    });
    listen_to_counts(state);
    view! {
        <PageTitle text=t.tickets.title.to_owned() />
        <Header state />
        <ViewTabs views=state.views() />
        <Toolbar state />
        <Transition fallback=|| view! { <GridSkeleton /> }>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => view! { <Grid page state /> }.into_any(),
                    Err(error) => view! { <Failed error retry=Callback::new(move |()| state.page.refetch()) /> }.into_any(),
                }
            })}
        </Transition>
        <HintBar place=KeyPlace::TicketList />
        <Outlet />
    }
}

/// Counts are read again when they moved, not more often than once in [`COUNTS_PAUSE`].
fn listen_to_counts(state: ListState) {
    let waiting = StoredValue::new(false);
    use_live().listen(Topic::Tickets, move |frame| {
        if !matches!(frame, ServerFrame::CountsChanged | ServerFrame::Resync) || waiting.get_value() {
            return;
        }
        waiting.set_value(true);
        state.scope.after(COUNTS_PAUSE, move || {
            waiting.set_value(false);
            state.scope.spawn(async move {
                if let Ok(tabs) = api::ticket_views().await {
                    state.tabs.set(Some(tabs));
                }
            });
        });
    });
}

/// The shape of the grid while its rows are on their way.
#[component]
fn GridSkeleton() -> impl IntoView {
    let t = use_texts();
    view! {
        <div class="table-frame" aria-busy="true">
            <p class="sr" role="status">
                {t.common.loading}
            </p>
            <div class="table-wrap grow">
                <table class="table tk-table" aria-hidden="true">
                    <tbody>
                        {(0..12)
                            .map(|_| {
                                view! {
                                    <tr>
                                        <td colspan="10">
                                            <span class="skel"></span>
                                        </td>
                                    </tr>
                                }
                            })
                            .collect_view()}
                    </tbody>
                </table>
            </div>
        </div>
    }
}

/// The acts of the list: changed rows go to `changed`, stale ones are read again by it too.
fn acts_of(
    state: ListState,
    changed: Callback<domain::ticket::wire::TicketRow>,
    stale: Callback<domain::ids::TicketId>,
) -> TicketActs {
    TicketActs::new(state.choices, changed, stale)
}

/// Dialogs and messages of the acts, placed by the grid that owns them.
#[component]
fn ActParts(acts: TicketActs) -> impl IntoView {
    view! {
        <div class="tk-messages">
            <StatusMessages acts />
            <BulkMessages acts />
        </div>
        <ActDialogs acts />
    }
}
