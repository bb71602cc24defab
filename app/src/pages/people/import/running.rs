//! The third step: the import runs. It goes on without this page.

use leptos::prelude::*;

use super::Wizard;
use crate::{api::imports as api, session::use_texts, ui::dialog::Dialog};

/// The step.
#[component]
pub fn Running(wizard: Wizard) -> impl IntoView {
    let t = use_texts();
    let words = &t.people.import;
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
        <Dialog id="import-cancel" open=asking class="dialog dialog--sm" title=Signal::stored(words.cancel_title.to_owned())>
            <div class="dialog__body">
                <p>{words.cancel_text}</p>
            </div>
            <div class="dialog__foot">
                <button type="button" class="btn" on:click=move |_| asking.set(false)>
                    {words.keep_running}
                </button>
                <button
                    type="button"
                    class="btn btn--danger"
                    on:click=move |_| {
                        asking.set(false);
                        wizard.command(api::cancel_import(wizard.id()));
                    }
                >
                    {words.cancel}
                </button>
            </div>
        </Dialog>
    }
}
