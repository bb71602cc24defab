//! The line above the log: whom one talks to, whether they are there, the connection, and the switches of the alerts.

use domain::chat::Side;
use leptos::prelude::*;

use super::{conversation::Facts, state::ChatState};
use crate::{
    live::LiveState,
    session::use_texts,
    ui::{
        avatar::Avatar,
        icon::{icon, sized_icon, small_icon},
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
                <span>
                    <b>{shown}</b>
                    <span class="muted" role="status">
                        " · "
                        {move || if here() { t.chat.online } else { t.chat.offline }}
                    </span>
                </span>
            </span>
            <span class="push"></span>
            <span class="chat__line" class:is-bad=move || connection.get() == LiveState::Waiting role="status">
                {move || {
                    let (name, word) = match connection.get() {
                        LiveState::Connected => ("wifi", t.chat.connected),
                        LiveState::Starting => ("loader-circle", t.chat.connecting),
                        LiveState::Waiting => ("wifi-off", t.chat.waiting),
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
