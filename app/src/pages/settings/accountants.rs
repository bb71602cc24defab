//! The catalogue "Contadores".

mod form;

use domain::accountant::Accountant;
use leptos::prelude::*;

use self::form::AccountantForm;
use super::{
    catalogue::{CatalogueSection, Entries, EntryDialog, LoadedPage, StateMark, Words},
    place::Place,
};
use crate::{
    api::catalogues::{list_accountants, set_accountant_active},
    session::use_texts,
};

/// The page.
#[component]
pub fn AccountantsPage() -> impl IntoView {
    view! {
        <LoadedPage
            place=Place::Accountants
            load=|| Box::pin(list_accountants())
            body=|list| view! { <Catalogue list /> }.into_any()
        />
    }
}

#[component]
fn Catalogue(list: Vec<Accountant>) -> impl IntoView {
    let t = &use_texts().settings;
    let entries = Entries::new(list, || Box::pin(list_accountants()));
    let words = Words {
        title: t.accountants,
        text: t.accountant_office_help,
        new_label: t.accountant_new,
        empty: t.accountants_empty,
        deactivate_text: t.accountant_deactivate_text,
    };
    let head = view! {
        <th scope="col">{t.accountant_label}</th>
        <th scope="col">{t.accountant_office}</th>
        <th scope="col" class="p-sm">
            {t.accountant_crc}
        </th>
        <th scope="col" class="p-md">
            {t.company_email}
        </th>
        <th scope="col">{t.situation}</th>
    }
    .into_any();
    view! {
        <CatalogueSection
            entries
            words
            head
            columns=5
            found_by=|entry| format!("{} {} {}", entry.label, entry.office_name, entry.crc)
            cells
            set_active=|input| Box::pin(set_accountant_active(input))
            deactivate_id="accountant-deactivate"
        >
            <EntryDialog
                entries
                id="accountant-dialog"
                first="accountant-label"
                new_title=t.accountant_new
                edit_title=t.accountant_edit
            >
                <AccountantForm entries />
            </EntryDialog>
        </CatalogueSection>
    }
}

fn cells(entry: Accountant) -> AnyView {
    view! {
        <td class="cell--lead">{entry.label}</td>
        <td class="cell--sub">{entry.office_name}</td>
        <td class="p-sm code nowrap cell--hide">{entry.crc}</td>
        <td class="p-md cell--hide">{entry.email}</td>
        <td class="cell--end">
            <StateMark active=entry.active />
        </td>
    }
    .into_any()
}
