//! The tab "Horários": for each weekday open or closed, from when to when.

use domain::{
    error::AppError,
    settings::{
        HoursSettings,
        hours::{DayForm, HoursForm, WEEK},
        wire::{SaveSetting, SettingsPage, Versioned},
    },
};
use leptos::prelude::*;

use super::{
    rows::was_text,
    tab_frame::TabFrame,
    tab_state::{TabForm, TabState},
};
use crate::{
    api::{ApiError, settings::save_hours},
    session::use_texts,
    ui::{icon::small_icon, notice::Notice},
};

impl TabForm for HoursForm {
    type Value = HoursSettings;
    const PREFIX: &'static str = "hours";

    fn of(value: &HoursSettings) -> Self {
        Self::of(value)
    }

    fn changes(&self, saved: &Self) -> usize {
        self.days.iter().zip(&saved.days).filter(|(typed, saved)| differs(typed, saved)).count()
    }

    fn faults(&self) -> Vec<AppError> {
        self.validate().err().unwrap_or_default()
    }

    fn pick(page: SettingsPage) -> Versioned<HoursSettings> {
        page.hours
    }

    async fn save(input: SaveSetting<Self>) -> Result<Versioned<HoursSettings>, ApiError> {
        save_hours(input).await
    }
}

/// The hours of two closed days do not matter.
fn differs(typed: &DayForm, saved: &DayForm) -> bool {
    typed.open != saved.open || (typed.open && typed != saved)
}

/// The tab.
#[component]
pub fn HoursTab(state: TabState<HoursForm>) -> impl IntoView {
    let t = &use_texts().settings;
    let rows = (0..WEEK.len()).map(|day| view! { <DayRow state day /> }).collect_view();
    let aside = view! {
            <aside aria-label=t.aside>
                <Notice tone="blue" icon_name="info" title=t.hours_running />
            </aside>
    };
    view! {
        <TabFrame tab=state title=t.hours text=t.hours_text aside=aside.into_any()>
            {move || {
                state
                    .errors
                    .of("days")
                    .map(|_| view! { <Notice tone="red" icon_name="circle-alert" title=t.hours_none /> })
            }}
            {rows}
        </TabFrame>
    }
}

/// One weekday. `day` counts from Monday.
#[component]
fn DayRow(state: TabState<HoursForm>, day: usize) -> impl IntoView {
    let texts = use_texts();
    let t = &texts.settings;
    let (weekday, field) = WEEK[day];
    let name = (t.weekday)(weekday);
    let open = move || state.typed.with(|typed| typed.days[day].open);
    let was = move || {
        let saved = state.saved.with(|saved| saved.days[day].clone());
        let changed = state.typed.with(|typed| differs(&typed.days[day], &saved));
        changed.then(|| {
            let words =
                if saved.open { format!("{}–{}", saved.opens, saved.closes) } else { t.hours_closed.to_owned() };
            view! { <small class="set-was">{was_text(&words)}</small> }
        })
    };
    let opens_error = Signal::derive(move || state.errors.of(&format!("{field}.opens")));
    let closes_error = Signal::derive(move || state.errors.of(&format!("{field}.closes")));
    let error_id = format!("hours-{field}-error");
    view! {
        <div class="set-row set-row--wide">
            <div class="form-inline" role="group" aria-label=name>
                <label class="switch col-service">
                    <input
                        type="checkbox"
                        role="switch"
                        id=format!("hours-{field}")
                        checked=state.typed.with_untracked(|typed| typed.days[day].open)
                        prop:checked=open
                        on:change=move |event| {
                            state.typed.update(|typed| typed.days[day].open = event_target_checked(&event));
                        }
                    />
                    <b>{name}</b>
                </label>
                <Show
                    when=open
                    fallback=move || view! { <span class="muted">{t.hours_closed}</span> }
                >
                    <HourInput
                        id=format!("hours-{field}-opens")
                        label=(t.hours_opens)(name)
                        described=format!("hours-{field}-error")
                        error=opens_error
                        value=Signal::derive(move || state.typed.with(|typed| typed.days[day].opens.clone()))
                        typed=Callback::new(move |text| state.typed.update(|typed| typed.days[day].opens = text))
                    />
                    <span>{t.hours_until}</span>
                    <HourInput
                        id=format!("hours-{field}-closes")
                        label=(t.hours_closes)(name)
                        described=format!("hours-{field}-error")
                        error=closes_error
                        value=Signal::derive(move || state.typed.with(|typed| typed.days[day].closes.clone()))
                        typed=Callback::new(move |text| state.typed.update(|typed| typed.days[day].closes = text))
                    />
                </Show>
                {was}
            </div>
            <div class="field__error" id=error_id role="alert">
                {move || {
                    opens_error.get().or_else(|| closes_error.get()).map(|text| view! { {small_icon("circle-x")} {text} })
                }}
            </div>
        </div>
    }
}

#[component]
fn HourInput(
    id: String,
    label: String,
    described: String,
    error: Signal<Option<String>>,
    value: Signal<String>,
    typed: Callback<String>,
) -> impl IntoView {
    view! {
        <input
            class="input input--xs"
            id=id
            aria-label=label
            aria-describedby=described
            inputmode="numeric"
            autocomplete="off"
            placeholder="HH:MM"
            aria-invalid=move || error.get().map(|_| "true")
            value=value.get_untracked()
            prop:value=move || value.get()
            on:input=move |event| typed.run(event_target_value(&event))
        />
    }
}
