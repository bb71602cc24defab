//! Title, export and "Adicionar".

use domain::access::{Action, Resource};
use leptos::prelude::*;

use super::{super::address::address_of, ListState};
use crate::{
    session::{use_session, use_texts},
    ui::{export_link::ExportLink, icon::icon},
};

/// The head of the page.
#[component]
pub fn Header(state: ListState) -> impl IntoView {
    let t = use_texts();
    let session = use_session();
    let may_add = session.may(Action::Write, Resource::Ticket { requester: None });
    let may_export = session.may(Action::Export, Resource::Ticket { requester: None });
    let first_page = move || state.query.with(|query| address_of(&query.first_page()));
    view! {
        <div class="page-head">
            <h1 tabindex="-1">{t.tickets.title}</h1>
            <div class="btn-group">
                {may_export.then(|| view! { <ExportLink address=Signal::derive(first_page) /> })}
                {may_add
                    .then(|| {
                        view! {
                            <a class="btn btn--primary" href="/tickets/new" aria-keyshortcuts="N">
                                {icon("plus")}
                                {t.common.add}
                                <kbd aria-hidden="true">"N"</kbd>
                            </a>
                        }
                    })}
            </div>
        </div>
    }
}
