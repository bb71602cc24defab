//! The saved views of contracts, behind the button of the toolbar.

use leptos::prelude::*;

use super::list::ListState;
use crate::{
    api::{Answer, contracts as api},
    ui::saved_view::{NewView, SavedView},
};

/// Saving and taking away a view of the list.
pub fn saved_view(state: ListState) -> SavedView {
    let save = move |NewView { key, name, shared }| {
        let filter = state.query.with_untracked(|query| query.filter.clone());
        let answer: Answer<_> = Box::pin(api::save_contract_view(key, name, filter, shared));
        answer
    };
    SavedView::new(
        state.views(),
        Callback::new(save),
        Callback::new(move |_| state.page.refetch()),
        |id| Box::pin(api::delete_contract_view(id)),
        Callback::new(move |()| {
            state.go.run("/contracts".to_owned());
            state.page.refetch();
        }),
    )
}
