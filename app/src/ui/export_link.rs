//! "Exportar CSV": the whole filter of a list as a file; the server logs who took what, so the link says whose page it is on.

use leptos::prelude::*;

use super::icon::icon;
use crate::session::{marked, use_texts};

/// A plain link, so that the browser shows the download as usual. `address` is that of the list's first page.
#[component]
pub fn ExportLink(#[prop(into)] address: Signal<String>) -> impl IntoView {
    let t = use_texts();
    let href = move || marked(&address.with(|address| file_of(address)));
    view! {
        <a class="btn btn--ghost hide-sm" href=href rel="external" download="">
            {icon("download")}
            {t.common.export_csv}
        </a>
    }
}

/// `/tickets?q=via` is the file `/export/tickets.csv?q=via`.
fn file_of(address: &str) -> String {
    match address.split_once('?') {
        Some((list, query)) => format!("/export{list}.csv?{query}"),
        None => format!("/export{address}.csv"),
    }
}

#[cfg(test)]
mod tests {
    use super::file_of;

    #[test]
    fn the_file_has_the_filters_of_the_list() {
        assert_eq!(file_of("/contracts"), "/export/contracts.csv");
        assert_eq!(file_of("/tickets?q=2%C2%AA&dir=asc"), "/export/tickets.csv?q=2%C2%AA&dir=asc");
    }
}
