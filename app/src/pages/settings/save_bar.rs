//! The bar that says what is not saved yet, who changed a tab last, and that somebody else was faster.

use domain::{settings::wire::LastChange, time::format_date_time};
use leptos::{ev, prelude::*};

use super::tab_state::{TabForm, TabState};
use crate::{
    session::{use_session, use_texts},
    ui::{icon::small_icon, notice::Notice, scope::on_window},
};

/// "1 alteração não salva", with Descartar and Salvar (Ctrl+S).
#[component]
pub fn SaveBar<F: TabForm>(state: TabState<F>) -> impl IntoView {
    let t = use_texts();
    on_window(ev::keydown, move |event| {
        let control = event.ctrl_key() || event.meta_key();
        if control && !event.alt_key() && !event.shift_key() && event.key().eq_ignore_ascii_case("s") {
            // Also when nothing is to be saved: the browser's own "save page" is never meant here.
            event.prevent_default();
            state.save();
        }
    });
    let count = Memo::new(move |_| state.changes());
    view! {
        <p class="sr" role="status">
            {move || Some(count.get()).filter(|count| *count > 0).map(t.common.unsaved)}
        </p>
        <Show when=move || 0 < count.get()>
            <div class="savebar" role="region" aria-label=t.settings.save_settings>
                <span class="st" data-tone="brass">
                    <span class="dot"></span>
                    {move || (t.common.unsaved)(count.get())}
                </span>
                <span class="push"></span>
                <button type="button" class="btn btn--ghost" disabled=move || state.busy.get() on:click=move |_| state.discard()>
                    {t.common.discard}
                </button>
                <button
                    type="button"
                    class="btn btn--primary"
                    aria-keyshortcuts="Control+S"
                    aria-busy=move || state.busy.get().then_some("true")
                    on:click=move |_| state.save()
                >
                    {t.settings.save_settings}
                    <kbd aria-hidden="true">"Ctrl"</kbd>
                    <kbd aria-hidden="true">"S"</kbd>
                </button>
            </div>
        </Show>
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
