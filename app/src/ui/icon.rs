//! Icons from the page's one sprite.

use leptos::prelude::*;

/// An icon of the sprite; decoration only, the word beside it carries the meaning.
pub fn icon(name: &'static str) -> impl IntoView {
    sized_icon(name, "ic")
}

/// A 14-pixel icon.
pub fn small_icon(name: &'static str) -> impl IntoView {
    sized_icon(name, "ic ic--14")
}

/// An icon with its own classes.
pub fn sized_icon(name: &'static str, class: &'static str) -> impl IntoView {
    let href = format!("#{name}");
    view! {
        <svg class=class aria-hidden="true">
            <use href=href></use>
        </svg>
    }
}
