//! What can be done to the selected rows at once.

use std::collections::BTreeMap;

use leptos::{ev, prelude::*};

use super::grid::GridState;
use crate::{session::use_texts, ui::icon::small_icon};

/// The bar; it appears with the first selected row.
#[component]
pub fn BulkBar(grid: GridState) -> impl IntoView {
    let t = use_texts();
    let count = move || grid.selected.with(BTreeMap::len);
    let targets = move || -> Vec<_> {
        grid.selected.with_untracked(|selected| selected.iter().map(|(id, version)| (*id, *version)).collect())
    };
    view! {
        <Show when=move || { count() > 0 }>
            <div class="tk-bulk" role="toolbar" aria-label=move || (t.common.selected)(count())>
                <b aria-live="polite">{move || (t.common.selected)(count())}</b>
                <button
                    type="button"
                    class="btn btn--sm"
                    id="bulk-status"
                    aria-haspopup="menu"
                    aria-keyshortcuts="S"
                    aria-disabled=(!grid.may_write).then_some("true")
                    on:click=move |event: ev::MouseEvent| {
                        let chosen = targets();
                        let first = chosen.first().map(|(id, _)| *id);
                        let row = grid.rows.with_untracked(|rows| rows.iter().find(|row| Some(row.id) == first).cloned());
                        let target = event_target::<web_sys::Element>(&event);
                        let button = target.closest("button").ok().flatten().unwrap_or(target);
                        if let (Some(row), true) = (row, grid.may_write) {
                            grid.acts.open_status_menu(&row, chosen, &button);
                        }
                    }
                >
                    {small_icon("st-analisando")}
                    {t.tickets.change_status}
                    <kbd aria-hidden="true">"S"</kbd>
                </button>
                <button
                    type="button"
                    class="btn btn--sm"
                    aria-keyshortcuts="M"
                    aria-disabled=(!grid.may_write).then_some("true")
                    on:click=move |_| {
                        if grid.may_write {
                            grid.acts.open_move(targets());
                        }
                    }
                >
                    {small_icon("arrow-right-left")}
                    {t.tickets.move_on}
                    <kbd aria-hidden="true">"M"</kbd>
                </button>
                <button
                    type="button"
                    class="btn btn--ghost btn--sm hide-sm"
                    aria-keyshortcuts="Escape"
                    on:click=move |_| grid.selected.update(BTreeMap::clear)
                >
                    {t.common.clear_selection}
                    <kbd aria-hidden="true">"Esc"</kbd>
                </button>
            </div>
        </Show>
    }
}
