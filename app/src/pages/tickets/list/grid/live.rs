//! Rows that change live: gathered for a moment, read in one question, put in their places.

use std::collections::BTreeSet;

use domain::{
    ids::TicketId,
    live::{ServerFrame, Topic},
    ticket::wire::TicketRow,
};
use leptos::{prelude::*, task::spawn_local};

use super::{super::ListState, GridState};
use crate::{api::tickets as api, live::use_live, ui::dom};

/// Milliseconds to gather changes of rows before they are read in one question.
const GATHER: u64 = 60;

/// Reads some rows again from the server and puts them in place.
pub fn read_rows_again(rows: RwSignal<Vec<TicketRow>>) -> Callback<(TicketId, StoredValue<Option<GridState>>)> {
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
                    if grid.told.try_update_value(|told| told.remove(&row.id)) == Some(true) {
                        grid.settle(row);
                        continue;
                    }
                    let newer = grid.rows.with_untracked(|rows| {
                        rows.iter().any(|one| {
                            one.id == row.id
                                && (one.version, one.mail, one.late, one.unread)
                                    != (row.version, row.mail, row.late, row.unread)
                        })
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
pub fn listen_to_rows(
    grid: GridState,
    state: ListState,
    read_again: Callback<(TicketId, StoredValue<Option<GridState>>)>,
    holder: StoredValue<Option<GridState>>,
) {
    use_live().listen(Topic::Tickets, move |frame| match frame {
        ServerFrame::TicketOpened { id } => {
            let _ = grid.arrived.try_update(|arrived| arrived.insert(*id));
        }
        ServerFrame::TicketChanged { id, .. } => {
            let here = grid.rows.try_with_untracked(|rows| rows.iter().any(|row| row.id == *id)).unwrap_or(false);
            if here {
                read_again.run((*id, holder));
            }
        }
        ServerFrame::Unread { id, count, .. } => {
            let row = grid.rows.try_with_untracked(|rows| rows.iter().find(|row| row.id == *id).cloned()).flatten();
            if let Some(row) = row.filter(|row| row.unread != *count) {
                grid.replace(TicketRow { unread: *count, ..row });
            }
        }
        ServerFrame::Resync => state.page.refetch(),
        _ => {}
    });
}
