//! The messages, oldest first, with what stands between them. A screen reader hears new ones politely (`role="log"`).

use domain::{
    chat::{
        Delivery, Message, Side, delivery,
        link::{Piece, pieces},
    },
    file::wire::FileRow,
    page_user::told_apart,
    time::UtcMillis,
};
use leptos::prelude::*;

use super::{
    facts::{Facts, TeamParts},
    items::{ChatNote, Item, items},
    outbox::Pending,
    state::{ChatState, LOG},
};
use crate::{
    live::LiveState,
    session::{use_session, use_texts},
    ui::{
        avatar::Avatar,
        dom,
        icon::{icon, sized_icon, small_icon},
        problems::use_problems,
    },
};

/// Older messages are fetched when the top is so near, in pixels.
const NEAR_TOP: i32 = 200;

/// The log.
#[component]
pub fn Log(state: ChatState, facts: StoredValue<Facts>, team: Option<TeamParts>) -> impl IntoView {
    let t = use_texts();
    let zone = use_session().zone;
    let peer = facts.with_value(|facts| facts.peer.clone());
    let now = facts.with_value(|facts| facts.opened.now);
    let notes = move || team.map(|team| team.notes.get()).unwrap_or_default();
    let lines =
        Memo::new(move |_| state.messages.with(|messages| items(messages, &notes(), state.side, state.missed, zone)));
    let loading = RwSignal::new(false);
    let older = move || {
        if state.has_older.get_untracked() && !loading.get_untracked() {
            loading.set(true);
            state.load_older(move || {
                let _ = loading.try_set(false);
            });
        }
    };
    let on_scroll = state.scope.hears(move |_| {
        state.report();
        // Laid out from its end: the way up is negative.
        let near =
            dom::by_id(LOG).is_some_and(|log| log.scroll_height() - log.client_height() + log.scroll_top() < NEAR_TOP);
        if near {
            older();
        }
    });
    let label = (t.chat.log)(&peer);
    let empty = (t.chat.empty)(&peer);
    view! {
        <div class="chat__log" id=LOG role="log" aria-label=label tabindex="0" on:scroll=on_scroll>
            <ol>
                <Show when=move || state.has_older.get()>
                    <li class="chat__older">
                        <button
                            type="button"
                            class="btn btn--sm"
                            aria-busy=move || loading.get().then_some("true")
                            on:click=move |_| older()
                        >
                            {icon("chevron-up")}
                            {t.chat.older}
                        </button>
                    </li>
                </Show>
                {move || {
                    let nothing = lines.with(Vec::is_empty) && state.outbox.pending.with(Vec::is_empty);
                    nothing.then(|| view! { <li class="chat__empty muted">{empty.clone()}</li> })
                }}
                <For each=move || lines.get() key=Item::key let(item)>
                    {line(item, state, now)}
                </For>
                <For
                    each=move || state.outbox.pending.get()
                    key=|one| (one.key.clone(), one.refused.is_some())
                    let(pending)
                >
                    {on_its_way(pending, state)}
                </For>
                {move || state.typing.get().map(|(name, _)| typing(&name))}
            </ol>
        </div>
    }
}

fn line(item: Item, state: ChatState, now: UtcMillis) -> AnyView {
    let t = use_texts();
    let zone = use_session().zone;
    match item {
        Item::Day(at) => view! {
            <li class="day">
                <span>{t.time.day(at, now, zone)}</span>
            </li>
        }
        .into_any(),
        Item::New(count) => view! {
            <li class="unread">
                <span>{(t.chat.new_line)(count)}</span>
            </li>
        }
        .into_any(),
        Item::Note(note) => noted(note),
        Item::Message { message, continued } => said(message, continued, state),
    }
}

fn noted(note: ChatNote) -> AnyView {
    let t = use_texts();
    let zone = use_session().zone;
    view! {
        <li class="msg msg--out msg--note">
            <div class="msg__box">
                <b class="msg__who">{(t.tickets.note_by)(&note.name)}</b>
                {text_of(&note.text)}
            </div>
            <span class="msg__meta">
                <time datetime=note.at.format_iso()>{note.at.format_time(zone)}</time>
            </span>
        </li>
    }
    .into_any()
}

