//! The catalogue "Contadores".

mod form;

use domain::{accountant::Accountant, ids::AccountantId, search::fold};
use leptos::{prelude::*, task::spawn_local};

use self::form::AccountantDialog;
use super::{
    catalogue::{ActivationActs, CatalogueBar, CatalogueFilter, DeactivateDialog, Ending, RowActions, StateMark},
    frame::{SectionHead, SectionSkeleton, SettingsFrame},
    place::Place,
};
use crate::{
    api::catalogues::{list_accountants, set_accountant_active},
    pages::failed::Failed,
    session::use_texts,
};

/// What the page holds.
#[derive(Clone, Copy)]
pub struct Accountants {
    pub list: RwSignal<Vec<Accountant>>,
    /// The entry in the dialog; `Some(None)` = a new one.
    pub editing: RwSignal<Option<Option<Accountant>>>,
}

impl Accountants {
    /// Takes an entry as it became, in its place by name.
    pub fn put(self, entry: Accountant) {
        self.list.update(|list| {
            list.retain(|one| one.id != entry.id);
            list.push(entry);
            list.sort_by_cached_key(|one| (fold(&one.label), one.id));
        });
    }

    /// Reads all again; somebody else changed one.
    pub fn reload(self) {
        spawn_local(async move {
            if let Ok(list) = list_accountants().await {
                self.list.set(list);
            }
        });
    }
}

/// The page.
#[component]
pub fn AccountantsPage() -> impl IntoView {
    let loaded = Resource::new(|| (), |()| list_accountants());
    view! {
        <SettingsFrame place=Place::Accountants>
            <Suspense fallback=|| view! { <SectionSkeleton /> }>
                {move || Suspend::new(async move {
                    match loaded.await {
                        Ok(list) => view! { <Catalogue list /> }.into_any(),
                        Err(error) => {
                            view! { <Failed error retry=Callback::new(move |()| loaded.refetch()) /> }.into_any()
                        }
                    }
                })}
            </Suspense>
        </SettingsFrame>
    }
}

#[component]
fn Catalogue(list: Vec<Accountant>) -> impl IntoView {
    let t = &use_texts().settings;
    let state = Accountants { list: RwSignal::new(list), editing: RwSignal::new(None) };
    let filter = CatalogueFilter::new();
    let acts = ActivationActs::<AccountantId, Accountant>::new(
        |input| Box::pin(set_accountant_active(input)),
        Callback::new(move |entry| state.put(entry)),
        Callback::new(move |()| state.reload()),
    );
    let rows = move || {
        let shown: Vec<Accountant> = state.list.with(|list| {
            let words = |entry: &Accountant| format!("{} {} {}", entry.label, entry.office_name, entry.crc);
            list.iter().filter(|entry| filter.shows(entry.active, &words(entry))).cloned().collect()
        });
        if shown.is_empty() {
            return view! {
                <tr>
                    <td colspan="6" class="muted cell--full">
                        {t.accountants_empty}
                    </td>
                </tr>
            }
            .into_any();
        }
        shown.into_iter().map(|entry| view! { <Row entry state acts /> }).collect_view().into_any()
    };
    view! {
        <div class="set-main set-main--one" tabindex="0" role="region" aria-label=t.accountants>
            <SectionHead title=t.accountants text=t.accountant_office_help />
            <CatalogueBar
                filter
                new_label=t.accountant_new
                on_new=Callback::new(move |()| state.editing.set(Some(None)))
            />
            <div class="cat">
                <div class="table-wrap">
                    <table class="table table--stack">
                        <thead>
                            <tr>
                                <th scope="col">{t.accountant_label}</th>
                                <th scope="col">{t.accountant_office}</th>
                                <th scope="col" class="p-sm">
                                    {t.accountant_crc}
                                </th>
                                <th scope="col" class="p-md">
                                    {t.company_email}
                                </th>
                                <th scope="col">{t.situation}</th>
                                <th scope="col" class="col-acts">
                                    <span class="sr">{t.actions}</span>
                                </th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </div>
            <AccountantDialog state />
            <DeactivateDialog acts id="accountant-deactivate" text=t.accountant_deactivate_text />
        </div>
    }
}

#[component]
fn Row(entry: Accountant, state: Accountants, acts: ActivationActs<AccountantId, Accountant>) -> impl IntoView {
    let edited = entry.clone();
    let ending = Ending { id: entry.id, version: entry.version, name: entry.label.clone() };
    let active = entry.active;
    view! {
        <tr class:is-off=!active>
            <td class="cell--lead">{entry.label.clone()}</td>
            <td class="cell--sub">{entry.office_name}</td>
            <td class="p-sm code nowrap cell--hide">{entry.crc}</td>
            <td class="p-md cell--hide">{entry.email}</td>
            <td class="cell--end">
                <StateMark active />
            </td>
            <td class="col-acts cell--acts">
                <RowActions
                    name=entry.label
                    active
                    on_edit=Callback::new(move |()| state.editing.set(Some(Some(edited.clone()))))
                    on_toggle=Callback::new(move |()| acts.toggle(ending.clone(), active))
                />
            </td>
        </tr>
    }
}
