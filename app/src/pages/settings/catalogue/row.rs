//! What every row of a catalogue ends with: its state and its two buttons.

use leptos::prelude::*;

use crate::{
    session::use_texts,
    ui::icon::{icon, sized_icon},
};

/// "Ativo" or "Inativo", never by colour alone.
#[component]
pub fn StateMark(active: bool) -> impl IntoView {
    let t = use_texts();
    let (tone, name, word) =
        if active { ("green", "circle-check", t.common.active) } else { ("grey", "ban", t.common.inactive) };
    view! {
        <span class="st" data-tone=tone>
            {sized_icon(name, "ic ic--st")}
            {word}
        </span>
    }
}

/// The two buttons of a row.
#[component]
pub fn RowActions(name: String, active: bool, on_edit: Callback<()>, on_toggle: Callback<()>) -> impl IntoView {
    let t = &use_texts().settings;
    let word = if active { t.deactivate } else { t.activate };
    let edit_label = (t.edit_of)(&name);
    let toggle_label = [word.to_owned(), name].join(": ");
    view! {
        <div class="btn-group">
            <button
                type="button"
                class="btn btn--ghost btn--icon btn--sm"
                aria-label=edit_label.clone()
                title=edit_label
                on:click=move |_| on_edit.run(())
            >
                {icon("pencil")}
            </button>
            <button
                type="button"
                class="btn btn--ghost btn--icon btn--sm"
                aria-label=toggle_label
                title=word
                on:click=move |_| on_toggle.run(())
            >
                {icon(if active { "power-off" } else { "rotate-ccw" })}
            </button>
        </div>
    }
}
