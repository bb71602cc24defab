//! Paging by keyset: first, previous, next. Each is a link; the last page of a million costs what the first one costs.

use domain::{
    i18n::numbers::grouped,
    list::{Cursor, PAGE_SIZES},
};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::icon::{icon, small_icon};
use crate::session::use_texts;

/// Where the pager of a page leads.
#[derive(Debug, Clone)]
pub struct Pages {
    first: Option<String>,
    previous: Option<String>,
    next: Option<String>,
    /// Positions of the first and the last row; `None` when there is no row.
    range: Option<(u64, u64)>,
    total: Option<i64>,
    size: u32,
    /// The first page of each size.
    sizes: Vec<(u32, String)>,
}

impl Pages {
    /// The pages around one that begins at `start` and has others before it and behind it: `around`. `key` is what a row is
    /// ordered by, `address` that of the page at a cursor, with so many rows.
    pub fn new<R, I, V>(
        rows: &[R],
        (start, around): (u64, (bool, bool)),
        size: u32,
        total: Option<i64>,
        key: impl Fn(&R) -> (V, I),
        address: impl Fn(Option<Cursor<I, V>>, u32) -> String,
    ) -> Self {
        let count = u64::try_from(rows.len()).unwrap_or_default();
        let at = |row: &R, start, backwards| {
            let (value, id) = key(row);
            address(Some(Cursor { value, id, start, backwards }), size)
        };
        let before = start.saturating_sub(size.into()).max(1);
        Self {
            first: around.0.then(|| address(None, size)),
            previous: rows.first().filter(|_| around.0).map(|row| at(row, before, true)),
            next: rows.last().filter(|_| around.1).map(|row| at(row, start + count, false)),
            range: (count > 0).then(|| (start, start + count - 1)),
            total,
            size,
            sizes: PAGE_SIZES.into_iter().map(|size| (size, address(None, size))).collect(),
        }
    }
}

/// The pager of one page.
#[component]
pub fn Pager(pages: Pages) -> impl IntoView {
    let t = use_texts();
    let navigate = use_navigate();
    let Pages { first, previous, next, range, total, size, sizes } = pages;
    let total = total.map(|total| grouped(total, t.locale));
    let range = range.map_or_else(|| "0".to_owned(), |(from, to)| (t.common.range)(from, to, total.as_deref()));
    let options = sizes
        .iter()
        .map(|(one, _)| view! { <option value=one.to_string() selected=*one == size>{one.to_string()}</option> })
        .collect_view();
    view! {
        <nav class="pager push" aria-label=t.common.pagination>
            <span class="hide-sm">{t.common.rows_per_page}</span>
            <span class="select hide-sm">
                <select
                    class="input"
                    aria-label=t.common.rows_per_page
                    on:change=move |event| {
                        let chosen = event_target_value(&event);
                        if let Some((_, address)) = sizes.iter().find(|(size, _)| size.to_string() == chosen) {
                            navigate(address, Default::default());
                        }
                    }
                >
                    {options}
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

/// A link of the pager; without a target it is there, grey and out of the order of keys.
#[component]
fn PageLink(href: Option<String>, label: &'static str, icon_name: &'static str) -> impl IntoView {
    match href {
        Some(href) => view! {
            <a class="btn btn--ghost btn--icon btn--sm" href=href aria-label=label>
                {icon(icon_name)}
            </a>
        }
        .into_any(),
        None => view! {
            <span class="btn btn--ghost btn--icon btn--sm" role="link" aria-disabled="true" aria-label=label>
                {icon(icon_name)}
            </span>
        }
        .into_any(),
    }
}
