//! `/contracts`: tabs with kept counts, filter chips, the grid, and the summary of the chosen contract beside it.
//!
//! Filters and page live in the address. Rows change in place when anybody blocks, releases or pays, or when a release ends.

use std::collections::BTreeSet;

use domain::{
    access::{self, Action},
    contract::{
        ContractFilter, ContractQuery, ContractSettings, ContractView,
        wire::{ContractDetails, ContractPage as Page, ContractRow, CurrentRows, ReleaseTerms},
    },
    i18n::{numbers::grouped, shell::KeyPlace},
    ids::ContractId,
    live::{ServerFrame, Topic},
    time::UtcMillis,
    view::ViewTab,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::{
    acts::ContractActs,
    address::{address_of, address_of_filter, query_of},
    dialogs::ActDialogs,
    grid::Grid,
    menu::{self, ActMenu},
    summary::Panel,
    toolbar::Toolbar,
};
use crate::{
    api::{ApiError, contracts as api},
    live::use_live,
    pages::failed::Failed,
    session::{use_session, use_texts},
    ui::{
        dom,
        export_link::ExportLink,
        hint_bar::HintBar,
        icon::icon,
        scope::Scope,
        title::PageTitle,
        view_tabs::{TabLink, ViewTabs, Views},
    },
};

/// Milliseconds to wait for more changes before rows and counts are read again.
const PAUSE: u64 = 300;
/// Where the sheet is no wider than this, in rem, there is no room for the summary beside the grid and it is a page of its
/// own. `contracts.css` has the same number.
const ROOM_FOR_PANEL: f64 = 60.0;

/// What the parts of the list share.
#[derive(Clone, Copy)]
pub struct ListState {
    pub scope: Scope,
    pub query: Memo<ContractQuery>,
    pub page: Resource<Result<Page, ApiError>>,
    pub rows: RwSignal<Vec<ContractRow>>,
    /// Position of the row that keys act on.
    pub cursor: RwSignal<usize>,
    /// The contract whose summary is shown.
    pub selected: RwSignal<Option<ContractId>>,
    pub details: Resource<Option<Result<ContractDetails, ApiError>>>,
    /// The tabs as last heard, once they moved after the page was read; and the releases that end today.
    pub tabs: RwSignal<Option<(Vec<ViewTab<ContractFilter>>, i64)>>,
    /// The row whose menu is open.
    pub menu: RwSignal<Option<ContractRow>>,
    pub terms: RwSignal<ReleaseTerms>,
    /// The server's clock at the last reading.
    pub now: RwSignal<UtcMillis>,
    /// Goes to an address.
    pub go: Callback<String>,
}

impl ListState {
    /// Shows the summary of a contract, beside the grid or as its page.
    pub fn select(self, id: ContractId) {
        if dom::width_in_rem("#conteudo") <= ROOM_FOR_PANEL {
            return self.go.run(format!("/contracts/{id}"));
        }
        if let Some(at) = self.rows.with_untracked(|rows| rows.iter().position(|row| row.contract.id == id)) {
            self.cursor.set(at);
        }
        self.selected.set(Some(id));
    }

    /// Closes the summary; the focus goes back to the row it told of.
    pub fn close_summary(self) {
        if let Some(id) = self.selected.get_untracked() {
            self.selected.set(None);
            dom::focus_soon(format!("contract-{id}"));
        }
    }

    /// The tabs of the views.
    pub fn views(self) -> Views {
        let t = use_texts();
        let name = move |code: &str| ContractView::from_code(code).map(t.contracts.view);
        let links = move |()| {
            let read = || self.page.with(|page| page.as_ref()?.as_ref().ok().map(|page| page.tabs.clone()));
            let tabs = self.tabs.get().map(|(tabs, _)| tabs).or_else(read).unwrap_or_default();
            let address = |tab: &ViewTab<_>, query: &_| address_of_filter(&tab.filter, query);
            let link = |tab| TabLink::new(tab, self.query, name, |query| &query.filter, address);
            tabs.into_iter().map(link).collect()
        };
        Views::new(self.page, Callback::new(links))
    }

    /// The row under the cursor.
    pub fn under_cursor(self) -> Option<ContractRow> {
        self.rows.with_untracked(|rows| rows.get(self.cursor.get_untracked()).cloned())
    }
}

/// The page.
#[component]
pub fn ContractListPage() -> impl IntoView {
    let t = use_texts();
    let params = use_query_map();
    let query = Memo::new(move |_| params.with(query_of));
    let page = Resource::new(move || query.get(), api::list_contracts);
    let selected = RwSignal::new(None::<ContractId>);
    let details = Resource::new(
        move || selected.get(),
        |id| async move {
            match id {
                Some(id) => Some(api::show_contract(id).await),
                None => None,
            }
        },
    );
    let navigate = use_navigate();
    let state = ListState {
        scope: Scope::new(),
        query,
        page,
        rows: RwSignal::new(Vec::new()),
        cursor: RwSignal::new(0),
        selected,
        details,
        tabs: RwSignal::new(None),
        menu: RwSignal::new(None),
        terms: RwSignal::new(ReleaseTerms { params: ContractSettings::default(), given_today: 0 }),
        now: RwSignal::new(UtcMillis::from_millis(0)),
        go: Callback::new(move |path: String| navigate(&path, Default::default())),
    };
    // A new question brings its own tabs.
    Effect::new(move |_| {
        query.track();
        state.tabs.set(None);
    });
    let heard = listen(state);
    let acts = ContractActs::new(Callback::new(move |id| heard.run(Some(id))));
    view! {
        <PageTitle text=t.contracts.title.to_owned() />
        <Head state />
        <div class="ct-cols">
            <div class="ct-main">
                <Toolbar state />
                <Transition fallback=|| view! { <Skeleton /> }>
                    {move || Suspend::new(async move {
                        match page.await {
                            Ok(page) => view! { <Grid page state acts /> }.into_any(),
                            Err(error) => {
                                view! { <Failed error retry=Callback::new(move |()| state.page.refetch()) /> }.into_any()
                            }
                        }
                    })}
                </Transition>
            </div>
            <Panel state acts />
        </div>
        <HintBar place=KeyPlace::Contracts />
        <ActMenu state acts />
        <ActDialogs acts />
    }
}

/// Hears of changes; what is on the screen is read again, a moment later, so that many of them cost one question. What it
/// gives does the same for a change made here.
fn listen(state: ListState) -> Callback<Option<ContractId>> {
    let waiting = StoredValue::new(BTreeSet::<ContractId>::new());
    let all = StoredValue::new(false);
    let running = StoredValue::new(false);
    let read = move || {
        running.set_value(false);
        let mut ids = waiting.try_update_value(std::mem::take).unwrap_or_default();
        let everything = all.try_update_value(std::mem::take).unwrap_or_default();
        let shown: BTreeSet<ContractId> =
            state.rows.with_untracked(|rows| rows.iter().map(|row| row.contract.id).collect());
        if everything {
            ids.extend(&shown);
        }
        if state.selected.get_untracked().is_some_and(|id| ids.contains(&id)) {
            state.details.refetch();
        }
        let ids: Vec<ContractId> = ids.intersection(&shown).copied().collect();
        state.scope.spawn(async move {
            if !ids.is_empty()
                && let Ok(CurrentRows { rows: fresh, terms, now }) = api::contract_rows(ids).await
            {
                state.terms.set(terms);
                state.now.set(now);
                menu::follow_row(state, &fresh);
                // A row that is drawn anew would leave the focus nowhere.
                let focused = fresh
                    .iter()
                    .map(|row| format!("contract-{}", row.contract.id))
                    .find(|row| dom::has_focus_within(row));
                state.rows.update(|rows| {
                    for row in fresh {
                        if let Some(place) = rows.iter_mut().find(|one| one.contract.id == row.contract.id) {
                            *place = row;
                        }
                    }
                });
                if let Some(row) = focused {
                    dom::focus_soon(row);
                }
            }
            if let Ok(tabs) = api::contract_views().await {
                state.tabs.set(Some(tabs));
            }
        });
    };
    let heard = Callback::new(move |id: Option<ContractId>| {
        match id {
            Some(id) => waiting.update_value(|ids| {
                ids.insert(id);
            }),
            None => all.set_value(true),
        }
        if !running.get_value() {
            running.set_value(true);
            state.scope.after(PAUSE, read);
        }
    });
    use_live().listen(Topic::Contracts, move |frame| match frame {
        ServerFrame::ContractChanged { id, .. } => heard.run(Some(*id)),
        ServerFrame::ContractsChanged | ServerFrame::Resync => heard.run(None),
        _ => {}
    });
    heard
}

/// Title, three figures that are links, the tabs.
#[component]
fn Head(state: ListState) -> impl IntoView {
    let texts = use_texts();
    let t = &texts.contracts;
    let session = use_session();
    let may_import = session.may(Action::Import, access::Resource::Contracts);
    let may_export = session.may(Action::Export, access::Resource::Contracts);
    let first_page = move || state.query.with(|query| address_of(&query.first_page()));
    let zone = session.zone;
    view! {
        <div class="page-head">
            <h1 tabindex="-1">{t.title}</h1>
            <Transition>
                {move || Suspend::new(async move {
                    let loaded = state.page.await.ok();
                    let figures = move || {
                        let (tabs, ends_today) = state
                            .tabs
                            .get()
                            .or_else(|| loaded.as_ref().map(|page| (page.tabs.clone(), page.ends_today)))?;
                        let now = loaded.as_ref().map(|page| page.now)?;
                        let count = |view: ContractView| {
                            tabs.iter().find(|tab| tab.code == view.code()).and_then(|tab| tab.count).unwrap_or_default()
                        };
                        let today = ContractFilter {
                            ends_by: Some(UtcMillis::end_of_day(now.local_date(zone), zone)),
                            ..ContractFilter::default()
                        };
                        Some(
                            [
                                (count(ContractView::Released), t.released_now, ContractView::Released.filter()),
                                (ends_today, t.end_today, today),
                                (count(ContractView::Automatic), t.in_automatic, ContractView::Automatic.filter()),
                            ]
                                .into_iter()
                                .map(|(count, words, filter)| {
                                    let href = address_of_filter(&filter, &ContractQuery::default());
                                    view! {
                                        <a href=href>
                                            <b>{grouped(count, texts.locale)}</b>
                                            {format!(" {words}")}
                                        </a>
                                    }
                                })
                                .collect_view(),
                        )
                    };
                    view! { <div class="facts-inline">{figures}</div> }
                })}
            </Transition>
            <div class="btn-group">
                {may_export.then(|| view! { <ExportLink address=Signal::derive(first_page) /> })}
                {may_import
                    .then(|| {
                        view! {
                            <a class="btn btn--ghost hide-sm" href="/people/import?kind=contracts">
                                {icon("upload")}
                                {t.import}
                            </a>
                            <a class="btn btn--ghost hide-sm" href="/people/import?kind=invoices">
                                {icon("upload")}
                                {t.import_invoices}
                            </a>
                        }
                    })}
            </div>
        </div>
        <ViewTabs views=state.views() />
    }
}

/// The shape of the grid while its rows are on their way.
#[component]
fn Skeleton() -> impl IntoView {
    let t = use_texts();
    let rows = (0..10).map(|_| view! { <tr><td><span class="skel"></span></td></tr> }).collect_view();
    view! {
        <div class="table-frame" aria-busy="true">
            <p class="sr" role="status">
                {t.common.loading}
            </p>
            <div class="table-wrap grow">
                <table class="table" aria-hidden="true">
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </div>
    }
}
