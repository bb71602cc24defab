//! "Movimentar": another assignee, and the note that explains the hand-over.

use domain::{
    error::{AppError, ErrorCode},
    ids::UserId,
    ticket::{
        command::TEXT_MAX,
        wire::{BulkAct, MoveTicket},
    },
};
use leptos::prelude::*;

use super::{MOVE, Targets, TicketActs, draft_of};
use crate::{
    api::tickets as api,
    session::use_texts,
    ui::{
        dialog::Dialog,
        field::Field,
        form::{DialogForm, Form, TextField},
        icon::small_icon,
        kept_texts::KeptTexts,
    },
};

/// The field it begins with, for a selector.
pub const ASSIGNEE: &str = "#move-assignee";

/// The dialog; open while tickets wait for an assignee.
#[component]
pub fn MoveDialog(acts: TicketActs) -> impl IntoView {
    let t = use_texts();
    let open = RwSignal::new(false);
    let to = RwSignal::new(String::new());
    let note = RwSignal::new(String::new());
    let form = Form::new("move");
    Effect::new(move |_| {
        if acts.moving.with(Option::is_some) {
            to.set(String::new());
            note.set(String::new());
            form.reopened();
            open.set(true);
            load_choices(acts);
        }
    });
    Effect::new(move |_| {
        if !open.get() && acts.moving.with_untracked(Option::is_some) {
            acts.moving.set(None);
        }
    });
    let title = move || match acts.moving.get().as_deref() {
        Some([(id, _)]) => (t.tickets.move_title)(id.get()),
        _ => t.tickets.move_on.to_owned(),
    };
    let submit = move |()| {
        let Some(targets) = acts.moving.get_untracked() else { return };
        let chosen = to.get_untracked().parse::<i64>().ok().map(UserId::new);
        let text = note.get_untracked();
        let lacks = |missing: bool, field: &str, code: ErrorCode| missing.then(|| AppError::on(field, code));
        let faults = [
            lacks(chosen.is_none(), "assignee", ErrorCode::Required),
            lacks(text.trim().is_empty(), "note", ErrorCode::NoteRequired),
        ];
        form.refuse(faults.into_iter().flatten().collect());
        if let (Some(chosen), None) = (chosen, form.errors.first_field()) {
            send(acts, form, open, targets, chosen, text);
        }
    };
    let error = Signal::derive(move || form.errors.of("assignee"));
    view! {
        <Dialog id="move-dialog" open class="dialog dialog--sm" title=Signal::derive(title)>
            <DialogForm
                form
                act=t.tickets.move_on
                on_submit=Callback::new(submit)
                on_leave=Callback::new(move |()| open.set(false))
            >
                <KeptTexts
                    form
                    record=draft_of(&acts.moving.get_untracked().unwrap_or_default(), MOVE)
                    parts=vec![to.into(), note.into()]
                    blank=vec![String::new(), String::new()]
                />
                <Field id="move-assignee" label=t.tickets.new_assignee required=true error>
                    <span class="select">
                        <select
                            class="input"
                            id="move-assignee"
                            aria-describedby="move-assignee-help move-assignee-error"
                            aria-invalid=move || error.get().map(|_| "true")
                            on:change=move |event| {
                                form.touched();
                                to.set(event_target_value(&event));
                            }
                            prop:value=move || to.get()
                        >
                            <option value="">{t.tickets.choose}</option>
                            <For
                                each=move || acts.choices.with(|choices| choices.users.clone())
                                key=|user| user.id
                                let(user)
                            >
                                <option value=user.id.to_string() disabled=!user.active>
                                    {user.name}
                                </option>
                            </For>
                        </select>
                        {small_icon("chevron-down")}
                    </span>
                </Field>
                <TextField form name="note" label=t.tickets.move_note value=note required=true rows=3 max=TEXT_MAX />
            </DialogForm>
        </Dialog>
    }
}

/// Loads the choices when a dialog first needs them.
fn load_choices(acts: TicketActs) {
    if acts.choices.with_untracked(|choices| !choices.users.is_empty()) {
        return;
    }
    acts.scope.spawn(async move {
        match api::ticket_choices().await {
            Ok(choices) => acts.choices.set(choices),
            Err(error) => acts.problems.tell(&error),
        }
    });
}

fn send(acts: TicketActs, form: Form, open: RwSignal<bool>, targets: Targets, to: UserId, note: String) {
    let [(id, version)] = targets[..] else {
        open.set(false);
        return acts.bulk(targets, BulkAct::Assign { to, note });
    };
    form.busy.set(true);
    acts.busy.set(true);
    let key = form.key();
    acts.scope.act(api::move_ticket(MoveTicket { key, id, version, to: Some(to), note }), move |answer| {
        form.busy.set(false);
        acts.busy.set(false);
        match answer {
            Ok(row) => {
                form.done();
                open.set(false);
                acts.toasts.success((use_texts().tickets.moved)(row.assignee_name.as_deref().unwrap_or_default()));
                acts.changed.run(row);
            }
            Err(error) => {
                if error.0.code == ErrorCode::Stale {
                    acts.stale.run(id);
                }
                form.refused(error);
            }
        }
    });
}
