//! Writing: a form that sends by itself before the page's program runs, and over the socket afterwards.
//!
//! What is typed is a draft on the server; what was sent waits in the outbox until it is acknowledged. For the team the same
//! field writes an internal note when the switch is on, and "/" at its beginning finds a canned reply.

use domain::chat::{MESSAGE_MAX, Side};
use leptos::{prelude::*, task::spawn_local};

use super::{
    canned::{Canned, CannedList},
    conversation::{Facts, TeamParts},
    state::ChatState,
};
use crate::{
    api::tickets,
    session::use_texts,
    ui::{
        dom,
        drafts::{Draft, DraftMark},
        icon::icon,
        problems::use_problems,
    },
};

/// The field one writes in.
pub const TEXT: &str = "chat-text";

/// The composer.
#[component]
pub fn Composer(state: ChatState, facts: StoredValue<Facts>, team: Option<TeamParts>) -> impl IntoView {
    let t = use_texts();
    let problems = use_problems();
    let text = RwSignal::new(String::new());
    let as_note = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let canned = Canned::new(text, facts);
    let draft = Draft::new(format!("ticket.{}.chat", state.ticket));
    draft.restore(move |kept: String| {
        if text.with_untracked(String::is_empty) {
            text.set(kept);
        }
    });
    draft.keep(move || text.get());
    let clear = move || {
        text.set(String::new());
        draft.discard();
        dom::focus_soon(TEXT);
    };
    let submit = move || {
        let typed = text.get_untracked();
        if typed.trim().is_empty() {
            return dom::focus_soon(TEXT);
        }
        let Some(team) = team.filter(|_| as_note.get_untracked()) else {
            state.outbox.push(typed.trim().to_owned());
            return clear();
        };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let answer = tickets::add_note(dom::fresh_key(), state.ticket, typed).await;
            busy.set(false);
            match answer {
                Ok(_) => {
                    clear();
                    as_note.set(false);
                    team.noted.run(());
                }
                Err(error) => problems.tell(&error),
            }
        });
    };
    let (peer, key) = facts.with_value(|facts| (facts.peer.clone(), facts.opened.form_key.clone()));
    let label = (t.chat.message_for)(&peer);
    let field_label = label.clone();
    let next = match state.side {
        Side::Staff => format!("/tickets/{}?tab=chat", state.ticket),
        Side::Requester => format!("/portal/tickets/{}", state.ticket),
    };
    view! {
        <form
            class="composer"
            class:composer--note=move || as_note.get()
            method="post"
            action="/chat/messages"
            aria-label=label
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <input type="hidden" name="ticket" value=state.ticket.to_string() />
            <input type="hidden" name="key" value=key.as_str().to_owned() />
            <input type="hidden" name="next" value=next />
            <CannedList canned />
            <textarea
                class="composer__in"
                id=TEXT
                name="text"
                rows="2"
                required
                maxlength=MESSAGE_MAX.to_string()
                aria-label=move || if as_note.get() { t.chat.note.to_owned() } else { field_label.clone() }
                placeholder=move || if as_note.get() { t.chat.note_placeholder } else { t.chat.placeholder }
                aria-controls=move || canned.is_open().then_some(super::canned::LIST)
                aria-activedescendant=move || canned.active()
                prop:value=move || text.get()
                on:input=move |event| {
                    text.set(event_target_value(&event));
                    if !as_note.get_untracked() {
                        state.say_typing();
                    }
                    if team.is_some() {
                        canned.follow();
                    }
                }
                on:keydown=move |event| {
                    if canned.on_key(&event) {
                        return;
                    }
                    if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                        event.prevent_default();
                        submit();
                    } else if event.key() == "Escape" {
                        event.stop_propagation();
                        if let Some(field) = dom::by_id(TEXT) {
                            let _ = field.blur();
                        }
                    }
                }
            ></textarea>
            <div class="composer__bar">
                // The button of the files stands here.
                {team
                    .map(|_| {
                        view! {
                            <button
                                type="button"
                                class="btn btn--ghost btn--icon"
                                aria-label=t.chat.canned
                                title=format!("{} (/)", t.chat.canned)
                                aria-expanded=move || canned.is_open().to_string()
                                on:click=move |_| canned.toggle()
                            >
                                {icon("zap")}
                            </button>
                            <button
                                type="button"
                                class="btn btn--ghost"
                                aria-pressed=move || as_note.get().to_string()
                                on:click=move |_| {
                                    as_note.update(|on| *on = !*on);
                                    dom::focus_soon(TEXT);
                                }
                            >
                                {icon("sticky-note")}
                                <span class="sr-md">{t.chat.note}</span>
                            </button>
                        }
                    })}
                <DraftMark draft />
                <button type="submit" class="btn btn--primary" aria-busy=move || busy.get().then_some("true")>
                    {icon("send")}
                    {t.chat.send}
                    <kbd aria-hidden="true">"Ctrl"</kbd>
                    <kbd aria-hidden="true">"Enter"</kbd>
                </button>
            </div>
        </form>
    }
}
