//! The tab "Feriados": the table, one more by hand, the national ones of a year.

mod add;
mod remove;

use chrono::Datelike;
use domain::{
    settings::{
        Holiday,
        wire::{HolidaysChanged, LastChange, SettingsPage},
    },
    time::{UtcMillis, format_date},
};
use leptos::prelude::*;

use self::{
    add::{AddNational, AddOne},
    remove::RemoveDialog,
};
use super::{frame::SectionHead, tab_frame::LastChangeLine};
use crate::{
    session::{use_session, use_texts},
    ui::icon::icon,
};

/// What the tab holds; lives as long as the page. Every change is saved at once.
#[derive(Clone, Copy)]
pub struct HolidaysState {
    list: RwSignal<Vec<Holiday>>,
    last: RwSignal<Option<LastChange>>,
    /// The year that is shown; `None` = all.
    year: RwSignal<Option<i32>>,
    /// The present year in the company's zone.
    this_year: i32,
    now: UtcMillis,
    /// Waiting for a confirmation.
    removing: RwSignal<Option<Holiday>>,
}

impl HolidaysState {
    pub fn new(page: &SettingsPage) -> Self {
        let this_year = page.now.local_date(use_session().zone).year();
        let shown = page.holidays.iter().any(|holiday| holiday.day.year() == this_year).then_some(this_year);
        Self {
            list: RwSignal::new(page.holidays.clone()),
            last: RwSignal::new(page.holidays_last.clone()),
            year: RwSignal::new(shown),
            this_year,
            now: page.now,
            removing: RwSignal::new(None),
        }
    }

    /// Takes the table that the server answered with. `me` changed it, about now.
    fn accept(self, me: String, changed: HolidaysChanged) {
        self.list.set(changed.holidays);
        if changed.changed > 0 {
            self.last.set(Some(LastChange { at: self.now, by: me }));
        }
    }

    fn years(self) -> Vec<i32> {
        let mut years: Vec<i32> = self.list.with(|list| list.iter().map(|holiday| holiday.day.year()).collect());
        years.dedup();
        years
    }

    fn shown(self) -> Vec<Holiday> {
        let year = self.year.get();
        self.list.with(|list| {
            list.iter().filter(|holiday| year.is_none_or(|year| holiday.day.year() == year)).cloned().collect()
        })
    }
}

/// The tab.
#[component]
pub fn HolidaysTab(state: HolidaysState) -> impl IntoView {
    let t = &use_texts().settings;
    view! {
        <div class="set-main set-main--one" tabindex="0" role="region" aria-label=t.holidays>
            <SectionHead title=t.holidays text=t.holidays_text>
                <YearChoice state />
            </SectionHead>
            <AddNational state />
            <div class="cat">
                <HolidayTable state />
                <AddOne state />
            </div>
            <LastChangeLine last=state.last />
            <RemoveDialog state />
        </div>
    }
}

#[component]
fn YearChoice(state: HolidaysState) -> impl IntoView {
    let t = &use_texts().settings;
    let options = move || {
        let shown = state.year.get();
        let years = state.years();
        view! {
            <option value="" selected=shown.is_none()>
                {t.holidays_all_years}
            </option>
            {years
                .into_iter()
                .map(|year| view! { <option value=year.to_string() selected=shown == Some(year)>{year}</option> })
                .collect_view()}
        }
    };
    view! {
        <span class="select">
            <select
                class="input input--sm"
                aria-label=t.holidays_year
                on:change=move |event| state.year.set(event_target_value(&event).parse().ok())
            >
                {options}
            </select>
            {crate::ui::icon::small_icon("chevron-down")}
        </span>
    }
}

#[component]
fn HolidayTable(state: HolidaysState) -> impl IntoView {
    let t = &use_texts().settings;
    let rows = move || {
        let shown = state.shown();
        if shown.is_empty() {
            return view! {
                <tr>
                    <td colspan="4" class="muted cell--full">
                        {t.holidays_empty}
                    </td>
                </tr>
            }
            .into_any();
        }
        shown.into_iter().map(|holiday| view! { <HolidayRow holiday state /> }).collect_view().into_any()
    };
    view! {
        <div class="table-wrap">
            <table class="table table--stack">
                <thead>
                    <tr>
                        <th scope="col" class="col-date">
                            {t.holiday_day}
                        </th>
                        <th scope="col" class="p-sm">
                            {t.holiday_weekday}
                        </th>
                        <th scope="col">{t.holiday_name}</th>
                        <th scope="col" class="col-act">
                            <span class="sr">{t.actions}</span>
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn HolidayRow(holiday: Holiday, state: HolidaysState) -> impl IntoView {
    let t = &use_texts().settings;
    let name = holiday.name.clone();
    let label = (t.holiday_remove)(&name);
    view! {
        <tr>
            <td class="nowrap cell--sub">{format_date(holiday.day)}</td>
            <td class="p-sm cell--hide">{(t.weekday)(holiday.day.weekday())}</td>
            <td class="cell--lead">{name}</td>
            <td class="col-act cell--acts">
                <button
                    type="button"
                    class="btn btn--ghost btn--icon btn--sm"
                    aria-label=label
                    on:click=move |_| state.removing.set(Some(holiday.clone()))
                >
                    {icon("trash-2")}
                </button>
            </td>
        </tr>
    }
}
