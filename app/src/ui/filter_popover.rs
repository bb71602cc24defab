//! The frame around the fields of a list's filters: a popover with its heading, "Limpar" and "Aplicar". The fields are the child.

use leptos::prelude::*;

use super::{icon::icon, scope::Scope};
use crate::session::use_texts;

/// The popover; a button with `popovertarget={id}` opens it. Its content is filled by `on_open`, before it is seen.
#[component]
pub fn FilterPopover(
    id: &'static str,
    on_open: Callback<()>,
    on_apply: Callback<()>,
    on_clear: Callback<()>,
    children: Children,
) -> impl IntoView {
    let t = &use_texts().common;
    let form = format!("{id}-form");
    view! {
        <div class="pop" popover="auto" id=id on:beforetoggle=Scope::new().hears(move |_: web_sys::Event| on_open.run(()))>
            <div class="pop__head">
                <h2>{t.filter}</h2>
                <button
                    type="button"
                    class="btn btn--ghost btn--icon btn--sm"
                    popovertarget=id
                    popovertargetaction="hide"
                    aria-label=t.close
                >
                    {icon("x")}
                </button>
            </div>
            <form
                id=form.clone()
                class="pop__body form"
                on:submit=move |event| {
                    event.prevent_default();
                    on_apply.run(());
                }
            >
                {children()}
            </form>
            <div class="pop__foot">
                <button type="button" class="btn btn--ghost" on:click=move |_| on_clear.run(())>
                    {t.clear}
                </button>
                <button type="submit" form=form class="btn btn--primary">
                    {t.apply}
                </button>
            </div>
        </div>
    }
}
