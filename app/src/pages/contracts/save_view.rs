//! The saved views of contracts, behind the button of the toolbar.

use leptos::prelude::*;

use super::list::ListState;
use crate::{
    api::{Answer, contracts as api},
    ui::saved_view::{NewView, SavedView, SavedViewButton, SavedViewDialogs, Shown},
};

/// The button and its dialogs.
#[component]
pub fn SaveView(state: ListState) -> impl IntoView {
    // The tab whose filter is on the screen, once the tabs are here.
    let shown = move |()| {
        let heard = state.tabs.get().map(|(tabs, _)| tabs);
        let tabs = heard.or_else(|| Some(state.page.get()?.ok()?.tabs)).unwrap_or_default();
        let filter = state.query.with(|query| query.filter.clone());
        let tab = tabs.into_iter().find(|tab| tab.filter == filter);
        Shown::of(tab.map(|tab| (tab.saved, tab.editable, tab.name)))
    };
    let save = move |NewView { key, name, shared }| {
        let filter = state.query.with_untracked(|query| query.filter.clone());
        let answer: Answer<_> = Box::pin(api::save_contract_view(key, name, filter, shared));
        answer
    };
    let view = SavedView::new(
        Callback::new(shown),
        Callback::new(save),
        Callback::new(move |_| state.page.refetch()),
        |id| Box::pin(api::delete_contract_view(id)),
        Callback::new(move |()| {
            state.go.run("/contracts".to_owned());
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
