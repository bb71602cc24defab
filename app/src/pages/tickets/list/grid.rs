//! The table of tickets: one tab stop, a cursor moved by keys, a selection, and rows that change in place.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    access::{Action, Resource},
    ids::TicketId,
    live::{ServerFrame, Topic},
    money::Money,
    ticket::{
        SortKey,
        wire::{TicketPage, TicketRow},
    },
    time::UtcMillis,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_navigate;

use super::{
    super::{acts::TicketActs, address::address_of},
    ActParts, ListState, acts_of,
    bulk::BulkBar,
    pager::Pager,
    row::Row,
};
use crate::{
    api::tickets as api,
    live::use_live,
    session::{use_session, use_texts},
    ui::{dom, icon::{icon, sized_icon}, keys::on_key},
};

/// Milliseconds to gather changes of rows before they are read in one question.
const GATHER: u64 = 60;
/// How long a changed row stays marked.
const FLASH: u64 = 1_500;

/// What rows, bulk bar and keys share.
#[derive(Clone, Copy)]
pub struct GridState {
    pub rows: RwSignal<Vec<TicketRow>>,
    /// Selected tickets with the version on screen.
    pub selected: RwSignal<BTreeMap<TicketId, i64>>,
    /// Position of the row that keys act on.
    pub cursor: RwSignal<usize>,
    /// Rows that were changed a moment ago.
    pub flashed: RwSignal<BTreeSet<TicketId>>,
    /// Tickets opened by others since the page was read.
    pub arrived: RwSignal<BTreeSet<TicketId>>,
    pub acts: TicketActs,
    pub now: UtcMillis,
    pub may_write: bool,
}

impl GridState {
    /// Puts a changed row in its place, if it is on this page.
    pub fn replace(self, row: TicketRow) {
        let id = row.id;
        let mut known = false;
        self.rows.update(|rows| {
            if let Some(place) = rows.iter_mut().find(|one| one.id == id) {
                known = true;
                *place = row.clone();
            }
        });
        if !known {
            return;
        }
        self.selected.update(|selected| {
            if let Some(version) = selected.get_mut(&id) {
                *version = row.version;
            }
        });
        self.flashed.update(|flashed| {
            flashed.insert(id);
        });
        dom::after(FLASH, move || {
            let _ = self.flashed.try_update(|flashed| flashed.remove(&id));
        });
    }

    /// The row under the cursor.
    #[must_use]
    pub fn under_cursor(self) -> Option<TicketRow> {
        self.rows.with_untracked(|rows| rows.get(self.cursor.get_untracked()).cloned())
    }

    /// What an act of the keyboard is for: the selection, or the row under the cursor.
    #[must_use]
    pub fn targets(self) -> Vec<(TicketId, i64)> {
        let selected: Vec<_> = self.selected.with_untracked(|selected| selected.iter().map(|(id, version)| (*id, *version)).collect());
        if selected.is_empty() {
            self.under_cursor().map(|row| (row.id, row.version)).into_iter().collect()
        } else {
            selected
        }
    }

    pub fn toggle(self, row: &TicketRow) {
        let (id, version) = (row.id, row.version);
        self.selected.update(|selected| {
            if selected.remove(&id).is_none() {
                selected.insert(id, version);
            }
        });
    }
}

/// The grid of one loaded page.
#[component]
pub fn Grid(page: TicketPage, state: ListState) -> impl IntoView {
    let t = use_texts();
    let rows = RwSignal::new(page.rows.clone());
    let read_again = read_rows_again(rows);
    let holder = StoredValue::new(None::<GridState>);
    let changed = Callback::new(move |row: TicketRow| {
        if let Some(grid) = holder.get_value() {
            grid.replace(row);
        }
    });
    let acts = acts_of(state, changed, Callback::new(move |id| read_again.run((id, holder))));
    let grid = GridState {
        rows,
        selected: RwSignal::new(BTreeMap::new()),
        cursor: RwSignal::new(0),
        flashed: RwSignal::new(BTreeSet::new()),
        arrived: RwSignal::new(BTreeSet::new()),
        acts,
        now: page.now,
        may_write: use_session().may(Action::Write, Resource::Ticket { requester: None }),
    };
    holder.set_value(Some(grid));
    listen_to_rows(grid, state, read_again, holder);
    listen_to_keys(grid);
    let filtered = !page.query.filter.is_empty();
    let empty = page.rows.is_empty();
    let caption = t.tickets.title;
    view! {
        <ActParts acts />
        <Arrived grid state />
        <div class="table-frame">
            <div class="table-wrap grow" tabindex="0" role="region" aria-label=t.tickets.title>
                <table class="table table--stack tk-table">
                    <caption class="sr">{caption}</caption>
                    <Head grid state />
                    <tbody>
                        <For
                            each=move || rows.get().into_iter().enumerate()
                            key=|(_, row)| (row.id, row.version, row.mail, row.late)
                            let((_, row))
                        >
                            <Row row grid />
                        </For>
                    </tbody>
                </table>
                {empty.then(|| view! { <Nothing filtered /> })}
            </div>
        </div>
        <div class="tk-foot">
            <BulkBar grid />
            <Sum page=page.clone() />
            <Pager page />
        </div>
    }
}

