//! The third step: the import runs. It goes on without this page.

use leptos::prelude::*;

use super::Wizard;
use crate::{api::imports as api, session::use_texts, ui::confirm::Confirm};

/// The step.
#[component]
pub fn Running(wizard: Wizard) -> impl IntoView {
    let t = use_texts();
    let words = &t.imports;
    let asking = RwSignal::new(false);
    let count =
        move |read: fn(&domain::person::import::ImportStatus) -> u64| wizard.import.with(|import| read(&import.status));
    let done = move || count(|status| status.done_rows);
    let total = move || count(|status| status.total_rows);
    view! {
        <div class="wiz__body" tabindex="0" role="region" aria-label=words.step_run>
            <div class="run">
                <h2>{words.importing}</h2>
                <progress
                    class="progress progress--lg"
                    max=move || total().max(1).to_string()
                    value=move || done().to_string()
                    aria-label=words.importing
                ></progress>
                <p class="run__line" role="status">
                    <span>{move || (words.progress)(done(), total())}</span>
                    <span>{move || (words.faults)(count(|status| status.bad_rows))}</span>
                </p>
            </div>
            <p class="faint">{words.leave_note}</p>
        </div>
        <div class="wiz__foot">
            <button type="button" class="btn btn--danger-quiet" aria-haspopup="dialog" on:click=move |_| asking.set(true)>
                {words.cancel}
            </button>
        </div>
        <Confirm
            id="import-cancel"
            open=asking
            title=words.cancel_title
            text=words.cancel_text
            act=words.cancel
            leave=words.keep_running
            on_act=Callback::new(move |()| {
                asking.set(false);
                wizard.command(api::cancel_import(wizard.id()));
            })
        />
    }
}
