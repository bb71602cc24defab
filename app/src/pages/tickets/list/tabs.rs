//! The tabs of saved views with their kept counts. A tab is a link: its filter is in the address.

use domain::ticket::{BuiltInView, wire::ViewTab};
use leptos::prelude::*;

use super::{super::address::address_of_view, ListState};
use crate::session::use_texts;

/// The name of a tab: its own, or that of the built-in view.
pub fn tab_name(tab: &ViewTab) -> String {
    let t = use_texts();
    match (&tab.name, BuiltInView::from_code(&tab.code)) {
        (Some(name), _) => name.clone(),
        (None, Some(view)) => (t.tickets.view)(view).to_owned(),
        (None, None) => tab.code.clone(),
    }
}

/// The tabs.
#[component]
pub fn Tabs(state: ListState) -> impl IntoView {
    let t = use_texts();
    view! {
        <nav class="tabs" aria-label=t.tickets.saved_views>
            <Transition>
                {move || Suspend::new(async move {
                    let loaded = state.page.await.map(|page| page.views).unwrap_or_default();
                    view! {
                        <For
                            each=move || state.tabs.get().unwrap_or_else(|| loaded.clone())
                            key=|tab| (tab.code.clone(), tab.count)
                            let(tab)
                        >
                            <Tab tab state />
                        </For>
                    }
                })}
            </Transition>
        </nav>
    }
}

#[component]
fn Tab(tab: ViewTab, state: ListState) -> impl IntoView {
    let name = tab_name(&tab);
    let count = tab.count;
    let filter = tab.filter.clone();
    let current = move || state.query.with(|query| query.filter == filter).then_some("true");
    let href = move || state.query.with(|query| address_of_view(&tab, query));
    view! {
        <a href=href aria-current=current>
            {name}
            {count.map(|count| view! { <span class="badge">{grouped(count)}</span> })}
        </a>
    }
}

/// "1.284": thousands with a point, as counts are read in Brazil; English readers see the same digits.
pub fn grouped(count: i64) -> String {
    let digits = count.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    if count < 0 { format!("-{text}") } else { text }
}

#[cfg(test)]
mod tests {
    #[test]
    fn counts_are_grouped() {
        assert_eq!(super::grouped(0), "0");
        assert_eq!(super::grouped(999), "999");
        assert_eq!(super::grouped(1_284), "1.284");
        assert_eq!(super::grouped(1_000_000), "1.000.000");
        assert_eq!(super::grouped(-1_284), "-1.284");
    }
}
