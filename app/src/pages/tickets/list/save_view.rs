//! The saved views of tickets, behind the button of the toolbar.

use leptos::prelude::*;

use super::{super::address::address_of, ListState};
use crate::{
    api::{Answer, tickets as api},
    ui::saved_view::{NewView, SavedView},
};

/// Saving and taking away a view of the list.
pub fn saved_view(state: ListState) -> SavedView {
    let navigate = StoredValue::new(leptos_router::hooks::use_navigate());
    let go = move |path: &str| navigate.with_value(|navigate| navigate(path, Default::default()));
    let save = move |NewView { key, name, shared }| {
        let filter = state.query.with_untracked(|query| query.filter.clone());
        let answer: Answer<_> = Box::pin(api::save_view(key, name, filter, shared));
        answer
    };
    SavedView::new(
        state.views(),
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
    )
}