/// Says what an empty grid means.
#[component]
fn Nothing(filtered: bool) -> impl IntoView {
    let t = use_texts();
    view! {
        <div class="empty">
            {icon("inbox")}
            <h2>{if filtered { t.tickets.empty_filtered } else { t.tickets.empty_all }}</h2>
            {filtered
                .then(|| {
                    view! {
                        <p>{t.tickets.empty_hint}</p>
                        <a class="btn" href="/tickets?view=all">
                            {t.common.clear}
                        </a>
                    }
                })}
        </div>
    }
}

/// The sum of the column Valor: of the whole view when it is kept, of the page otherwise.
#[component]
fn Sum(page: TicketPage) -> impl IntoView {
    let t = use_texts();
    let (label, sum) = match page.total {
        Some((_, sum)) => (t.tickets.view_total, sum),
        None => {
            let sum = page.rows.iter().try_fold(Money::ZERO, |sum, row| sum.checked_add(row.value));
            (t.tickets.page_total, sum.unwrap_or(Money::MAX))
        }
    };
    view! {
        <span class="tk-sum nowrap faint push">
            {format!("{label}: ")} <b>{sum.formatted_currency()}</b>
        </span>
    }
}

/// A line that offers tickets opened by others since the page was read.
#[component]
fn Arrived(grid: GridState, state: ListState) -> impl IntoView {
    let t = use_texts();
    let count = move || grid.arrived.with(BTreeSet::len);
    view! {
        <div aria-live="polite">
            <Show when=move || { count() > 0 }>
                <p class="tk-arrived">
                    <button type="button" class="btn btn--sm" on:click=move |_| state.page.refetch()>
                        {icon("refresh-cw")}
                        {move || (t.tickets.arrived)(count())}
                    </button>
                </p>
            </Show>
        </div>
    }
}

/// The head of the table: select all, and the columns one can sort by.
#[component]
fn Head(grid: GridState, state: ListState) -> impl IntoView {
    let t = use_texts();
    let all = move || grid.rows.with(Vec::len) > 0 && grid.selected.with(BTreeMap::len) == grid.rows.with(Vec::len);
    let some = move || !grid.selected.with(BTreeMap::is_empty) && !all();
    view! {
        <thead>
            <tr>
                <th scope="col" class="col-check">
                    <label class="hitbox">
                        <span class="sr">{t.common.select_all}</span>
                        <input
                            type="checkbox"
                            class="cbx"
                            class:cbx--mixed=some
                            prop:checked=all
                            prop:indeterminate=some
                            on:change=move |event| {
                                let on = event_target_checked(&event);
                                grid.selected
                                    .update(|selected| {
                                        selected.clear();
                                        if on {
                                            grid.rows
                                                .with_untracked(|rows| {
                                                    selected.extend(rows.iter().map(|row| (row.id, row.version)));
                                                });
                                        }
                                    });
                            }
                        />
                    </label>
                </th>
                <th scope="col" class="col-opt">
                    {t.tickets.options}
                </th>
                <th scope="col" class="p-lg col-person">
                    {t.tickets.requester}
                </th>
                <th scope="col">{t.tickets.subject}</th>
                <th scope="col" class="col-owner">
                    {t.tickets.assignee}
                </th>
                <SortHead key=SortKey::Opened class="p-lg col-date" label=t.tickets.opened state />
                <SortHead key=SortKey::Updated class="col-date" label=t.tickets.updated state />
                <SortHead key=SortKey::Value class="num col-money" label=t.tickets.value_column state />
                <th scope="col" class="p-lg col-service">
                    {t.tickets.service}
                </th>
                <th scope="col" class="col-status">
                    {t.tickets.status_label}
                </th>
            </tr>
        </thead>
    }
}

/// A column head that sorts: the same column again turns the direction.
#[component]
fn SortHead(key: SortKey, class: &'static str, label: &'static str, state: ListState) -> impl IntoView {
    let active = move || state.query.with(|query| query.sort == key);
    let descending = move || state.query.with(|query| query.descending);
    let href = move || {
        let mut query = state.query.get().first_page();
        query.descending = !(query.sort == key && query.descending);
        query.sort = key;
        address_of(&query)
    };
    let order = move || active().then(|| if descending() { "descending" } else { "ascending" });
    view! {
        <th scope="col" class=class aria-sort=order>
            <a class="th-sort" href=href>
                {label}
                {move || active().then(|| sized_icon(if descending() { "arrow-down" } else { "arrow-up" }, "ic ic--12"))}
            </a>
        </th>
    }
}

