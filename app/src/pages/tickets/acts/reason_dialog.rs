//! Rejected and cancelled ask for a reason before anything happens.

use leptos::prelude::*;

use super::TicketActs;
use crate::{
    session::use_texts,
    ui::{dialog::Dialog, dom, field::Field, status::mark},
};

/// The dialog; open while a reason is awaited.
#[component]
pub fn ReasonDialog(acts: TicketActs) -> impl IntoView {
    let t = use_texts();
    let open = RwSignal::new(false);
    let text = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        if acts.reason.with(Option::is_some) {
            text.set(String::new());
            error.set(None);
            open.set(true);
            dom::focus_soon("reason-text");
        }
    });
    Effect::new(move |_| {
        if !open.get() && acts.reason.with_untracked(Option::is_some) {
            acts.reason.set(None);
        }
    });
    let status_name = move || acts.reason.get().map(|(_, status)| (t.tickets.status)(status)).unwrap_or_default();
    let submit = move || {
        let Some((targets, status)) = acts.reason.get_untracked() else { return };
        let reason = text.get_untracked().trim().to_owned();
        if reason.is_empty() {
            error.set(Some(t.error(&domain::error::ErrorCode::ReasonRequired.into())));
            dom::focus_soon("reason-text");
            return;
        }
        open.set(false);
        acts.set_status(targets, status, reason);
    };
    view! {
        <Dialog
            id="reason-dialog"
            open
            class="dialog dialog--sm"
            title=Signal::derive(move || (t.tickets.reason_title)(status_name()))
        >
            <form
                class="dialog__form"
                on:submit=move |event| {
                    event.prevent_default();
                    submit();
                }
            >
                <div class="dialog__body">
                    <Field id="reason-text" label=t.common.reason required=true error=error>
                        <textarea
                            class="input"
                            id="reason-text"
                            rows="3"
                            aria-describedby="reason-text-help reason-text-error"
                            aria-invalid=move || error.get().map(|_| "true")
                            prop:value=move || text.get()
                            on:input=move |event| text.set(event_target_value(&event))
                        ></textarea>
                    </Field>
                </div>
                <div class="dialog__foot">
                    <button type="button" class="btn" on:click=move |_| open.set(false)>
                        {t.common.back}
                    </button>
                    <button
                        type="submit"
                        class="btn btn--danger"
                        data-st=move || acts.reason.get().map(|(_, status)| mark(status))
                    >
                        {move || (t.tickets.status_act)(status_name())}
                    </button>
                </div>
            </form>
        </Dialog>
    }
}
