//! The tabs of a list's views with their kept counts. A tab is a link: its filter is in the address. The same for every list.

use std::sync::Arc;

use domain::{i18n::numbers::grouped, ids::SavedViewId, view::ViewTab};
use leptos::prelude::*;

use crate::{
    api::{Answer, ApiError},
    session::use_texts,
};

/// What the strip of tabs and the button beside the filters know of a list.
#[derive(Clone, Copy)]
pub struct Views {
    /// Ends when the tabs are there.
    pub(super) ready: Callback<(), Answer<()>>,
    /// The tabs as last heard; may read signals.
    pub(super) links: Callback<(), Vec<TabLink>>,
}

impl Views {
    /// Of a list whose page brings the tabs along.
    pub fn new<P: Clone + Send + Sync + 'static>(
        page: Resource<Result<P, ApiError>>,
        links: Callback<(), Vec<TabLink>>,
    ) -> Self {
        let ready = move |()| -> Answer<()> { Box::pin(async move { page.await.map(drop) }) };
        Self { ready: Callback::new(ready), links }
    }
}

/// A tab. What it reads outlives the drawing of the strip, since its element does.
#[derive(Clone)]
pub struct TabLink {
    pub code: String,
    pub name: String,
    pub count: Option<i64>,
    /// The view that one may take away.
    pub own: Option<SavedViewId>,
    pub href: Arc<dyn Fn() -> String + Send + Sync>,
    /// Whether its filters are those of the screen.
    pub current: Arc<dyn Fn() -> bool + Send + Sync>,
}

impl TabLink {
    /// The tab `tab` of a list whose state in the address is `query`. `built_in` names the views that every desk has.
    pub fn new<F, Q>(
        tab: ViewTab<F>,
        query: Memo<Q>,
        built_in: impl Fn(&str) -> Option<&'static str>,
        filter: fn(&Q) -> &F,
        address: fn(&ViewTab<F>, &Q) -> String,
    ) -> Self
    where
        F: PartialEq + Send + Sync + 'static,
        Q: Send + Sync + 'static,
    {
        let tab = Arc::new(tab);
        let own_name = || built_in(&tab.code).unwrap_or(&tab.code).to_owned();
        Self {
            code: tab.code.clone(),
            name: tab.name.clone().unwrap_or_else(own_name),
            count: tab.count,
            own: tab.saved.filter(|_| tab.editable),
            href: Arc::new({
                let tab = Arc::clone(&tab);
                move || query.with(|query| address(&tab, query))
            }),
            current: Arc::new(move || query.with(|query| *filter(query) == tab.filter)),
        }
    }
}

/// The tabs.
#[component]
pub fn ViewTabs(views: Views) -> impl IntoView {
    let t = use_texts();
    let tab = move |link: TabLink| {
        let TabLink { name, count, href, current, .. } = link;
        view! {
            <a href=move || href() aria-current=move || current().then_some("true")>
                {name}
                {count.map(|count| view! { <span class="badge">{grouped(count, t.locale)}</span> })}
            </a>
        }
    };
    view! {
        <nav class="tabs" aria-label=t.tickets.saved_views>
            <Transition>
                {move || Suspend::new(async move {
                    let _ = views.ready.run(()).await;
                    view! {
                        <For each=move || views.links.run(()) key=|link| (link.code.clone(), link.count) let(link)>
                            {tab(link)}
                        </For>
                    }
                })}
            </Transition>
        </nav>
    }
}
