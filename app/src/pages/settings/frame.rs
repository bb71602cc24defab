//! Head and side list of all settings pages, and the shape of a section that is on its way.

use leptos::prelude::*;

use super::place::Place;
use crate::{
    session::use_texts,
    ui::{dom, icon::icon, title::PageTitle},
};

/// The link of the section that is shown.
const CURRENT: &str = "settings-place";

/// The frame; its child is the section.
#[component]
pub fn SettingsFrame(#[prop(into)] place: Signal<Place>, children: Children) -> impl IntoView {
    let t = use_texts();
    // On a phone the list is one line that scrolls.
    Effect::new(move |_| {
        place.track();
        dom::scroll_into_view(CURRENT);
    });
    view! {
        <PageTitle text=Signal::derive(move || place.get().name(t).to_owned()) />
        <div class="page-head">
            <h1 tabindex="-1">{t.settings.title}</h1>
        </div>
        <div class="set">
            <nav class="set-nav" aria-label=t.settings.title>
                <Group title=t.settings.parameters places=&Place::PARAMETERS place />
                <Group title=t.settings.catalogues places=&Place::CATALOGUES place />
            </nav>
            {children()}
        </div>
    }
}

#[component]
fn Group(title: &'static str, places: &'static [Place], place: Signal<Place>) -> impl IntoView {
    let t = use_texts();
    let links = places
        .iter()
        .map(|one| {
            let one = *one;
            view! {
                <li>
                    <a
                        href=one.href()
                        id=move || (place.get() == one).then_some(CURRENT)
                        aria-current=move || (place.get() == one).then_some("page")>
                        {icon(one.icon())}
                        {one.name(t)}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <h2>{title}</h2>
        <ul>{links}</ul>
    }
}

/// The heading of a section.
#[component]
pub fn SectionHead(
    title: &'static str,
    text: &'static str,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="set-sec">
            <div>
                <h2>{title}</h2>
                <p class="muted">{text}</p>
            </div>
            {children.map(|children| children())}
        </div>
    }
}

/// The shape of a section while its data is on its way.
#[component]
pub fn SectionSkeleton() -> impl IntoView {
    let t = use_texts();
    let lines = (0..5)
        .map(|_| {
            view! {
                <div class="set-row" aria-hidden="true">
                    <span class="skel skel--m"></span>
                    <span class="skel"></span>
                </div>
            }
        })
        .collect_view();
    view! {
        <div class="set-main set-main--one" aria-busy="true">
            <p class="sr" role="status">
                {t.common.loading}
            </p>
            <div>{lines}</div>
        </div>
    }
}
