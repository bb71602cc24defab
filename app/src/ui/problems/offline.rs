//! The strip across the top while the server cannot be reached. It tries again by itself, with growing waits.
//!
//! A failed call says so ([`super::Problems::note`]), and a socket that stays broken makes the desk look for itself, so that
//! nobody learns it only at the next click.

use leptos::prelude::*;

use super::use_problems;
use crate::{
    live::{LiveState, use_live},
    session::use_texts,
    ui::{http, icon::icon, scope::Scope, toasts::use_toasts},
};

const FIRST_WAIT_MILLIS: u64 = 1_000;
const LONGEST_WAIT_MILLIS: u64 = 30_000;
/// How long a broken socket may be a passing thing.
const SOCKET_PATIENCE_MILLIS: u64 = 3_000;
const ALIVE: &str = "/healthz";

/// The strip.
#[component]
pub fn OfflineStrip() -> impl IntoView {
    let t = use_texts();
    let offline = use_problems().offline;
    let toasts = use_toasts();
    // Each break has a number, so that the timer of an older one does nothing.
    let attempt = StoredValue::new(0_u32);
    let scope = Scope::new();
    let back = move || {
        if offline.get_untracked() {
            offline.set(false);
            toasts.success(t.common.reconnected);
        }
    };
    let try_again = move |wait: u64| {
        attempt.update_value(|number| *number += 1);
        retry(scope, offline, (attempt, attempt.get_value()), wait, back);
    };
    Effect::new(move |_| {
        if offline.get() {
            try_again(FIRST_WAIT_MILLIS);
        }
    });
    look_when_the_socket_breaks(scope, offline);
    view! {
        <Show when=move || offline.get()>
            <div class="strip" data-tone="amber" role="status">
                {icon("wifi-off")}
                <span>
                    <strong>{t.shell.offline_title}</strong>
                    " "
                    {t.shell.offline_text}
                </span>
                <button type="button" class="btn btn--sm" on:click=move |_| try_again(0)>
                    {t.shell.try_now}
                </button>
            </div>
        </Show>
    }
}

/// Asks whether the server is there after `wait` milliseconds, and again until it is.
fn retry(
    scope: Scope,
    offline: RwSignal<bool>,
    (attempt, number): (StoredValue<u32>, u32),
    wait: u64,
    back: impl Fn() + Copy + 'static,
) {
    scope.after(wait, move || {
        let goes_on = move || attempt.get_value() == number && offline.get_untracked();
        if !goes_on() {
            return;
        }
        scope.spawn(async move {
            let reached = http::answers(ALIVE).await;
            if !goes_on() {
                return;
            }
            if reached {
                back();
            } else {
                let longer = (wait * 2).clamp(FIRST_WAIT_MILLIS, LONGEST_WAIT_MILLIS);
                retry(scope, offline, (attempt, number), longer, back);
            }
        });
    });
}

fn look_when_the_socket_breaks(scope: Scope, offline: RwSignal<bool>) {
    let state = use_live().state();
    Effect::new(move |_| {
        if state.get() != LiveState::Waiting {
            return;
        }
        scope.after(SOCKET_PATIENCE_MILLIS, move || {
            if state.get_untracked() != LiveState::Waiting {
                return;
            }
            scope.spawn(async move {
                if !http::answers(ALIVE).await {
                    offline.set(true);
                }
            });
        });
    });
}
