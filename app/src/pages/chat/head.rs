//! The line above the log: whom one talks to, whether they are there, the connection, and the switches of the alerts.

use domain::chat::Side;
use leptos::prelude::*;

use super::{facts::Facts, state::ChatState};
use crate::{
    live::LiveState,
    session::{use_session, use_texts},
    ui::{
        avatar::Avatar,
        icon::{icon, sized_icon, small_icon},
        problems::use_problems,
    },
};

const OPTIONS: &str = "chat-options";

/// The line.
#[component]
pub fn Head(state: ChatState, facts: StoredValue<Facts>) -> impl IntoView {
    let t = use_texts();
    let peer = facts.with_value(|facts| facts.peer.clone());
    let here = move || state.is_other_here();
    // Among the team the one who is there may be another than the assignee.
    let shown = move || {
        let present = state.people.with(|people| {
            people
                .iter()
                .find(|one| state.side == Side::Requester && one.side == Side::Staff)
                .map(|one| one.name.clone())
        });
        present.unwrap_or_else(|| facts.with_value(|facts| facts.peer.clone()))
    };
    let connection = state.live().state();
    let another = use_problems().another_user;
    let mine = use_session().actor.map(|actor| actor.name).unwrap_or_default();
    view! {
        <div class="chat__peer">
            <span class="who">
                <span class="chat__face">
                    <Avatar name=peer />
                    <span class="presence" aria-hidden="true">
                        <svg>
                            <use href=move || if here() { "#pr-on" } else { "#pr-off" }></use>
                        </svg>
                    </span>
                </span>
                <span class="chat__name">
                    <b>{shown}</b>
                    <span class="muted" role="status">
                        " · "
                        {move || if here() { t.chat.online } else { t.chat.offline }}
                    </span>
                </span>
            </span>
            <span class="push"></span>
            <span class="chat__line" class:is-bad=move || another.with(Option::is_some) || connection.get() == LiveState::Waiting role="status">
                {move || {
                    // Of a line that waits for its user, the connection is not the reason.
                    let (name, word) = match (another.get(), connection.get()) {
                        (Some(_), _) => ("user", (t.chat.waits_for)(&mine)),
                        (None, LiveState::Connected) => ("wifi", t.chat.connected.to_owned()),
                        (None, LiveState::Starting) => ("loader-circle", t.chat.connecting.to_owned()),
                        (None, LiveState::Waiting) => ("wifi-off", t.chat.waiting.to_owned()),
                    };
                    view! {
                        {small_icon(name)}
                        <span class="sr-md">{word}</span>
                    }
                }}
            </span>
            <button
                type="button"
                class="btn btn--ghost btn--icon btn--sm"
                popovertarget=OPTIONS
                aria-label=t.chat.options
                title=t.chat.options
            >
                {icon("bell")}
            </button>
            <div class="pop pop--sm" popover="auto" id=OPTIONS>
                <div class="pop__head">
                    <h2>{t.chat.options}</h2>
                </div>
                <div class="pop__body">
                    <label class="check">
                        <input
                            type="checkbox"
                            prop:checked=move || state.alerts.sound.get()
                            on:change=move |event| state.alerts.switch_sound(event_target_checked(&event))
                        />
                        <span>{t.chat.sound}</span>
                    </label>
                    <label class="check">
                        <input
                            type="checkbox"
                            prop:checked=move || state.alerts.notify.get()
                            on:change=move |event| state.alerts.switch_notify(event_target_checked(&event))
                        />
                        <span>{t.chat.notify}</span>
                    </label>
                    <p class="field__error" role="alert">
                        {move || {
                            state
                                .alerts
                                .refused
                                .get()
                                .then(|| view! { {sized_icon("circle-x", "ic ic--14")} {t.chat.notify_refused} })
                        }}
                    </p>
                </div>
            </div>
        </div>
    }
}
