//! Internal notes: dashed brass, only for the team. What is typed is kept as a draft on the server.

use domain::{
    error::{AppError, ErrorCode},
    ticket::{
        command::TEXT_MAX,
        wire::{HistoryKind, HistoryLine},
    },
};
use leptos::prelude::*;

use super::PageState;
use crate::{
    api::tickets as api,
    session::{use_session, use_texts},
    ui::{
        dom,
        drafts::{Draft, DraftMark, RestoredMark, joined},
        field::{Field, FormErrors, Limit},
        icon::icon,
        keys::on_send,
        problems::use_problems,
    },
};

/// The tab.
#[component]
pub fn NotesTab(state: PageState) -> impl IntoView {
    let t = use_texts();
    let session = use_session();
    let now = move || state.details.with_untracked(|details| details.now);
    let notes = move || -> Vec<HistoryLine> {
        state
            .details
            .with(|details| details.history.iter().filter(|line| line.kind == HistoryKind::Note).cloned().collect())
    };
    view! {
        {state.may_write.then(|| view! { <NoteForm state /> })}
        {move || notes().is_empty().then(|| view! { <p class="empty">{t.tickets.notes_empty}</p> })}
        <ol class="notes">
            <For each=notes key=|line| line.id let(line)>
                <li class="note">
                    <p class="note__who">
                        {(t.tickets.note_by)(line.actor_name.as_deref().unwrap_or_default())}
                        <time datetime=line.at.format_iso()>{session.moment(line.at, now())}</time>
                    </p>
                    <p class="pre">{line.note}</p>
                </li>
            </For>
        </ol>
    }
}

#[component]
fn NoteForm(state: PageState) -> impl IntoView {
    let t = use_texts();
    let problems = use_problems();
    let text = RwSignal::new(dom::typed_before("note-text"));
    let errors = FormErrors::new();
    let busy = RwSignal::new(false);
    let key = StoredValue::new(None);
    let draft = Draft::new(format!("ticket.{}.note", state.id())).blank(&"");
    draft.restore_or_join(
        move |kept: String| text.set(kept),
        move |kept| text.update(|typed| *typed = joined(&kept, typed)),
    );
    draft.keep(move || text.get());
    let submit = move || {
        let typed = text.get_untracked();
        if typed.trim().is_empty() {
            errors.set(vec![AppError::on("note", ErrorCode::Required)]);
            dom::focus_soon("note-text");
            return;
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let sent = key.get_value().unwrap_or_else(dom::fresh_key);
        key.set_value(Some(sent.clone()));
        state.scope.act(api::add_note(sent, state.id(), typed), move |answer| {
            busy.set(false);
            match answer {
                Ok(row) => {
                    key.set_value(None);
                    text.set(String::new());
                    errors.clear();
                    draft.discard();
                    state.details.update(|details| details.row = row);
                    state.reload();
                    dom::focus_soon("note-text");
                }
                Err(error) => {
                    problems.note(&error);
                    errors.set(vec![error.0]);
                }
            }
        });
    };
    view! {
        <form
            class="composer composer--note"
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
            on:keydown=move |event| on_send(&event, submit)
        >
            <RestoredMark
                draft
                on_discard=Callback::new(move |()| {
                    draft.discard();
                    text.set(String::new());
                })
            />
            <Field
                id="note-text"
                label=t.tickets.add_note
                help=Signal::stored(t.tickets.note_help.to_owned())
                error=Signal::derive(move || errors.of("note").or_else(|| errors.general().into_iter().next()))
                limit=Limit::new(text, TEXT_MAX)
            >
                <textarea
                    class="input"
                    id="note-text"
                    rows="3"
                    aria-describedby="note-text-help note-text-error note-text-count"
                    aria-invalid=move || errors.of("note").map(|_| "true")
                    prop:value=move || text.get()
                    on:input=move |event| text.set(event_target_value(&event))
                ></textarea>
            </Field>
            <div class="composer__foot">
                <DraftMark draft />
                <button type="submit" class="btn btn--primary" aria-busy=move || busy.get().then_some("true")>
                    {icon("sticky-note")}
                    {t.tickets.add_note}
                </button>
            </div>
        </form>
    }
}
