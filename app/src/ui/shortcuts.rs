//! The shortcuts that work on every screen, and the sheet that shows them all (`?`).
//!
//! Ctrl+K works everywhere, also while somebody types. `G` and a letter within a second and a half goes to a screen; `?`
//! opens the sheet. Shortcuts of one screen are in [`super::keys`]; they come after these.

mod list;

use domain::{
    access::{Action, Resource},
    i18n::shell::KeyPlace,
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

pub use self::list::{Shortcut, shortcuts_of};
use super::{
    dialog, dom,
    icon::icon,
    keys, palette,
    scope::Scope,
    shell_state::{ShellState, use_shell},
};
use crate::session::{SessionInfo, use_session, use_texts};

const SHEET: &str = "shortcuts";
/// How long after `G` the second letter counts.
const CHORD_MILLIS: u64 = 1_500;

/// Listens to the shortcuts of every screen, for as long as the page lives.
pub fn listen() {
    let shell = use_shell();
    let session = use_session();
    let navigate = use_navigate();
    // `G` was pressed; the number tells a timer whether it is still the same press.
    let chord = StoredValue::new(None::<u32>);
    let presses = StoredValue::new(0_u32);
    let scope = Scope::new();
    let start_chord = move || {
        presses.update_value(|number| *number += 1);
        let number = presses.get_value();
        chord.set_value(Some(number));
        scope.after(CHORD_MILLIS, move || {
            if chord.get_value() == Some(number) {
                chord.set_value(None);
            }
        });
    };
    keys::on_press_first(move |press| {
        if press.is_control("k") {
            toggle_palette(shell);
            return true;
        }
        let Some(key) = press.alone().filter(|_| !dom::is_typing() && !dom::is_modal_open()) else { return false };
        if chord.try_get_value().flatten().is_some() {
            chord.set_value(None);
            let path = destination(&session, key);
            if let Some(path) = path {
                navigate(path, NavigateOptions::default());
            }
            return path.is_some();
        }
        match key {
            "?" => shell.shortcuts.set(true),
            "g" | "G" => {
                start_chord();
                return false;
            }
            _ => return false,
        }
        true
    });
}

/// Over another dialog the palette stays closed: its answer would leave what is being typed there.
fn toggle_palette(shell: ShellState) {
    if shell.palette.get_untracked() {
        keys::give_up();
        shell.palette.set(false);
    } else if !dom::is_modal_open() {
        shell.palette.set(true);
        keys::write_into(palette::FIELD);
    }
}

/// Where `G` and this letter lead, if the user may go there.
fn destination(session: &SessionInfo, letter: &str) -> Option<&'static str> {
    match letter.to_ascii_lowercase().as_str() {
        "t" => Some("/tickets"),
        "c" if session.may(Action::Read, Resource::Contracts) => Some("/contracts"),
        "p" if session.may(Action::Read, Resource::People) => Some("/people"),
        "s" if session.may(Action::Write, Resource::Settings) => Some("/settings"),
        _ => None,
    }
}

/// The sheet of all shortcuts.
#[component]
pub fn ShortcutSheet() -> impl IntoView {
    let t = use_texts();
    let open = use_shell().shortcuts;
    dialog::follow(SHEET, open);
    view! {
        <dialog id=SHEET class="dialog ks" aria-labelledby="shortcuts-title" on:close=move |_| open.set(false)>
            <Show when=move || open.get()>
                <div class="dialog__head">
                    <div>
                        <h2 id="shortcuts-title">{t.common.shortcuts}</h2>
                        <p class="muted">{t.shell.shortcuts_hint}</p>
                    </div>
                    <button
                        type="button"
                        class="btn btn--ghost btn--icon"
                        aria-label=t.common.close
                        on:click=move |_| open.set(false)
                    >
                        {icon("x")}
                    </button>
                </div>
                <div class="dialog__body ks-body" tabindex="0" role="region" aria-label=t.shell.shortcuts_list>
                    {KeyPlace::ALL.into_iter().map(|place| view! { <PlaceShortcuts place /> }).collect_view()}
                </div>
            </Show>
        </dialog>
    }
}

#[component]
fn PlaceShortcuts(place: KeyPlace) -> impl IntoView {
    let t = use_texts();
    let lines = shortcuts_of(place)
        .iter()
        .map(|shortcut| {
            view! {
                <div>
                    <dt>{(t.shell.key_act)(shortcut.act)}</dt>
                    <dd>{keys(shortcut)}</dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <section>
            <h3>{(t.shell.key_place)(place)}</h3>
            <dl>{lines}</dl>
        </section>
    }
}

/// The keys of a shortcut as they look on the keyboard.
pub fn keys(shortcut: &Shortcut) -> impl IntoView + use<> {
    shortcut.keys.iter().map(|key| view! { <kbd>{*key}</kbd> " " }).collect_view()
}
