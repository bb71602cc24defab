//! "Dividir atendimento": what goes on in a ticket of its own, and the notice that leads there.

use domain::{
    error::{AppError, ErrorCode},
    ids::ServiceId,
    ticket::{
        Field as TicketField,
        command::{SUBJECT_MAX, TEXT_MAX},
        wire::SplitTicket,
    },
};
use leptos::prelude::*;

use super::{PageState, service_select::ServiceSelect};
use crate::{
    api::tickets as api,
    session::use_texts,
    ui::{
        dialog::Dialog,
        dom,
        field::Field,
        form::{DialogForm, Form, TextField},
        kept_texts::KeptTexts,
        notice::Notice,
    },
};

/// What the new ticket takes over and may be no longer offered; these have no field of their own in the dialog.
const TAKEN_OVER: [TicketField; 3] = [TicketField::Requester, TicketField::Accountant, TicketField::Assignee];

/// The new ticket's number and protocol, after a split.
#[component]
pub fn SplitNotice(state: PageState) -> impl IntoView {
    let t = use_texts();
    let close = Callback::new(move |()| state.split_off.set(None));
    view! {
        <div class="tp-notices" aria-live="polite">
            {move || {
                let (id, protocol) = state.split_off.get()?;
                let title = (t.tickets.created)(id.get(), &protocol);
                Some(view! {
                    <Notice tone="green" icon_name="split" title=title on_close=close>
                        <a class="btn btn--sm" href=format!("/tickets/{id}")>
                            {(t.split.open_new)(id.get())}
                        </a>
                    </Notice>
                })
            }}
        </div>
    }
}

/// The dialog. What was typed stays until it became a ticket: a refusal or a stray Esc takes nothing away.
#[component]
pub fn SplitDialog(state: PageState) -> impl IntoView {
    let t = use_texts();
    let open = state.splitting;
    // The subject starts empty: two tickets with the same one cannot be told apart in the grid.
    let subject = RwSignal::new(String::new());
    let description = RwSignal::new(String::new());
    let present_service = move || state.details.with(|details| details.service.to_string());
    let service = RwSignal::new(untrack(present_service));
    let form = Form::new("split");
    // Kept until a ticket was opened, so that sending again after a lost answer opens no second one.
    let key = StoredValue::new(None);
    Effect::new(move |_| {
        if open.get() {
            form.errors.clear();
        }
    });
    // The service follows the ticket's until something was typed.
    Effect::new(move |_| {
        let present = present_service();
        if !open.get() && subject.with_untracked(String::is_empty) && description.with_untracked(String::is_empty) {
            service.set(present);
        }
    });
    let submit = move |()| {
        let typed = [("subject", subject.get_untracked()), ("description", description.get_untracked())];
        let missing = typed.iter().filter(|(_, text)| text.trim().is_empty());
        form.refuse(missing.map(|(field, _)| AppError::on(*field, ErrorCode::Required)).collect());
        if form.errors.first_field().is_some() {
            return;
        }
        let [(_, subject_typed), (_, description_typed)] = typed;
        let request = SplitTicket {
            key: key.get_value().unwrap_or_else(|| {
                let fresh = dom::fresh_key();
                key.set_value(Some(fresh.clone()));
                fresh
            }),
            id: state.id(),
            version: state.version(),
            service: service.get_untracked().parse().ok().map(ServiceId::new),
            subject: subject_typed,
            description: description_typed,
        };
        form.busy.set(true);
        form.scope.act(api::split_ticket(request), move |answer| {
            form.busy.set(false);
            match answer {
                Ok(opened) => {
                    key.set_value(None);
                    form.done();
                    subject.set(String::new());
                    description.set(String::new());
                    open.set(false);
                    state.split_off.set(Some(opened));
                    state.reload();
                }
                Err(error) => {
                    if error.0.code == ErrorCode::Stale {
                        state.reload();
                    }
                    form.refused(error);
                }
            }
        });
    };
    let taken_over = move || {
        TAKEN_OVER.into_iter().filter_map(move |field| {
            let sentence = form.errors.of(field.code())?;
            Some(view! { <p class="error" role="alert">{format!("{}: {sentence}", (t.tickets.field)(field))}</p> })
        })
    };
    let title = (t.split.title)(state.id().get());
    view! {
        <Dialog id="split-dialog" open title=Signal::stored(title)>
            <DialogForm
                form
                act=t.split.act
                leave=t.common.back
                on_submit=Callback::new(submit)
                on_leave=Callback::new(move |()| open.set(false))
            >
                <KeptTexts
                    form
                    record=format!("ticket.{}.split", state.id())
                    parts=vec![subject.into(), description.into(), service.into()]
                    blank=vec![String::new(), String::new(), untrack(present_service)]
                />
                <TextField
                    form
                    name="subject"
                    label=t.tickets.subject
                    value=subject
                    help=t.split.subject_help
                    required=true
                    max=SUBJECT_MAX
                />
                <TextField
                    form
                    name="description"
                    label=t.split.description
                    value=description
                    help=t.split.description_help
                    required=true
                    rows=5
                    max=TEXT_MAX
                />
                <Field
                    id="split-service"
                    label=t.tickets.service
                    required=true
                    error=Signal::derive(move || form.errors.of("service"))
                >
                    <ServiceSelect id="split-service" choices=state.choices chosen=service errors=form.errors />
                </Field>
                <p class="muted">{t.split.stays}</p>
                {move || taken_over().collect_view()}
            </DialogForm>
        </Dialog>
    }
}
