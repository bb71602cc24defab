//! The top bar: search, keyboard help, and the menu of the signed-in user.

use leptos::prelude::*;

use super::{avatar::Avatar, icon::icon};
use crate::session::{use_session, use_texts};

/// The top bar.
#[component]
pub fn Topbar() -> impl IntoView {
    let t = use_texts();
    let name = use_session().actor.map(|actor| actor.name).unwrap_or_default();
    view! {
        <header class="topbar">
            <button type="button" class="omni" aria-keyshortcuts="Control+K">
                {icon("search")}
                <span>{t.common.search_placeholder}</span>
                <kbd class="hide-sm" aria-hidden="true">
                    "Ctrl"
                </kbd>
                <kbd class="hide-sm" aria-hidden="true">
                    "K"
                </kbd>
            </button>
            <div class="topbar__right">
                <button type="button" class="topbtn hide-md" aria-label=t.common.shortcuts aria-keyshortcuts="?">
                    {icon("keyboard")}
                </button>
                <button type="button" class="topbtn" aria-haspopup="menu">
                    <Avatar name=name.clone() />
                    <span class="sr">{(t.common.account_of)(&name)}</span>
                </button>
            </div>
        </header>
    }
}
