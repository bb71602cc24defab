//! The top bar: search, keyboard help, waiting conversations, and the menu of the signed-in user.

use leptos::prelude::*;

use super::{icon::icon, inbox_menu::InboxMenu, palette::prompt, shell_state::use_shell, user_menu::UserMenu};
use crate::session::use_texts;

/// The top bar.
#[component]
pub fn Topbar() -> impl IntoView {
    let t = use_texts();
    let shell = use_shell();
    view! {
        <header class="topbar">
            <button
                type="button"
                class="omni"
                aria-keyshortcuts="Control+K"
                aria-haspopup="dialog"
                on:click=move |_| shell.palette.set(true)
            >
                {icon("search")}
                <span>{prompt()}</span>
                <kbd class="hide-sm" aria-hidden="true">
                    "Ctrl"
                </kbd>
                <kbd class="hide-sm" aria-hidden="true">
                    "K"
                </kbd>
            </button>
            <div class="topbar__right">
                <button
                    type="button"
                    class="topbtn hide-md"
                    aria-label=t.common.shortcuts
                    aria-keyshortcuts="?"
                    aria-haspopup="dialog"
                    on:click=move |_| shell.shortcuts.set(true)
                >
                    {icon("keyboard")}
                </button>
                <InboxMenu />
                <UserMenu />
            </div>
        </header>
    }
}
