//! "Movimentar": another assignee, and the note that explains the hand-over.

use domain::{
    error::{AppError, ErrorCode},
    ids::UserId,
    ticket::wire::{BulkAct, MoveTicket},
};
use leptos::{prelude::*, task::spawn_local};

use super::{Targets, TicketActs};
use crate::{
    api::tickets as api,
    session::use_texts,
    ui::{
        dialog::Dialog,
        dom,
        field::{Field, FormErrors},
        icon::small_icon,
    },
};

/// The dialog; open while tickets wait for an assignee.
#[component]
pub fn MoveDialog(acts: TicketActs) -> impl IntoView {
    let t = use_texts();
    let open = RwSignal::new(false);
    let to = RwSignal::new(String::new());
    let note = RwSignal::new(String::new());
    let errors = FormErrors::new();
    let key = StoredValue::new(None);
    Effect::new(move |_| {
        if acts.moving.with(Option::is_some) {
            to.set(String::new());
            note.set(String::new());
            errors.clear();
            key.set_value(Some(dom::fresh_key()));
            open.set(true);
            dom::focus_soon("move-assignee");
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
    let submit = move || {
        let Some(targets) = acts.moving.get_untracked() else { return };
        let chosen = to.get_untracked().parse::<i64>().ok().map(UserId::new);
        let text = note.get_untracked();
        let mut refused = Vec::new();
        if chosen.is_none() {
            refused.push(AppError::on("assignee", ErrorCode::Required));
        }
        if text.trim().is_empty() {
            refused.push(AppError::on("note", ErrorCode::NoteRequired));
        }
        errors.set(refused);
        if let (Some(chosen), None) = (chosen, errors.first_field()) {
            send(acts, targets, chosen, text, key.get_value(), errors, open);
        } else {
            dom::focus_soon(format!("move-{}", errors.first_field().unwrap_or_default()));
        }
    };
    view! {
        <Dialog id="move-dialog" open class="dialog dialog--sm" title=Signal::derive(title)>
            <form
                class="dialog__form"
                on:submit=move |event| {
                    event.prevent_default();
                    submit();
                }
            >
                <div class="dialog__body form">
                    <Field
                        id="move-assignee"
                        label=t.tickets.new_assignee
                        required=true
                        error=Signal::derive(move || errors.of("assignee"))
                    >
                        <span class="select">
                            <select
                                class="input"
                                id="move-assignee"
                                aria-describedby="move-assignee-help move-assignee-error"
                                aria-invalid=move || errors.of("assignee").map(|_| "true")
                                on:change=move |event| to.set(event_target_value(&event))
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
                    <Field
                        id="move-note"
                        label=t.tickets.move_note
                        required=true
                        error=Signal::derive(move || errors.of("note"))
                    >
                        <textarea
                            class="input"
                            id="move-note"
                            rows="3"
                            aria-describedby="move-note-help move-note-error"
                            aria-invalid=move || errors.of("note").map(|_| "true")
                            prop:value=move || note.get()
                            on:input=move |event| note.set(event_target_value(&event))
                        ></textarea>
                    </Field>
                    {move || errors.general().into_iter().map(|text| view! { <p class="error" role="alert">{text}</p> }).collect_view()}
                </div>
                <div class="dialog__foot">
                    <button type="button" class="btn" on:click=move |_| open.set(false)>
                        {t.common.cancel}
                    </button>
                    <button
                        type="submit"
                        class="btn btn--primary"
                        aria-busy=move || acts.busy.get().then_some("true")
                    >
                        {t.tickets.move_on}
                    </button>
                </div>
            </form>
        </Dialog>
    }
}

/// Loads the choices when a dialog first needs them.
fn load_choices(acts: TicketActs) {
    if acts.choices.with_untracked(|choices| !choices.users.is_empty()) {
        return;
    }
    spawn_local(async move {
        match api::ticket_choices().await {
            Ok(choices) => acts.choices.set(choices),
            Err(error) => acts.problems.tell(&error),
        }
    });
}

fn send(
    acts: TicketActs,
    targets: Targets,
    to: UserId,
    note: String,
    key: Option<domain::ids::ClientKey>,
    errors: FormErrors,
    open: RwSignal<bool>,
) {
    let [(id, version)] = targets[..] else {
        open.set(false);
        return acts.bulk(targets, BulkAct::Assign { to, note });
    };
    if acts.busy.get_untracked() {
        return;
    }
    acts.busy.set(true);
    let key = key.unwrap_or_else(dom::fresh_key);
    spawn_local(async move {
        let answer = api::move_ticket(MoveTicket { key, id, version, to: Some(to), note }).await;
        acts.busy.set(false);
        match answer {
            Ok(row) => {
                open.set(false);
                acts.toasts.success((use_texts().tickets.moved)(row.assignee_name.as_deref().unwrap_or_default()));
                acts.changed.run(row);
            }
            Err(error) => {
                acts.problems.note(&error);
                if error.0.code == ErrorCode::Stale {
                    acts.stale.run(id);
                }
                errors.set(vec![error.0]);
            }
        }
    });
}
