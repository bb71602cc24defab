//! The saved views of tickets, behind the button of the toolbar.

use leptos::prelude::*;

use super::{super::address::address_of, ListState};
use crate::{
    api::{Answer, tickets as api},
    ui::saved_view::{NewView, SavedView, SavedViewButton, SavedViewDialogs, Shown},
};

/// The button and its dialogs.
#[component]
pub fn SaveView(state: ListState) -> impl IntoView {
    let navigate = StoredValue::new(leptos_router::hooks::use_navigate());
    let go = move |path: &str| navigate.with_value(|navigate| navigate(path, Default::default()));
    // The tab whose filter is on the screen, once the tabs are here.
    let shown = move |()| {
        let tabs = state.tabs.get().or_else(|| Some(state.page.get()?.ok()?.views)).unwrap_or_default();
        let filter = state.query.with(|query| query.filter.clone());
        let tab = tabs.into_iter().find(|tab| tab.filter == filter);
        Shown::of(tab.map(|tab| (tab.saved, tab.editable, tab.name)))
    };
    let save = move |NewView { key, name, shared }| {
        let filter = state.query.with_untracked(|query| query.filter.clone());
        let answer: Answer<_> = Box::pin(api::save_view(key, name, filter, shared));
        answer
    };
    let view = SavedView::new(
        Callback::new(shown),
        Callback::new(save),
        Callback::new(move |id: domain::ids::SavedViewId| {
            let mut query = state.query.get_untracked().first_page();
            query.view = Some(id.to_string());
            go(&address_of(&query));
        }),
        |id| Box::pin(api::delete_view(id)),
        Callback::new(move |()| {
            go("/tickets");
            state.page.refetch();
        }),
    );
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let _ = state.page.await;
                view! { <SavedViewButton view /> }
            })}
        </Transition>
        <SavedViewDialogs view />
    }
}
