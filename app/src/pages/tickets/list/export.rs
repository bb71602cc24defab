//! "Exportar CSV": the whole filter as a file; the server logs who took what.

use leptos::prelude::*;

use super::{super::address::address_of, ListState};
use crate::{session::use_texts, ui::icon::icon};

/// A plain link, so that the browser shows the download as usual.
#[component]
pub fn ExportButton(state: ListState) -> impl IntoView {
    let t = use_texts();
    let href = move || {
        let address = state.query.with(|query| address_of(&query.first_page()));
        format!("/export/tickets.csv{}", address.strip_prefix("/tickets").unwrap_or_default())
    };
    view! {
        <a class="btn btn--ghost hide-sm" href=href rel="external" download="">
            {icon("download")}
            {t.tickets.export_csv}
        </a>
    }
}
