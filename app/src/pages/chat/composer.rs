//! Writing, with files that are dropped, pasted or chosen: a form that sends by itself before the page's program runs, and
//! over the socket afterwards.
//!
//! What is typed is a draft on the server; what was sent waits in the outbox until it is acknowledged. For the team the same
//! field writes an internal note when the switch is on, and "/" at its beginning finds a canned reply.

use domain::{
    chat::{MESSAGE_MAX, MessageText, Side},
    error::AppError,
    form::{at_most, clean},
    ids::ClientKey,
    ticket::command::TEXT_MAX,
};
use leptos::{ev, prelude::*};
use serde::{Deserialize, Serialize};

use super::{
    canned::{Canned, CannedList},
    facts::{Facts, TEXT, TeamParts},
    state::ChatState,
};
use crate::{
    api::tickets,
    session::{marked, use_texts},
    ui::{
        dom,
        drafts::{Draft, DraftMark, joined},
        field::{Count, Limit},
        icon::{icon, small_icon},
        keys::{on_send, take},
        problems::use_problems,
        upload::{UploadButton, UploadList, Uploads, pasted_files},
    },
};

/// What a draft keeps: a note that came back as a message would be read by the wrong side.
#[derive(Default, Serialize, Deserialize)]
struct Written {
    text: String,
    as_note: bool,
}

/// The composer.
#[component]
pub fn Composer(state: ChatState, facts: StoredValue<Facts>, team: Option<TeamParts>) -> impl IntoView {
    let t = use_texts();
    let problems = use_problems();
    let text = RwSignal::new(dom::typed_before(TEXT));
    let as_note = RwSignal::new(false);
    let busy = RwSignal::new(false);
    // Why the text cannot be sent as it is; it stays.
    let refused = RwSignal::new(None::<AppError>);
    let note_key = StoredValue::new(None::<(ClientKey, String)>);
    let over = RwSignal::new(false);
    let canned = Canned::new(text, facts);
    let draft = Draft::new(format!("ticket.{}.chat", state.ticket)).blank(&Written::default());
    draft.restore_or_join(
        move |kept: Written| {
            text.set(kept.text);
            as_note.set(kept.as_note && team.is_some());
        },
        move |kept| {
            // A note stays a note: together they are read by the team only.
            as_note.update(|on| *on |= kept.as_note && team.is_some());
            text.update(|typed| *typed = joined(&kept.text, typed));
        },
    );
    draft.keep(move || {
        let text = text.get();
        // Pressing the switch alone writes nothing.
        Written { as_note: as_note.get() && !text.is_empty(), text }
    });
    let clear = move || {
        text.set(String::new());
        draft.discard();
        dom::focus_soon(TEXT);
    };
    let uploads = Uploads::pending();
    on_cleanup(move || {
        if cfg!(feature = "hydrate") {
            uploads.cancel_all();
        }
    });
    let submit = move || {
        let typed = text.get_untracked();
        let note = team.filter(|_| as_note.get_untracked());
        let files = if note.is_some() { Vec::new() } else { untrack(|| uploads.done()) };
        // What is still on its way would be left behind: the list says so, and the button waits.
        if (typed.trim().is_empty() && files.is_empty()) || untrack(|| uploads.is_busy()) {
            return dom::focus_soon(TEXT);
        }
        let fault = if note.is_some() {
            at_most("note", &clean(&typed), TEXT_MAX).err()
        } else {
            MessageText::beside_files(&typed).err()
        };
        refused.set(fault.clone());
        if fault.is_some() {
            return dom::focus_soon(TEXT);
        }
        let Some(team) = note else {
            state.outbox.push(typed.trim().to_owned(), files);
            uploads.clear();
            return clear();
        };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        // The same note again, after an answer that never came, is one note.
        let sent =
            note_key.get_value().filter(|(_, about)| *about == typed).map_or_else(dom::fresh_key, |(key, _)| key);
        note_key.set_value(Some((sent.clone(), typed.clone())));
        state.scope.act(tickets::add_note(sent, state.ticket, typed), move |answer| {
            busy.set(false);
            match answer {
                Ok(_) => {
                    note_key.set_value(None);
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
            action=marked("/chat/messages")
            aria-label=label
            class:is-over=move || over.get()
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=move |event: ev::DragEvent| {
                event.prevent_default();
                over.set(false);
                if let Some(files) = event.data_transfer().and_then(|data| data.files()) {
                    uploads.add(&files);
                }
            }
            on:paste=move |event: ev::ClipboardEvent| {
                if let Some(files) = pasted_files(&event) {
                    event.prevent_default();
                    uploads.add(&files);
                }
            }
        >
            <input type="hidden" name="ticket" value=state.ticket.to_string() />
            <input type="hidden" name="key" value=key.as_str().to_owned() />
            <input type="hidden" name="next" value=next />
            <CannedList canned />
            <UploadList uploads />
            <textarea
                class="composer__in"
                id=TEXT
                name="text"
                rows="2"
                aria-label=move || if as_note.get() { t.chat.note.to_owned() } else { field_label.clone() }
                placeholder=move || if as_note.get() { t.chat.note_placeholder } else { t.chat.placeholder }
                aria-describedby="chat-text-count chat-text-error"
                aria-invalid=move || refused.with(Option::is_some).then_some("true")
                aria-controls=move || canned.is_open().then_some(super::canned::LIST)
                aria-activedescendant=move || canned.active()
                prop:value=move || text.get()
                on:input=move |event| {
                    text.set(event_target_value(&event));
                    refused.set(None);
                    if !as_note.get_untracked() {
                        state.say_typing();
                    }
                    if team.is_some() {
                        canned.follow();
                    }
                }
                on:keydown=move |event| {
                    take(&event, |press| canned.on_key(press));
                    on_send(&event, submit);
                }
            ></textarea>
            <div class="composer__told">
                <Count id=TEXT limit=Limit::new(text, Signal::derive(move || if as_note.get() { TEXT_MAX } else { MESSAGE_MAX })) />
                <span class="field__error" id="chat-text-error" role="alert">
                    {move || refused.get().map(|error| view! { {small_icon("circle-x")} {t.error(&error)} })}
                </span>
            </div>
            <div class="composer__bar">
                <UploadButton uploads id="chat-files" />
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
                <button type="submit" class="btn btn--primary" aria-busy=move || (busy.get() || uploads.is_busy()).then_some("true")>
                    {icon("send")}
                    {t.chat.send}
                    <kbd aria-hidden="true">"Ctrl"</kbd>
                    <kbd aria-hidden="true">"Enter"</kbd>
                </button>
            </div>
        </form>
    }
}
