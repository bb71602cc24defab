//! The bar of key hints at the foot of a screen: at most eight, the last one leads to all of them. Gone where there are no
//! keys (narrow windows, fingers).

use domain::i18n::shell::KeyPlace;
use leptos::prelude::*;

use super::{
    shell_state::use_shell,
    shortcuts::{keys, shortcuts_of},
};
use crate::session::use_texts;

/// The bar; the last child of the sheet.
#[component]
pub fn HintBar(place: KeyPlace) -> impl IntoView {
    let t = use_texts();
    let shell = use_shell();
    let hints = shortcuts_of(place)
        .iter()
        .filter(|shortcut| shortcut.hinted)
        .map(|shortcut| {
            view! {
                <span>
                    {keys(shortcut)}
                    {(t.shell.key_act)(shortcut.act).to_lowercase()}
                </span>
            }
        })
        .collect_view();
    view! {
        <footer class="hintbar" aria-label=t.shell.shortcuts_here>
            {hints}
            <span class="push">
                <kbd>"?"</kbd>
                <button type="button" aria-haspopup="dialog" on:click=move |_| shell.shortcuts.set(true)>
                    {t.common.all_shortcuts}
                </button>
            </span>
        </footer>
    }
}
