//! The tab "Contratos 2": the three parameters of seed 001, the extra switches, and what they mean for a contract released
//! today.

use chrono::{Datelike, Days, NaiveDate};
use domain::{
    contract::{
        params::{ContractSettings, ContractSettingsForm},
        release::last_day,
    },
    error::AppError,
    settings::wire::{SaveSetting, SettingsPage, Versioned},
    time::{UtcMillis, format_date},
};
use leptos::prelude::*;

use super::{
    rows::{SwitchRow, TextRow},
    tab_frame::TabFrame,
    tab_state::{TabForm, TabState},
};
use crate::{
    api::{ApiError, settings::save_contracts},
    session::{use_session, use_texts},
    ui::notice::Notice,
};

/// Days that the small calendar shows.
const SHOWN: u64 = 35;

impl TabForm for ContractSettingsForm {
    type Value = ContractSettings;
    const PREFIX: &'static str = "contracts";

    fn of(value: &ContractSettings) -> Self {
        Self::of(value)
    }

    fn faults(&self) -> Vec<AppError> {
        self.validate().err().unwrap_or_default()
    }

    fn pick(page: SettingsPage) -> Versioned<ContractSettings> {
        page.contracts
    }

    async fn save(input: SaveSetting<Self>) -> Result<Versioned<ContractSettings>, ApiError> {
        save_contracts(input).await
    }
}

/// The tab. `now` is the server's clock when the page was read.
#[component]
pub fn ContractsTab(state: TabState<ContractSettingsForm>, now: UtcMillis) -> impl IntoView {
    let t = &use_texts().settings.contracts_2;
    let aside = view! {
            <aside class="card set-sim" aria-label=t.practice>
                <div class="card__head">
                    <h2>{t.practice}</h2>
                </div>
                <div class="set-sim__b" aria-live="polite">
                    {move || practice(&state.typed.get(), now)}
                    <Notice tone="blue" icon_name="info" title=t.running_stay />
                </div>
            </aside>
    };
    view! {
        <TabFrame tab=state title=t.title text=t.text aside=aside.into_any()>
            <SwitchRow
                state
                name="enabled"
                label=t.enabled
                help=t.enabled_help
                get=|form: &ContractSettingsForm| form.enabled
                put=|form: &mut ContractSettingsForm, on| form.enabled = on
            />
            <TextRow
                state
                name="renew_after_days"
                label=t.renew
                help=t.renew_help
                get=|form: &ContractSettingsForm| &form.renew_after_days
                get_mut=|form: &mut ContractSettingsForm| &mut form.renew_after_days
                unit=t.days_unit
                inputmode="numeric"
            />
            <TextRow
                state
                name="days"
                label=t.days
                help=t.days_help
                get=|form: &ContractSettingsForm| &form.days
                get_mut=|form: &mut ContractSettingsForm| &mut form.days
                unit=t.days_unit
                inputmode="numeric"
            />
            <SwitchRow
                state
                name="manual_too"
                label=t.manual
                help=t.manual_help
                get=|form: &ContractSettingsForm| form.manual_too
                put=|form: &mut ContractSettingsForm, on| form.manual_too = on
            />
            <SwitchRow
                state
                name="payment_ends_wait"
                label=t.payment
                help=t.payment_help
                get=|form: &ContractSettingsForm| form.payment_ends_wait
                put=|form: &mut ContractSettingsForm, on| form.payment_ends_wait = on
            />
            <SwitchRow
                state
                name="same_day_revocation_free"
                label=t.same_day
                help=t.same_day_help
                get=|form: &ContractSettingsForm| form.same_day_revocation_free
                put=|form: &mut ContractSettingsForm, on| form.same_day_revocation_free = on
            />
            <TextRow
                state
                name="daily_limit"
                label=t.limit
                help=t.limit_help
                get=|form: &ContractSettingsForm| &form.daily_limit
                get_mut=|form: &mut ContractSettingsForm| &mut form.daily_limit
                unit=t.limit_unit
                inputmode="numeric"
            />
        </TabFrame>
    }
}

/// A contract released today, with the numbers as they are typed.
fn practice(form: &ContractSettingsForm, now: UtcMillis) -> AnyView {
    let texts = use_texts();
    let t = &texts.settings.contracts_2;
    let today = now.local_date(use_session().zone);
    let Ok(settings) = (ContractSettingsForm { enabled: true, ..form.clone() }).validate() else {
        return view! { <p class="muted">{t.fix_first}</p> }.into_any();
    };
    let later = |days: u64| today.checked_add_days(Days::new(days)).unwrap_or(today);
    let until = last_day(today, settings.days);
    let again = later(u64::from(settings.renew_after_days.unwrap_or_default()));
    let month = |day: NaiveDate| {
        let index = usize::try_from(day.month0()).unwrap_or_default();
        texts.time.months.get(index).copied().unwrap_or_default()
    };
    let days = (0..SHOWN)
        .map(|number| {
            let day = later(number);
            let class = if day <= until {
                "cal__d is-on"
            } else if day < again {
                "cal__d is-wait"
            } else {
                "cal__d is-ok"
            };
            view! { <li class=class>{day.day().to_string()}</li> }
        })
        .collect_view();
    view! {
        <p class="muted">{(t.practice_text)(&format_date(today))}</p>
        <dl class="facts">
            <dt>{t.released_until}</dt>
            <dd>
                <b>{format!("{} 23:59", format_date(until))}</b>
            </dd>
            <dt>{t.again_on}</dt>
            <dd>
                <b>{format_date(again)}</b>
            </dd>
        </dl>
        <div aria-hidden="true">
            <p class="cal__m">
                <span>{month(today)}</span>
                <span>{month(later(SHOWN - 1))}</span>
            </p>
            <ol class="cal">{days}</ol>
        </div>
        <ul class="cal__k" aria-hidden="true">
            <li>
                <i class="cal__d is-on"></i>
                {t.released}
            </li>
            <li>
                <i class="cal__d is-wait"></i>
                {t.waiting}
            </li>
            <li>
                <i class="cal__d is-ok"></i>
                {t.free}
            </li>
        </ul>
    }
    .into_any()
}
