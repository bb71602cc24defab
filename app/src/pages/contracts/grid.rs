//! The table of contracts: one tab stop, a cursor moved by keys, rows that change in place.

use domain::contract::{
    ContractQuery,
    wire::{ContractPage, ContractRow},
};
use leptos::{ev, prelude::*};

use super::{
    acts::{ContractActs, What},
    address::address_of,
    list::ListState,
    menu::{self, open_menu},
};
use crate::{
    session::{use_session, use_texts},
    ui::{
        access_mark::access_label,
        dom,
        icon::{icon, sized_icon},
        keys::{on_key, write_into},
        pager::{Pager, Pages},
    },
};

/// The grid of one loaded page.
#[component]
pub fn Grid(page: ContractPage, state: ListState, acts: ContractActs) -> impl IntoView {
    let texts = use_texts();
    let t = &texts.contracts;
    state.rows.set(page.rows.clone());
    state.terms.set(page.terms.clone());
    state.now.set(page.now);
    state.cursor.set(0);
    // A menu that was open belongs to a row that is gone.
    Effect::new(|_| dom::hide_popover(menu::ID));
    listen_to_keys(state, acts);
    let filtered = !page.query.filter.is_empty();
    let empty = page.rows.is_empty();
    let by_block = page.query.filter.by_block();
    let direction = if page.query.descending { "descending" } else { "ascending" };
    let turned = address_of(&ContractQuery { descending: !page.query.descending, ..page.query.first_page() });
    let arrow = if page.query.descending { "arrow-down" } else { "arrow-up" };
    // A filter by the day of the block orders by it.
    let ordered = |words: &'static str, is_order: bool| {
        if is_order {
            view! { <a href=turned.clone()>{words} {sized_icon(arrow, "ic ic--12")}</a> }.into_any()
        } else {
            words.into_any()
        }
    };
    let sort = |is_order: bool| is_order.then_some(direction);
    view! {
        <div class="table-frame">
            <div class="table-wrap grow" tabindex="0" role="region" aria-label=t.title>
                <table class="table table--stack ct-table">
                    <caption class="sr">{t.title}</caption>
                    <thead>
                        <tr>
                            <th scope="col" class="col-actions">
                                {t.actions}
                            </th>
                            <th scope="col" class="p-sm col-no" aria-sort=sort(!by_block)>
                                {ordered(t.contract, !by_block)}
                            </th>
                            <th scope="col">{t.holder}</th>
                            <th scope="col" class="col-plan">
                                {t.plan}
                            </th>
                            <th scope="col" class="col-access" aria-sort=sort(by_block)>
                                {ordered(t.access_label, by_block)}
                            </th>
                            <th scope="col" class="num p-sm col-money">
                                {t.value}
                            </th>
                            <th scope="col" class="num col-money">
                                {t.overdue}
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || state.rows.get() key=|row| (row.contract.id, row.contract.version, row.overdue_count) let(row)>
                            {table_row(row, state)}
                        </For>
                    </tbody>
                </table>
                {empty
                    .then(|| {
                        view! {
                            <div class="empty">
                                {icon("file-text")} <h2>{if filtered { t.empty_filtered } else { t.empty }}</h2>
                                {filtered
                                    .then(|| {
                                        view! {
                                            <p>{t.empty_hint}</p>
                                            <a class="btn" href="/contracts">
                                                {texts.common.clear}
                                            </a>
                                        }
                                    })}
                            </div>
                        }
                    })}
            </div>
        </div>
        <div class="tk-foot">
            <Pager pages=pages_of(&page) />
        </div>
    }
}

