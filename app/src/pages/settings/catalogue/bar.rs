//! The line above a catalogue's table: find, "Mostrar inativos", a new entry.

use domain::search::fold;
use leptos::prelude::*;

use crate::{
    session::use_texts,
    ui::icon::{icon, small_icon},
};

/// What the line above a table asks for.
#[derive(Clone, Copy)]
pub struct CatalogueFilter {
    pub text: RwSignal<String>,
    pub with_inactive: RwSignal<bool>,
}

impl CatalogueFilter {
    pub fn new() -> Self {
        Self { text: RwSignal::new(String::new()), with_inactive: RwSignal::new(false) }
    }

    /// Whether an entry is shown; `words` is what can be found of it.
    pub fn shows(self, active: bool, words: &str) -> bool {
        let wanted = fold(&self.text.get());
        (active || self.with_inactive.get()) && fold(words).contains(wanted.trim())
    }
}

/// Filter, "Mostrar inativos", and the button for a new entry.
#[component]
pub fn CatalogueBar(filter: CatalogueFilter, new_label: &'static str, on_new: Callback<()>) -> impl IntoView {
    let t = &use_texts().settings;
    view! {
        <div class="form-inline" role="search">
            <span class="input affix toolbar__find">
                {small_icon("search")}
                <input
                    type="search"
                    aria-label=t.find
                    placeholder=t.find
                    autocomplete="off"
                    prop:value=move || filter.text.get()
                    on:input=move |event| filter.text.set(event_target_value(&event))
                />
            </span>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || filter.with_inactive.get()
                    on:change=move |event| filter.with_inactive.set(event_target_checked(&event))
                />
                <span>{t.show_inactive}</span>
            </label>
            <span class="push"></span>
            <button type="button" class="btn btn--primary" on:click=move |_| on_new.run(())>
                {icon("plus")}
                {new_label}
            </button>
        </div>
    }
}
