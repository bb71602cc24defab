//! The head of the grid: select all, and the columns one can sort by.

use std::collections::BTreeMap;

use domain::ticket::SortKey;
use leptos::prelude::*;

use super::{
    super::{super::address::address_of, ListState},
    GridState,
};
use crate::{session::use_texts, ui::icon::sized_icon};

/// The head of the table: select all, and the columns one can sort by.
#[component]
pub fn Head(grid: GridState, state: ListState) -> impl IntoView {
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