/// One row. It is made anew when its contract changes; only cursor and selection are signals.
fn table_row(row: ContractRow, state: ListState) -> AnyView {
    let t = &use_texts().contracts;
    let zone = use_session().zone;
    let contract = row.contract.clone();
    let id = contract.id;
    let number = id.get();
    let at_cursor = move || {
        let at = state.rows.with(|rows| rows.iter().position(|one| one.contract.id == id));
        at == Some(state.cursor.get())
    };
    let tab_index = move || if at_cursor() { "0" } else { "-1" };
    let selected = move || state.selected.get() == Some(id);
    let now = state.now.get_untracked();
    let released = contract.released(now);
    let second = released.map_or_else(
        || contract.blocked_at.map(|at| (t.since)(&at.format_date(zone))),
        |until| Some((t.until)(&until.format_date_time(zone))),
    );
    let overdue = if row.overdue_count == 0 {
        view! { <span class="faint">"—"</span> }.into_any()
    } else {
        view! { {row.overdue.formatted()} <small>{(t.invoices_count)(row.overdue_count)}</small> }.into_any()
    };
    let for_menu = row.clone();
    view! {
        <tr
            id=format!("contract-{number}")
            tabindex=tab_index
            class:is-cursor=at_cursor
            aria-selected=move || selected().to_string()
            on:focusin=state
                .scope
                .hears(move |_: ev::FocusEvent| {
                    let at = state.rows.with_untracked(|rows| rows.iter().position(|one| one.contract.id == id));
                    if let Some(at) = at {
                        state.cursor.set(at);
                    }
                })
        >
            <td class="cell--end">
                <button
                    type="button"
                    class="btn btn--sm"
                    id=format!("actions-{number}")
                    aria-haspopup="menu"
                    aria-controls=menu::ID
                    aria-label=(t.actions_of)(number)
                    tabindex=tab_index
                    on:click=move |_| open_menu(state, for_menu.clone())
                >
                    {t.actions}
                    {sized_icon("chevron-down", "ic ic--12")}
                </button>
            </td>
            <td class="code cell--hide p-sm">{number.to_string()}</td>
            <td class="cut cell--lead cell2">
                <a
                    class="cellmain"
                    href=format!("/contracts/{number}")
                    tabindex=tab_index
                    on:click=move |event| {
                        if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
                            event.prevent_default();
                            state.select(id);
                        }
                    }
                >
                    {row.person_name}
                </a>
                <small class="code">{row.masked_document}</small>
            </td>
            <td class="cut cell--hide">{row.plan_name} <small class="sub-sm code">{number.to_string()}</small></td>
            <td class="nowrap cell--sub cell2">
                {access_label(contract.access, released.is_some(), "st")}
                {second.map(|second| view! { <small class="ct-since">{second}</small> })}
            </td>
            <td class="num cell--hide p-sm">{contract.value.formatted()}</td>
            <td class="num cell--hide">{overdue}</td>
        </tr>
    }
    .into_any()
}

fn listen_to_keys(state: ListState, acts: ContractActs) {
    on_key(move |key, shift| {
        let row = state.under_cursor();
        let last = state.rows.with_untracked(Vec::len).saturating_sub(1);
        let at = state.cursor.get_untracked();
        match (key, shift) {
            ("j" | "ArrowDown", false) => move_cursor(state, (at + 1).min(last)),
            ("k" | "ArrowUp", false) => move_cursor(state, at.saturating_sub(1)),
            ("a" | "A", _) => {
                let Some(row) = row else { return false };
                open_menu(state, row);
            }
            ("l" | "L", _) => {
                // In the summary the key is that of its button, elsewhere that of the row under the cursor.
                let in_panel = dom::has_focus_within("contract-panel");
                let shown = state.selected.get_untracked().filter(|_| in_panel);
                let Some(id) = shown.or(row.map(|row| row.contract.id)) else { return false };
                acts.ask_by_key(What::Release, id);
            }
            ("Enter", false) => {
                // On a link or a button the browser knows what Enter does.
                let on_row = document().active_element().is_some_and(|element| element.tag_name() == "TR");
                let Some(row) = row.filter(|_| on_row) else { return false };
                state.select(row.contract.id);
            }
            ("Escape", false) if state.selected.with_untracked(Option::is_some) => state.close_summary(),
            ("/", _) => write_into("#contract-search"),
            ("f" | "F", _) => {
                let Some(button) = dom::by_id("contract-filters-open") else { return false };
                button.click();
            }
            _ => return false,
        }
        true
    });
}

fn move_cursor(state: ListState, to: usize) {
    state.cursor.set(to);
    if let Some(row) = state.under_cursor() {
        dom::focus_soon(format!("contract-{}", row.contract.id));
    }
}

fn pages_of(page: &ContractPage) -> Pages {
    let ContractPage { query, rows, start, has_previous, has_next, total, .. } = page;
    Pages::new(
        rows,
        (*start, (*has_previous, *has_next)),
        query.page_size,
        *total,
        |row| (query.sort_value(row.contract.blocked_at), row.contract.id),
        |cursor, page_size| address_of(&ContractQuery { cursor, page_size, ..query.clone() }),
    )
}
