//! Linking to, or merging into, another ticket: both ask for its number.

use domain::{
    error::{AppError, ErrorCode},
    ids::TicketId,
};
use leptos::{prelude::*, task::spawn_local};

use super::PageState;
use crate::{
    api::tickets as api,
    session::use_texts,
    ui::{
        dialog::Dialog,
        dom,
        field::{Field, FormErrors},
        problems::use_problems,
    },
};

/// Both dialogs.
#[component]
pub fn TieDialogs(state: PageState) -> impl IntoView {
    let t = use_texts();
    let id = state.id().get();
    view! {
        <NumberDialog
            id="link-dialog"
            open=state.linking
            title=(t.tickets.link_title)(id)
            label=t.tickets.link_other
            help=""
            act_label=t.tickets.link
            field="other"
            state
            merge=false
        />
        <NumberDialog
            id="merge-dialog"
            open=state.merging
            title=(t.tickets.merge_title)(id)
            label=t.tickets.merge_into
            help=t.tickets.merge_help
            act_label=t.tickets.merge
            field="into"
            state
            merge=true
        />
    }
}

#[component]
fn NumberDialog(
    id: &'static str,
    open: RwSignal<bool>,
    title: String,
    label: &'static str,
    help: &'static str,
    act_label: &'static str,
    field: &'static str,
    state: PageState,
    merge: bool,
) -> impl IntoView {
    let t = use_texts();
    let problems = use_problems();
    let typed = RwSignal::new(String::new());
    let errors = FormErrors::new();
    let busy = RwSignal::new(false);
    let input_id = StoredValue::new(format!("{id}-number"));
    Effect::new(move |_| {
        if open.get() {
            typed.set(String::new());
            errors.clear();
            dom::focus_soon(input_id.get_value());
        }
    });
    let submit = move || {
        let digits = domain::search::digits(&typed.get_untracked());
        let Ok(number) = digits.parse::<i64>() else {
            errors.set(vec![AppError::on(field, ErrorCode::Required)]);
            return;
        };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let other = TicketId::new(number);
            let answer = if merge {
                api::merge_ticket(dom::fresh_key(), state.id(), state.version(), other).await.map(|_| ())
            } else {
                api::link_tickets(dom::fresh_key(), state.id(), other).await
            };
            busy.set(false);
            match answer {
                Ok(()) => {
                    open.set(false);
                    state.reload();
                }
                Err(error) => {
                    problems.note(&error);
                    errors.set(vec![error.0]);
                }
            }
        });
    };
    view! {
        <Dialog id open class="dialog dialog--sm" title=Signal::stored(title)>
            <form
                class="dialog__form"
                on:submit=move |event| {
                    event.prevent_default();
                    submit();
                }
            >
                <div class="dialog__body form">
                    <Field
                        id=input_id.get_value()
                        label=label
                        required=true
                        help=Signal::stored(help.to_owned())
                        error=Signal::derive(move || errors.of(field))
                    >
                        <input
                            class="input code"
                            id=input_id.get_value()
                            inputmode="numeric"
                            autocomplete="off"
                            aria-describedby=input_id.with_value(|id| format!("{id}-help {id}-error"))
                            aria-invalid=move || errors.of(field).map(|_| "true")
                            prop:value=move || typed.get()
                            on:input=move |event| typed.set(event_target_value(&event))
                        />
                    </Field>
                    {move || errors.general().into_iter().map(|text| view! { <p class="error" role="alert">{text}</p> }).collect_view()}
                </div>
                <div class="dialog__foot">
                    <button type="button" class="btn" on:click=move |_| open.set(false)>
                        {t.common.back}
                    </button>
                    <button type="submit" class="btn btn--primary" aria-busy=move || busy.get().then_some("true")>
                        {act_label}
                    </button>
                </div>
            </form>
        </Dialog>
    }
}