/// Reads some rows again from the server and puts them in place.
fn read_rows_again(rows: RwSignal<Vec<TicketRow>>) -> Callback<(TicketId, StoredValue<Option<GridState>>)> {
    let waiting = StoredValue::new(BTreeSet::<TicketId>::new());
    Callback::new(move |(id, holder): (TicketId, StoredValue<Option<GridState>>)| {
        let first = waiting.try_update_value(|waiting| {
            let first = waiting.is_empty();
            waiting.insert(id);
            first
        });
        if first != Some(true) || !rows.with_untracked(|rows| rows.iter().any(|row| row.id == id)) && first.is_none() {
            return;
        }
        dom::after(GATHER, move || {
            let Some(ids) = waiting.try_update_value(std::mem::take) else { return };
            spawn_local(async move {
                let Ok(fresh) = api::ticket_rows(ids.into_iter().collect()).await else { return };
                let Some(grid) = holder.try_get_value().flatten() else { return };
                for row in fresh {
                    let newer = grid.rows.with_untracked(|rows| {
                        rows.iter().any(|one| one.id == row.id && (one.version, one.mail, one.late) != (row.version, row.mail, row.late))
                    });
                    if newer {
                        grid.replace(row);
                    }
                }
            });
        });
    })
}

/// Rows change when anybody changes a ticket; new tickets are announced, never pushed under the reader's eyes.
fn listen_to_rows(
    grid: GridState,
    state: ListState,
    read_again: Callback<(TicketId, StoredValue<Option<GridState>>)>,
    holder: StoredValue<Option<GridState>>,
) {
    use_live().listen(Topic::Tickets, move |frame| match frame {
        ServerFrame::TicketChanged { id, version } => {
            let here = grid.rows.try_with_untracked(|rows| rows.iter().any(|row| row.id == *id)).unwrap_or(false);
            if here {
                read_again.run((*id, holder));
            } else if *version == 1 {
                let _ = grid.arrived.try_update(|arrived| arrived.insert(*id));
            }
        }
        ServerFrame::Resync => state.page.refetch(),
        _ => {}
    });
}

/// J K move, Enter opens, X selects, S M E act, Shift+R reopens, N adds, / and F filter.
fn listen_to_keys(grid: GridState) {
    let navigate = use_navigate();
    on_key(move |key, shift| {
        let last = grid.rows.with_untracked(Vec::len).saturating_sub(1);
        let at = grid.cursor.get_untracked();
        let row = grid.under_cursor();
        match (key, shift) {
            ("j" | "ArrowDown", false) => move_cursor(grid, (at + 1).min(last)),
            ("k" | "ArrowUp", false) => move_cursor(grid, at.saturating_sub(1)),
            ("Home", false) => move_cursor(grid, 0),
            ("End", false) => move_cursor(grid, last),
            ("x", false) => {
                if let Some(row) = row {
                    grid.toggle(&row);
                }
            }
            ("X", true) => {
                if let Some(row) = row {
                    grid.toggle(&row);
                    move_cursor(grid, (at + 1).min(last));
                }
            }
            ("Enter", false) => {
                // A focused button or link keeps its own Enter.
                let on_row = document().active_element().is_none_or(|element| matches!(element.tag_name().as_str(), "TR" | "BODY" | "MAIN" | "H1"));
                let (Some(row), true) = (row, on_row) else { return false };
                navigate(&format!("/tickets/{}", row.id), Default::default());
            }
            ("n", false) if grid.may_write => navigate("/tickets/new", Default::default()),
            ("/", _) => dom::focus_soon("ticket-search"),
            ("f", false) => {
                if let Some(button) = dom::by_id("ticket-filters-open") {
                    button.click();
                }
            }
            ("Escape", false) => grid.selected.update(BTreeMap::clear),
            _ if !grid.may_write => return false,
            ("s", false) => {
                let (Some(row), targets) = (row, grid.targets()) else { return false };
                let place = if grid.selected.with_untracked(BTreeMap::is_empty) {
                    dom::by_id(&format!("status-{}", row.id))
                } else {
                    dom::by_id("bulk-status")
                };
                if let Some(place) = place {
                    grid.acts.open_status_menu(&row, targets, &place);
                }
            }
            ("m", false) => grid.acts.open_move(grid.targets()),
            ("e", false) => {
                let Some(row) = row else { return false };
                navigate(&format!("/tickets/{}?tab=details", row.id), Default::default());
            }
            ("R", true) => {
                let Some(row) = row else { return false };
                grid.acts.reopen(row.id, row.version);
            }
            _ => return false,
        }
        true
    });
}

fn move_cursor(grid: GridState, to: usize) {
    grid.cursor.set(to);
    if let Some(row) = grid.under_cursor() {
        dom::focus_soon(format!("ticket-{}", row.id));
    }
}
