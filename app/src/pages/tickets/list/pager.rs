//! Paging by keyset: first, previous, next. Each is a link; the last page of a million costs what the first one costs.

use domain::{
    i18n::numbers::grouped,
    ticket::{Cursor, TicketQuery, filter::PAGE_SIZES, wire::TicketPage},
};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::super::address::address_of;
use crate::{
    session::use_texts,
    ui::{icon::small_icon, page_link::PageLink},
};

/// The pager of one page.
#[component]
pub fn Pager(page: TicketPage) -> impl IntoView {
    let t = use_texts();
    let navigate = use_navigate();
    let query = page.query.clone();
    let size = u64::from(query.page_size);
    let count = u64::try_from(page.rows.len()).unwrap_or_default();
    let first = page.has_previous.then(|| address_of(&query.first_page()));
    let previous = page.rows.first().filter(|_| page.has_previous).map(|row| {
        let start = page.start.saturating_sub(size).max(1);
        let cursor = Cursor { value: row.sort_value(query.sort), id: row.id, start, backwards: true };
        address_of(&TicketQuery { cursor: Some(cursor), ..query.clone() })
    });
    let next = page.rows.last().filter(|_| page.has_next).map(|row| {
        let cursor =
            Cursor { value: row.sort_value(query.sort), id: row.id, start: page.start + count, backwards: false };
        address_of(&TicketQuery { cursor: Some(cursor), ..query.clone() })
    });
    let range = if count == 0 {
        "0".to_owned()
    } else {
        let total = page.total.map(|(total, _)| grouped(total, t.locale));
        (t.common.range)(page.start, page.start + count - 1, total.as_deref())
    };
    let sized = query.clone();
    view! {
        <nav class="pager push" aria-label=t.common.pagination>
            <span class="hide-sm">{t.common.rows_per_page}</span>
            <span class="select hide-sm">
                <select
                    class="input"
                    aria-label=t.common.rows_per_page
                    on:change=move |event| {
                        if let Ok(page_size) = event_target_value(&event).parse() {
                            let query = TicketQuery { page_size, cursor: None, ..sized.clone() };
                            navigate(&address_of(&query), Default::default());
                        }
                    }
                >
                    {PAGE_SIZES
                        .into_iter()
                        .map(|one| {
                            view! {
                                <option value=one.to_string() selected=one == query.page_size>
                                    {one.to_string()}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
                {small_icon("chevron-down")}
            </span>
            <span class="nowrap">{range}</span>
            <PageLink href=first label=t.common.first_page icon_name="chevrons-left" />
            <PageLink href=previous label=t.common.previous_page icon_name="chevron-left" />
            <PageLink href=next label=t.common.next_page icon_name="chevron-right" />
        </nav>
    }
}
