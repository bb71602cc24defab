//! The keys of the grid; each has a visible button or link too.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::GridState;
use crate::{
    pages::tickets::{acts::ASSIGNEE, page::SUBJECT},
    ui::{
        dom,
        keys::{on_key, write_into},
    },
};

/// J K move, Enter opens, X selects, S M E act, Shift+R reopens, N adds, / and F filter.
pub fn listen_to_keys(grid: GridState) {
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
                let on_row = document()
                    .active_element()
                    .is_none_or(|element| matches!(element.tag_name().as_str(), "TR" | "BODY" | "MAIN" | "H1"));
                let (Some(row), true) = (row, on_row) else { return false };
                navigate(&format!("/tickets/{}", row.id), Default::default());
            }
            ("n", false) if grid.may_write => {
                navigate("/tickets/new", Default::default());
                write_into("#new-requester");
            }
            ("/", _) => write_into("#ticket-search"),
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
            ("m", false) => {
                grid.acts.open_move(grid.targets());
                write_into(ASSIGNEE);
            }
            ("e", false) => {
                let Some(row) = row else { return false };
                navigate(&format!("/tickets/{}?tab=details", row.id), Default::default());
                write_into(SUBJECT);
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
