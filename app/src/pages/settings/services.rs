//! The catalogue "Serviços".

mod form;

use domain::{
    ids::ServiceId,
    search::fold,
    service::{Service, format_term},
};
use leptos::{prelude::*, task::spawn_local};

use self::form::ServiceDialog;
use super::{
    catalogue::{ActivationActs, CatalogueBar, CatalogueFilter, DeactivateDialog, Ending, RowActions, StateMark},
    frame::{SectionHead, SectionSkeleton, SettingsFrame},
    place::Place,
};
use crate::{
    api::catalogues::{list_services, set_service_active},
    pages::failed::Failed,
    session::use_texts,
};

/// What the page holds.
#[derive(Clone, Copy)]
pub struct Services {
    pub list: RwSignal<Vec<Service>>,
    /// The entry in the dialog; `Some(None)` = a new one.
    pub editing: RwSignal<Option<Option<Service>>>,
}

impl Services {
    /// Takes an entry as it became, in its place by name.
    pub fn put(self, entry: Service) {
        self.list.update(|list| {
            list.retain(|one| one.id != entry.id);
            list.push(entry);
            list.sort_by_cached_key(|one| (fold(&one.name), one.id));
        });
    }

    /// Reads all again; somebody else changed one.
    pub fn reload(self) {
        spawn_local(async move {
            if let Ok(list) = list_services().await {
                self.list.set(list);
            }
        });
    }
}

/// The page.
#[component]
pub fn ServicesPage() -> impl IntoView {
    let loaded = Resource::new(|| (), |()| list_services());
    view! {
        <SettingsFrame place=Place::Services>
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
fn Catalogue(list: Vec<Service>) -> impl IntoView {
    let t = &use_texts().settings;
    let state = Services { list: RwSignal::new(list), editing: RwSignal::new(None) };
    let filter = CatalogueFilter::new();
    let acts = ActivationActs::<ServiceId, Service>::new(
        |input| Box::pin(set_service_active(input)),
        Callback::new(move |entry| state.put(entry)),
        Callback::new(move |()| state.reload()),
    );
    let rows = move || {
        let shown: Vec<Service> = state
            .list
            .with(|list| list.iter().filter(|entry| filter.shows(entry.active, &entry.name)).cloned().collect());
        if shown.is_empty() {
            return view! {
                <tr>
                    <td colspan="5" class="muted cell--full">
                        {t.services_empty}
                    </td>
                </tr>
            }
            .into_any();
        }
        shown.into_iter().map(|entry| view! { <Row entry state acts /> }).collect_view().into_any()
    };
    view! {
        <div class="set-main set-main--one" tabindex="0" role="region" aria-label=t.services>
            <SectionHead title=t.services text=t.price_help />
            <CatalogueBar
                filter
                new_label=t.service_new
                on_new=Callback::new(move |()| state.editing.set(Some(None)))
            />
            <div class="cat">
                <div class="table-wrap">
                    <table class="table table--stack">
                        <thead>
                            <tr>
                                <th scope="col">{t.company_name}</th>
                                <th scope="col" class="num">
                                    {t.price_column}
                                </th>
                                <th scope="col">{t.term}</th>
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
            <ServiceDialog state />
            <DeactivateDialog acts id="service-deactivate" text=t.service_deactivate_text />
        </div>
    }
}

#[component]
fn Row(entry: Service, state: Services, acts: ActivationActs<ServiceId, Service>) -> impl IntoView {
    let t = &use_texts().settings;
    let term = entry.term.map_or_else(|| t.term_none.to_owned(), |minutes| (t.term_value)(&format_term(minutes)));
    let edited = entry.clone();
    let ending = Ending { id: entry.id, version: entry.version, name: entry.name.clone() };
    let active = entry.active;
    view! {
        <tr class:is-off=!active>
            <td class="cell--lead">{entry.name.clone()}</td>
            <td class="num cell--end">{entry.price.formatted()}</td>
            <td class="nowrap cell--sub">{term}</td>
            <td class="cell--sub">
                <StateMark active />
            </td>
            <td class="col-acts cell--acts">
                <RowActions
                    name=entry.name
                    active
                    on_edit=Callback::new(move |()| state.editing.set(Some(Some(edited.clone()))))
                    on_toggle=Callback::new(move |()| acts.toggle(ending.clone(), active))
                />
            </td>
        </tr>
    }
}
