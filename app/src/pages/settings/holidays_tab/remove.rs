//! Removing a holiday asks first, and says what follows.

use domain::settings::wire::RemoveHoliday;
use leptos::prelude::*;

use super::HolidaysState;
use crate::{
    api::settings::remove_holiday,
    session::{use_session, use_texts},
    ui::{confirm::Confirm, dom, problems::use_problems, scope::Scope, toasts::use_toasts},
};

/// The dialog; open while a holiday waits for it.
#[component]
pub fn RemoveDialog(state: HolidaysState) -> impl IntoView {
    let t = &use_texts().settings;
    let (problems, toasts) = (use_problems(), use_toasts());
    let me = StoredValue::new(use_session().actor.map(|actor| actor.name).unwrap_or_default());
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if state.removing.with(Option::is_some) {
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            state.removing.set(None);
        }
    });
    let name =
        move || state.removing.with(|removing| removing.as_ref().map(|one| one.name.clone())).unwrap_or_default();
    let scope = Scope::new();
    let remove = move |()| {
        let Some(holiday) = state.removing.get_untracked() else { return };
        open.set(false);
        let call = remove_holiday(RemoveHoliday { key: dom::fresh_key(), day: holiday.day });
        scope.act(call, move |answer| match answer {
            Ok(changed) => {
                state.accept(me.get_value(), changed);
                toasts.success((t.holiday_removed)(&holiday.name));
            }
            Err(error) => problems.tell(&error),
        });
    };
    view! {
        <Confirm
            id="holiday-remove"
            open
            title=Signal::derive(move || (t.holiday_remove_title)(&name()))
            text=t.holiday_remove_text
            act=Signal::derive(move || (t.holiday_remove)(&name()))
            on_act=Callback::new(remove)
        />
    }
}
