//! The catalogue "Serviços".

mod form;

use domain::service::{Service, format_term};
use leptos::prelude::*;

use self::form::ServiceForm;
use super::{
    catalogue::{CatalogueSection, Entries, EntryDialog, LoadedPage, StateMark, Words},
    place::Place,
};
use crate::{
    api::catalogues::{list_services, set_service_active},
    session::use_texts,
};

/// The page.
#[component]
pub fn ServicesPage() -> impl IntoView {
    view! {
        <LoadedPage
            place=Place::Services
            load=|| Box::pin(list_services())
            body=|list| view! { <Catalogue list /> }.into_any()
        />
    }
}

#[component]
fn Catalogue(list: Vec<Service>) -> impl IntoView {
    let t = &use_texts().settings;
    let entries = Entries::new(list, || Box::pin(list_services()));
    let words = Words {
        title: t.services,
        text: t.price_help,
        new_label: t.service_new,
        empty: t.services_empty,
        deactivate_text: t.service_deactivate_text,
    };
    let head = view! {
        <th scope="col">{t.company_name}</th>
        <th scope="col" class="num">
            {t.price_column}
        </th>
        <th scope="col">{t.term}</th>
        <th scope="col">{t.situation}</th>
    }
    .into_any();
    view! {
        <CatalogueSection
            entries
            words
            head
            columns=4
            found_by=|entry| entry.name.clone()
            cells
            set_active=|input| Box::pin(set_service_active(input))
            deactivate_id="service-deactivate"
        >
            <EntryDialog
                entries
                id="service-dialog"
                first="service-name"
                new_title=t.service_new
                edit_title=t.service_edit
            >
                <ServiceForm entries />
            </EntryDialog>
        </CatalogueSection>
    }
}

fn cells(entry: Service) -> AnyView {
    let t = &use_texts().settings;
    let term = entry.term.map_or_else(|| t.term_none.to_owned(), |minutes| (t.term_value)(&format_term(minutes)));
    view! {
        <td class="cell--lead">{entry.name}</td>
        <td class="num cell--end">{entry.price.formatted()}</td>
        <td class="nowrap cell--sub">{term}</td>
        <td class="cell--sub">
            <StateMark active=entry.active />
        </td>
    }
    .into_any()
}
