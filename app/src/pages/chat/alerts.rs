//! Sound and browser notification for messages that come while nobody looks: both off until the user switches them on, kept
//! in this browser.

use leptos::prelude::*;
use web_sys::{AudioContext, Notification, NotificationOptions, NotificationPermission};

use crate::{
    session::use_texts,
    ui::{dom, scope::Scope},
};

const SOUND: &str = "balcao.chat.sound";
const NOTIFY: &str = "balcao.chat.notify";

/// The two switches.
#[derive(Clone, Copy)]
pub struct Alerts {
    pub sound: RwSignal<bool>,
    pub notify: RwSignal<bool>,
    /// The browser does not allow notifications.
    pub refused: RwSignal<bool>,
    title: fn(&str) -> String,
    scope: Scope,
}

impl Alerts {
    pub fn new() -> Self {
        let alerts = Self {
            sound: RwSignal::new(false),
            notify: RwSignal::new(false),
            refused: RwSignal::new(false),
            title: use_texts().chat.notify_title,
            scope: Scope::new(),
        };
        Effect::new(move |_| {
            alerts.sound.set(dom::is_switched_on(SOUND));
            alerts.notify.set(dom::is_switched_on(NOTIFY) && is_granted());
        });
        alerts
    }

    pub fn switch_sound(self, on: bool) {
        dom::switch(SOUND, on);
        self.sound.set(on);
        if on {
            // So that one hears what one chose, and the browser knows that somebody wanted it.
            ring();
        }
    }

    /// Switching on asks the browser, which asks the user.
    pub fn switch_notify(self, on: bool) {
        if !on || is_granted() {
            dom::switch(NOTIFY, on);
            return self.notify.set(on);
        }
        let Ok(asked) = Notification::request_permission() else { return self.refused.set(true) };
        self.scope.spawn(async move {
            let _ = js_sys::futures::JsFuture::from(asked).await;
            let granted = is_granted();
            dom::switch(NOTIFY, granted);
            self.notify.set(granted);
            self.refused.set(!granted);
        });
    }

    /// A message came. Whoever looks at it needs no alert.
    pub fn announce(self, name: &str, text: &str) {
        if dom::is_page_seen() {
            return;
        }
        if self.sound.get_untracked() {
            ring();
        }
        if self.notify.get_untracked() {
            let options = NotificationOptions::new();
            let shown: String = text.chars().take(120).collect();
            options.set_body(&shown);
            options.set_tag("balcao-chat");
            let _ = Notification::new_with_options(&(self.title)(name), &options);
        }
    }
}

fn is_granted() -> bool {
    // A browser without notifications has no such object at all.
    let there = js_sys::Reflect::has(&window(), &leptos::wasm_bindgen::JsValue::from_str("Notification"));
    there.unwrap_or(false) && Notification::permission() == NotificationPermission::Granted
}

/// Two short tones, made here: no file to load.
fn ring() {
    let Ok(context) = AudioContext::new() else { return };
    for (start, tone) in [(0.0, 660.0), (0.14, 880.0)] {
        let (Ok(source), Ok(volume)) = (context.create_oscillator(), context.create_gain()) else { return };
        let begin = context.current_time() + start;
        source.frequency().set_value(tone);
        volume.gain().set_value(0.08);
        let _ = volume.gain().exponential_ramp_to_value_at_time(0.001, begin + 0.2);
        let _ = source.connect_with_audio_node(&volume);
        let _ = volume.connect_with_audio_node(&context.destination());
        let _ = source.start_with_when(begin);
        let _ = source.stop_with_when(begin + 0.2);
    }
}
