//! What the catalogues and the users have in common: the page, its table, the entry that is being edited.
//!
//! A page says its columns, its cells and its form; finding, showing what is out of use, editing over somebody else's
//! change, taking out of use and back are here.

mod bar;
mod edit;
mod row;

use domain::{activation::SetActive, catalogue::Entry, search::fold};
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use self::{
    bar::{CatalogueBar, CatalogueFilter},
    row::RowActions,
};
pub use self::{
    edit::{EntryDialog, EntryEdit, EntryForm},
    row::StateMark,
};
use super::{
    frame::{SectionHead, SectionSkeleton, SettingsFrame},
    place::Place,
};
use crate::{
    api::Answer,
    pages::failed::Failed,
    session::use_texts,
    ui::{
        activation::{ActivationActs, DeactivateDialog, Ending},
        scope::Scope,
    },
};

/// What a page holds.
pub struct Entries<T: Entry> {
    list: RwSignal<Vec<T>>,
    /// The entry in the dialog; `Some(None)` = a new one.
    editing: RwSignal<Option<Option<T>>>,
    load: fn() -> Answer<Vec<T>>,
}

impl<T: Entry> Clone for Entries<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Entry> Copy for Entries<T> {}

impl<T: Entry> Entries<T> {
    /// `load` reads all entries again.
    pub fn new(list: Vec<T>, load: fn() -> Answer<Vec<T>>) -> Self {
        Self { list: RwSignal::new(list), editing: RwSignal::new(None), load }
    }

    /// Takes an entry as it became, in its place by name.
    fn put(self, entry: T) {
        let _ = self.list.try_update(|list| {
            list.retain(|one| one.id() != entry.id());
            list.push(entry);
            list.sort_by_cached_key(|one| (fold(one.name()), one.id()));
        });
    }

    /// Reads all again, since somebody else changed `id`; gives that entry as it is now.
    async fn reread(self, id: Option<T::Id>) -> Option<T> {
        let list = (self.load)().await.ok()?;
        let theirs = list.iter().find(|one| Some(one.id()) == id).cloned();
        let _ = self.list.try_set(list);
        theirs
    }
}

/// A page of the settings that shows what `load` reads.
#[component]
pub fn LoadedPage<L>(place: Place, load: fn() -> Answer<L>, body: fn(L) -> AnyView) -> impl IntoView
where
    L: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    let loaded = Resource::new(|| (), move |()| load());
    view! {
        <SettingsFrame place>
            <Suspense fallback=|| view! { <SectionSkeleton /> }>
                {move || Suspend::new(async move {
                    match loaded.await {
                        Ok(list) => body(list),
                        Err(error) => {
                            view! { <Failed error retry=Callback::new(move |()| loaded.refetch()) /> }.into_any()
                        }
                    }
                })}
            </Suspense>
        </SettingsFrame>
    }
}

/// What a page says of its own.
#[derive(Clone, Copy)]
pub struct Words {
    pub title: &'static str,
    pub text: &'static str,
    pub new_label: &'static str,
    /// Instead of rows, when there are none.
    pub empty: &'static str,
    /// What follows when an entry goes out of use.
    pub deactivate_text: &'static str,
}

/// Title, line above the table, table, and the question before an entry goes out of use. The child is the dialog.
#[component]
pub fn CatalogueSection<T, C>(
    entries: Entries<T>,
    words: Words,
    /// The cells of the heading but the last; there are as many of them as of `cells`.
    head: AnyView,
    columns: usize,
    /// What an entry can be found by.
    found_by: fn(&T) -> String,
    cells: C,
    set_active: fn(SetActive<T::Id>) -> Answer<T>,
    /// The id of the question before an entry goes out of use.
    deactivate_id: &'static str,
    #[prop(optional)] asks_reason: bool,
    children: Children,
) -> impl IntoView
where
    T: Entry,
    C: Fn(T) -> AnyView + Copy + Send + Sync + 'static,
{
    let t = &use_texts().settings;
    let filter = CatalogueFilter::new();
    let scope = Scope::new();
    let acts = ActivationActs::<T::Id, T>::new(
        set_active,
        Callback::new(move |entry| entries.put(entry)),
        Callback::new(move |()| scope.spawn(async move { drop(entries.reread(None).await) })),
    );
    let rows = move || {
        let shown: Vec<T> = entries
            .list
            .with(|list| list.iter().filter(|entry| filter.shows(entry.active(), &found_by(entry))).cloned().collect());
        if shown.is_empty() {
            let span = (columns + 1).to_string();
            return view! {
                <tr>
                    <td colspan=span class="muted cell--full">
                        {words.empty}
                    </td>
                </tr>
            }
            .into_any();
        }
        shown
            .into_iter()
            .map(|entry| {
                let cells = cells(entry.clone());
                view! { <Row entry entries acts cells /> }
            })
            .collect_view()
            .into_any()
    };
    view! {
        <div class="set-main set-main--one" tabindex="0" role="region" aria-label=words.title>
            <SectionHead title=words.title text=words.text />
            <CatalogueBar
                filter
                new_label=words.new_label
                on_new=Callback::new(move |()| entries.editing.set(Some(None)))
            />
            <div class="cat">
                <div class="table-wrap">
                    <table class="table table--stack">
                        <thead>
                            <tr>
                                {head}
                                <th scope="col" class="col-acts">
                                    <span class="sr">{t.actions}</span>
                                </th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </div>
            {children()}
            <DeactivateDialog acts id=deactivate_id text=words.deactivate_text asks_reason />
        </div>
    }
}

#[component]
fn Row<T: Entry>(entry: T, entries: Entries<T>, acts: ActivationActs<T::Id, T>, cells: AnyView) -> impl IntoView {
    let (name, active) = (entry.name().to_owned(), entry.active());
    let ending = Ending { id: entry.id(), version: entry.version(), name: name.clone() };
    view! {
        <tr class:is-off=!active>
            {cells}
            <td class="col-acts cell--acts">
                <RowActions
                    name
                    active
                    on_edit=Callback::new(move |()| entries.editing.set(Some(Some(entry.clone()))))
                    on_toggle=Callback::new(move |()| acts.toggle(ending.clone(), active))
                />
            </td>
        </tr>
    }
}
