//! A message inside the page that stays until it is solved or closed: the two messages after a change of status.

use leptos::prelude::*;

use super::icon::icon;
use crate::session::use_texts;

/// A notice. `tone` is a colour family: green for success, red for failure, amber for a warning, blue for information.
#[component]
pub fn Notice(
    tone: &'static str,
    icon_name: &'static str,
    #[prop(into)] title: String,
    #[prop(optional, into)] detail: String,
    #[prop(optional, into)] on_close: Option<Callback<()>>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let t = use_texts();
    let role = if tone == "red" { "alert" } else { "status" };
    view! {
        <div class="notice" data-tone=tone role=role>
            {icon(icon_name)}
            <p class="grow">
                <strong>{title}</strong>
                {(!detail.is_empty()).then(|| format!(" {detail}"))}
            </p>
            {children.map(|children| children())}
            {on_close
                .map(|close| {
                    view! {
                        <button
                            type="button"
                            class="btn btn--ghost btn--icon btn--sm"
                            aria-label=t.common.close
                            on:click=move |_| close.run(())
                        >
                            {icon("x")}
                        </button>
                    }
                })}
        </div>
    }
}