fn said(message: Message, continued: bool, state: ChatState) -> AnyView {
    let zone = use_session().zone;
    let out = message.side == state.side;
    let name = message.name.split_whitespace().next().unwrap_or_default().to_owned();
    let (seq, side, at) = (message.seq, message.side, message.at);
    let fate = out.then(|| view! { {move || fate_of(state.marks.with(|marks| delivery(seq, side, marks)))} });
    // A customer's own messages need no name; colleagues' do.
    let named = !continued && (side == Side::Staff || !out);
    view! {
        <li class="msg" class:msg--out=out class:msg--in=!out class:is-cont=continued>
            {(!out)
                .then(|| {
                    if continued {
                        view! { <span class="avatar--gap"></span> }.into_any()
                    } else {
                        view! { <Avatar name=message.name.clone() small=true /> }.into_any()
                    }
                })}
            <div class="msg__box">
                <b class="msg__who" class:sr=!named>
                    {name}
                </b>
                {(!message.text.is_empty()).then(|| text_of(&message.text))} {files_of(message.files)}
            </div>
            <span class="msg__meta">{fate} <time datetime=at.format_iso()>{at.format_time(zone)}</time></span>
        </li>
    }
    .into_any()
}

fn fate_of(delivery: Delivery) -> AnyView {
    let t = use_texts();
    let name = if delivery == Delivery::Sent { "check" } else { "check-check" };
    view! {
        <span class="deliv" class:is-read=delivery == Delivery::Read>
            {sized_icon(name, "ic ic--12")}
            {(t.chat.delivery)(delivery)}
        </span>
    }
    .into_any()
}

fn on_its_way(pending: Pending, state: ChatState) -> AnyView {
    let t = use_texts();
    let connection = state.live().state();
    let another = use_problems().another_user;
    let me = use_session().actor.map(|actor| actor.name).unwrap_or_default();
    let waits = move || match another.get() {
        // It is sent by nobody else.
        Some(now) => (t.chat.waits_for)(told_apart(&me, &now).0),
        None if connection.get() == LiveState::Connected => t.chat.sending.to_owned(),
        None => t.chat.waits.to_owned(),
    };
    let (key, again) = (pending.key.clone(), pending.key.clone());
    let outbox = state.outbox;
    let fate = match &pending.refused {
        None => view! {
            <span class="deliv">
                {sized_icon("clock", "ic ic--12")}
                {waits}
            </span>
        }
        .into_any(),
        Some(error) => view! {
            <span class="deliv is-fail" role="alert">
                {sized_icon("circle-alert", "ic ic--12")}
                {format!("{}. {}", t.chat.not_sent, t.error(error))}
            </span>
            <button type="button" class="btn btn--ghost btn--sm" on:click=move |_| outbox.retry(&again)>
                {t.chat.send_again}
            </button>
            <button
                type="button"
                class="btn btn--ghost btn--icon btn--sm"
                aria-label=t.chat.discard
                on:click=move |_| outbox.drop_key(key.as_str())
            >
                {small_icon("x")}
            </button>
        }
        .into_any(),
    };
    view! {
        <li class="msg msg--out is-waiting">
            <div class="msg__box">
                {(!pending.text.is_empty()).then(|| text_of(&pending.text))} {files_of(pending.files)}
            </div>
            <span class="msg__meta">{fate}</span>
        </li>
    }
    .into_any()
}

/// The files of a message: pictures are shown, everything can be kept.
fn files_of(files: Vec<FileRow>) -> AnyView {
    let t = &use_texts().files;
    if files.is_empty() {
        return ().into_any();
    }
    let line = |file: FileRow| -> AnyView {
        let picture = file.image().map(|source| {
            let href = source.clone();
            view! {
                <a class="msg__photo" href=href target="_blank" rel="noopener" aria-label=(t.open_image)(&file.name)>
                    <img src=source alt="" loading="lazy" />
                </a>
            }
        });
        view! {
            <li class="file">
                {picture} {icon(if file.kind.is_photo() { "image" } else { "file-text" })}
                <b class="one-line">{file.name.clone()}</b>
                <small>{(t.bytes)(file.size)}</small>
                <a class="btn btn--ghost btn--icon" href=file.href() download="" aria-label=(t.download)(&file.name)>
                    {icon("download")}
                </a>
            </li>
        }
        .into_any()
    };
    view! { <ul class="files msg__files">{files.into_iter().map(line).collect_view()}</ul> }.into_any()
}

fn typing(name: &str) -> AnyView {
    let t = use_texts();
    let first = name.split_whitespace().next().unwrap_or_default();
    view! {
        <li class="typing">
            <span class="typing__dots" aria-hidden="true">
                <i></i>
                <i></i>
                <i></i>
            </span>
            <span>{(t.chat.typing)(first)}</span>
        </li>
    }
    .into_any()
}

/// The text with its links; nothing in it is ever HTML.
fn text_of(text: &str) -> AnyView {
    let parts: Vec<AnyView> = pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.to_owned().into_any(),
            Piece::Link(link) => view! {
                <a class="link" href=link.href() target="_blank" rel="noopener noreferrer nofollow">
                    {link.text.to_owned()}
                </a>
            }
            .into_any(),
        })
        .collect();
    view! { <p class="pre">{parts}</p> }.into_any()
}
