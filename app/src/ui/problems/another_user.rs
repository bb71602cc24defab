//! The strip across the top while somebody else is signed in on this browser: it stays when the dialog was closed, and leads
//! back to it.

use leptos::prelude::*;

use super::use_problems;
use crate::{
    session::{use_session, use_texts},
    ui::icon::icon,
};

/// The strip.
#[component]
pub fn AnotherUserStrip() -> impl IntoView {
    let t = use_texts();
    let problems = use_problems();
    let mine = use_session().actor.map(|actor| actor.name).unwrap_or_default();
    let other = move || problems.another_user.get().filter(|_| !problems.session_ended.get());
    view! {
        {move || {
            let (mine, now) = other().map(|now| super::short_names(&mine, &now))?;
            Some(
                view! {
                    <div class="strip" data-tone="amber" role="status">
                        {icon("user")}
                        <strong>{(t.shell.another_title)(&now)}</strong>
                        <button
                            type="button"
                            class="btn btn--sm"
                            on:click=move |_| problems.session_ended.set(true)
                        >
                            {(t.shell.enter_as)(&mine)}
                        </button>
                    </div>
                },
            )
        }}
    }
}
