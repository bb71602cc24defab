//! Rejected and cancelled ask for a reason before anything happens.

use domain::{
    error::{AppError, ErrorCode},
    ticket::command::TEXT_MAX,
};
use leptos::prelude::*;

use super::{REASON, TicketActs, draft_of};
use crate::{
    session::use_texts,
    ui::{
        dialog::Dialog,
        form::{DialogForm, Form, TextField},
        kept_texts::KeptTexts,
        status::mark,
    },
};

/// The dialog; open while a reason is awaited.
#[component]
pub fn ReasonDialog(acts: TicketActs) -> impl IntoView {
    let t = use_texts();
    let open = RwSignal::new(false);
    let text = RwSignal::new(String::new());
    let form = Form::new("status");
    Effect::new(move |_| {
        if acts.reason.with(Option::is_some) {
            text.set(String::new());
            form.reopened();
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() && acts.reason.with_untracked(Option::is_some) {
            acts.reason.set(None);
        }
    });
    let status = move || acts.reason.get().map(|(_, status)| status);
    let submit = move |()| {
        let Some((targets, status)) = acts.reason.get_untracked() else { return };
        let reason = text.get_untracked().trim().to_owned();
        if reason.is_empty() {
            return form.refuse(vec![AppError::on("reason", ErrorCode::ReasonRequired)]);
        }
        open.set(false);
        acts.set_status(targets, status, reason);
    };
    view! {
        <Dialog
            id="reason-dialog"
            open
            class="dialog dialog--sm"
            title=Signal::derive(move || (t.tickets.reason_title)(status().map(t.tickets.status).unwrap_or_default()))
        >
            <DialogForm
                form
                act=Signal::derive(move || (t.tickets.status_act)(status().map(t.tickets.status).unwrap_or_default()))
                act_class="btn btn--danger"
                act_status=Signal::derive(move || status().map(mark))
                leave=t.common.back
                on_submit=Callback::new(submit)
                on_leave=Callback::new(move |()| open.set(false))
            >
                <KeptTexts
                    form
                    record=acts.reason.with_untracked(|asked| draft_of(asked.as_ref().map_or(&[], |(targets, _)| targets), REASON))
                    parts=vec![text.into()]
                    blank=vec![String::new()]
                />
                <TextField form name="reason" label=t.common.reason value=text required=true rows=3 max=TEXT_MAX />
            </DialogForm>
        </Dialog>
    }
}
