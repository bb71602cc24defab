//! The table of tickets: one tab stop, a cursor moved by keys, a selection, and rows that change in place.

mod head;
mod live;
mod shortcuts;

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    access::{Action, Resource},
    ids::TicketId,
    money::Money,
    ticket::{
        TicketQuery,
        wire::{BulkResult, TicketPage, TicketRow},
    },
    time::UtcMillis,
};
use leptos::prelude::*;

use self::{
    head::Head,
    live::{listen_to_rows, read_rows_again},
    shortcuts::listen_to_keys,
};
use super::{
    super::{acts::TicketActs, address::address_of},
    ActParts, ListState, acts_of,
    bulk::BulkBar,
    row::Row,
};
use crate::{
    session::{use_session, use_texts},
    ui::{
        icon::icon,
        pager::{Pager, Pages},
        scope::Scope,
    },
};

/// How long a changed row stays marked.
const FLASH: u64 = 1_500;

/// What rows, bulk bar and keys share.
#[derive(Clone, Copy)]
pub struct GridState {
    /// The life of this page of rows.
    pub scope: Scope,
    pub rows: RwSignal<Vec<TicketRow>>,
    /// Selected tickets with the version that was ticked. It stays as the row changes live: an act on what somebody else
    /// changed a moment ago, perhaps unseen, is a conflict and not a change.
    pub selected: RwSignal<BTreeMap<TicketId, i64>>,
    /// Tickets of which the user was told that somebody else changed them: ticked as they are once they are read again.
    pub told: StoredValue<BTreeSet<TicketId>>,
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
        self.flashed.update(|flashed| {
            flashed.insert(id);
        });
        self.scope.after(FLASH, move || {
            self.flashed.update(|flashed| {
                flashed.remove(&id);
            });
        });
    }

    /// Puts a row in its place of which the user knows, by their own act or by being told: a tick means it as it is now.
    pub fn settle(self, row: TicketRow) {
        self.selected.update(|selected| {
            if let Some(version) = selected.get_mut(&row.id) {
                *version = row.version;
            }
        });
        if self.rows.with_untracked(|rows| rows.iter().any(|one| one.id == row.id && *one != row)) {
            self.replace(row);
        }
    }

    /// The rows of a change of many. Where something is left to decide, only that stays ticked.
    fn settle_bulk(self, result: &BulkResult) {
        for row in result.changed.iter().chain(&result.unchanged).chain(&result.conflicts) {
            self.settle(row.clone());
        }
        let undone = result.undone();
        if !undone.is_empty() {
            self.selected.update(|selected| selected.retain(|id, _| undone.contains(id)));
        }
    }

    /// The row under the cursor.
    pub fn under_cursor(self) -> Option<TicketRow> {
        self.rows.with_untracked(|rows| rows.get(self.cursor.get_untracked()).cloned())
    }

    /// What an act of the keyboard is for: the selection, or the row under the cursor.
    pub fn targets(self) -> Vec<(TicketId, i64)> {
        let selected: Vec<_> =
            self.selected.with_untracked(|selected| selected.iter().map(|(id, version)| (*id, *version)).collect());
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
            grid.settle(row);
        }
    });
    let told = StoredValue::new(BTreeSet::new());
    let stale = Callback::new(move |id| {
        told.update_value(|told: &mut BTreeSet<TicketId>| {
            told.insert(id);
        });
        read_again.run((id, holder));
    });
    let acts = acts_of(state, changed, stale);
    let grid = GridState {
        scope: Scope::new(),
        rows,
        selected: RwSignal::new(BTreeMap::new()),
        told,
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
    Effect::new(move |_| acts.bulk_result.with(|result| result.iter().for_each(|result| grid.settle_bulk(result))));
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
                            key=|(_, row)| (row.id, row.version, row.mail, row.late, row.unread)
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
            <Pager pages=pages_of(&page) />
        </div>
    }
}

fn pages_of(page: &TicketPage) -> Pages {
    let TicketPage { query, rows, start, has_previous, has_next, total, .. } = page;
    Pages::new(
        rows,
        (*start, (*has_previous, *has_next)),
        query.page_size,
        total.map(|(total, _)| total),
        |row| (row.sort_value(query.sort), row.id),
        |cursor, page_size| address_of(&TicketQuery { cursor, page_size, ..query.clone() }),
    )
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
