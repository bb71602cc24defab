//! A link of a pager; without a target it is there, grey and out of the order of keys.

use leptos::prelude::*;

use super::icon::icon;

/// First, previous or next page.
#[component]
pub fn PageLink(href: Option<String>, label: &'static str, icon_name: &'static str) -> impl IntoView {
    match href {
        Some(href) => view! {
            <a class="btn btn--ghost btn--icon btn--sm" href=href aria-label=label>
                {icon(icon_name)}
            </a>
        }
        .into_any(),
        None => view! {
            <span class="btn btn--ghost btn--icon btn--sm" role="link" aria-disabled="true" aria-label=label>
                {icon(icon_name)}
            </span>
        }
        .into_any(),
    }
}
