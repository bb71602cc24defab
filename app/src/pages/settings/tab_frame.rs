//! What every tab of "Parâmetros gerais" has around its rows: heading, form, what stands beside it, and who changed it last.

use domain::{settings::wire::LastChange, time::format_date_time};
use leptos::prelude::*;

use super::{
    frame::SectionHead,
    tab_state::{TabForm, TabState},
};
use crate::{
    session::{use_session, use_texts},
    ui::{icon::small_icon, notice::Notice},
};

/// What the frame needs of a tab, without the type of its form: a copy of the frame for each would be paid by every browser.
#[derive(Clone, Copy)]
pub struct Framed {
    save: Callback<()>,
    stale: Signal<bool>,
    last: Signal<Option<LastChange>>,
}

impl<F: TabForm> From<TabState<F>> for Framed {
    fn from(state: TabState<F>) -> Self {
        Self { save: Callback::new(move |()| state.save()), stale: state.stale.into(), last: state.last.into() }
    }
}

/// The frame; the rows are its child. Enter in a field saves; the visible button is in the bar below.
#[component]
pub fn TabFrame(
    #[prop(into)] tab: Framed,
    title: &'static str,
    text: &'static str,
    /// What stands beside the form, or below it in one column.
    #[prop(optional, into)]
    aside: Option<AnyView>,
    #[prop(optional)] one_column: bool,
    children: Children,
) -> impl IntoView {
    let t = use_texts();
    let class = if one_column { "set-main set-main--one" } else { "set-main" };
    view! {
        <div class=class tabindex="0" role="region" aria-label=title>
            <form
                class="set-form"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    tab.save.run(());
                }
            >
                <SectionHead title text />
                <StaleNotice stale=tab.stale />
                {children()}
                <button type="submit" class="sr" tabindex="-1" aria-hidden="true">
                    {t.settings.save_settings}
                </button>
            </form>
            {aside}
            <LastChangeLine last=tab.last />
        </div>
    }
}

/// Who changed it last, from the audit.
#[component]
pub fn LastChangeLine(#[prop(into)] last: Signal<Option<LastChange>>) -> impl IntoView {
    let t = use_texts();
    let zone = use_session().zone;
    let text = move || {
        last.get().map_or_else(
            || t.settings.never_changed.to_owned(),
            |last| (t.settings.last_change)(&last.by, &format_date_time(last.at.local(zone))),
        )
    };
    view! { <p class="set-audit faint">{small_icon("history")} {text}</p> }
}

/// Says that somebody else saved first. Nothing typed is lost, and the rows now say what was saved.
#[component]
pub fn StaleNotice(#[prop(into)] stale: Signal<bool>) -> impl IntoView {
    let t = use_texts();
    view! {
        <Show when=move || stale.get()>
            <Notice tone="amber" icon_name="triangle-alert" title=t.settings.stale_title detail=t.settings.stale_text />
        </Show>
    }
}
