//! Adding holidays: one by hand, or the national ones of a year.

use chrono::Datelike;
use domain::settings::wire::{AddNationalHolidays, HolidayForm, YEARS};
use leptos::prelude::*;

use super::HolidaysState;
use crate::{
    api::settings::{add_holiday, add_national_holidays},
    session::{use_session, use_texts},
    ui::{
        dom,
        field::{Field, FormErrors},
        icon::icon,
        problems::use_problems,
        scope::Scope,
        toasts::use_toasts,
    },
};

/// The line below the table.
#[component]
pub fn AddOne(state: HolidaysState) -> impl IntoView {
    let t = &use_texts().settings;
    let (problems, toasts) = (use_problems(), use_toasts());
    let me = StoredValue::new(use_session().actor.map(|actor| actor.name).unwrap_or_default());
    let (day, name) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let errors = FormErrors::new();
    let busy = RwSignal::new(false);
    let scope = Scope::new();
    let refuse = move |faults| {
        errors.set(faults);
        if let Some(field) = errors.first_field() {
            dom::focus_soon(format!("holiday-{field}"));
        }
    };
    let submit = move || {
        if busy.get_untracked() {
            return;
        }
        let form = HolidayForm { key: dom::fresh_key(), day: day.get_untracked(), name: name.get_untracked() };
        let added = match form.validate() {
            Ok(added) => added,
            Err(faults) => return refuse(faults),
        };
        errors.clear();
        busy.set(true);
        scope.act(add_holiday(form), move |answer| {
            busy.set(false);
            match answer {
                Ok(changed) => {
                    state.accept(me.get_value(), changed);
                    state.year.set(Some(added.day.year()));
                    toasts.success((t.holiday_added)(&added.name));
                    day.set(String::new());
                    name.set(String::new());
                    dom::focus_soon("holiday-day");
                }
                Err(error) if error.0.field.is_some() => refuse(vec![error.0]),
                Err(error) => problems.tell(&error),
            }
        });
    };
    let day_error = Signal::derive(move || errors.of("day"));
    let name_error = Signal::derive(move || errors.of("name"));
    view! {
        <form
            class="form-inline cat__new"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <Field id="holiday-day" label=t.holiday_day error=day_error>
                <input
                    class="input"
                    id="holiday-day"
                    inputmode="numeric"
                    autocomplete="off"
                    placeholder="dd/mm/aaaa"
                    aria-describedby="holiday-day-help holiday-day-error"
                    aria-invalid=move || day_error.get().map(|_| "true")
                    prop:value=move || day.get()
                    on:input=move |event| day.set(event_target_value(&event))
                />
            </Field>
            <Field id="holiday-name" label=t.holiday_name error=name_error>
                <input
                    class="input"
                    id="holiday-name"
                    autocomplete="off"
                    aria-describedby="holiday-name-help holiday-name-error"
                    aria-invalid=move || name_error.get().map(|_| "true")
                    prop:value=move || name.get()
                    on:input=move |event| name.set(event_target_value(&event))
                />
            </Field>
            <button type="submit" class="btn" aria-busy=move || busy.get().then_some("true")>
                {icon("plus")}
                {t.holiday_add}
            </button>
        </form>
    }
}

/// "Adicionar feriados nacionais de 2026".
#[component]
pub fn AddNational(state: HolidaysState) -> impl IntoView {
    let t = &use_texts().settings;
    let (problems, toasts) = (use_problems(), use_toasts());
    let me = StoredValue::new(use_session().actor.map(|actor| actor.name).unwrap_or_default());
    let year = RwSignal::new(state.this_year);
    let busy = RwSignal::new(false);
    let scope = Scope::new();
    let add = move || {
        if busy.get_untracked() {
            return;
        }
        let wanted = year.get_untracked();
        busy.set(true);
        let call = add_national_holidays(AddNationalHolidays { key: dom::fresh_key(), year: wanted });
        scope.act(call, move |answer| {
            busy.set(false);
            match answer {
                Ok(changed) => {
                    toasts.success((t.holidays_added)(changed.changed.into()));
                    state.accept(me.get_value(), changed);
                    state.year.set(Some(wanted));
                }
                Err(error) => problems.tell(&error),
            }
        });
    };
    let (first, last) = YEARS;
    view! {
        <div class="form-inline">
            <Field id="national-year" label=t.holidays_year help=t.holidays_national_help>
                <input
                    class="input input--sm"
                    id="national-year"
                    type="number"
                    min=first
                    max=last
                    aria-describedby="national-year-help national-year-error"
                    value=state.this_year
                    on:input=move |event| {
                        let typed = event_target_value(&event).parse().ok();
                        if let Some(typed) = typed.filter(|typed| (first..=last).contains(typed)) {
                            year.set(typed);
                        }
                    }
                />
            </Field>
            <button type="button" class="btn" aria-busy=move || busy.get().then_some("true") on:click=move |_| add()>
                {icon("calendar-check")}
                {move || (t.holidays_national)(year.get())}
            </button>
        </div>
    }
}
