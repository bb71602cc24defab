//! Parâmetros gerais › Contratos 2 › Liberar temporariamente: what the company decides about releases.

use serde::{Deserialize, Serialize};

use crate::{
    contract::Wait,
    error::AppError,
    form::{self, Faults},
    setting::Setting,
};

/// Most days of one release.
pub const DAYS_MAX: i64 = 30;
/// Longest wait until the next one, in days.
pub const RENEW_MAX: i64 = 365;
/// Largest daily limit.
pub const DAILY_MAX: i64 = 100_000;

/// The parameters as stored. They decide about releases to come and never touch a running one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContractSettings {
    /// "Status liberar temporariamente".
    pub enabled: bool,
    /// "Renovar liberação temporária após quantos dias", counted in calendar days from the start of the last release; 0 = at
    /// once. `None` until somebody entered it: then nothing is released (seed 001: only after it was entered the command
    /// can be used).
    pub renew_after_days: Option<u32>,
    /// "Quantidade de dias de liberação temporária", the day of the release included; 1 to 30.
    pub days: u32,
    /// Blocks by hand may be released too.
    pub manual_too: bool,
    /// Paying takes the wait until the next release away.
    pub payment_ends_wait: bool,
    /// A release that is revoked on the day on which it was given does not count for the wait: it was given by mistake.
    pub same_day_revocation_free: bool,
    /// Most releases given on one day; `None` = no limit.
    pub daily_limit: Option<u32>,
}

impl Default for ContractSettings {
    fn default() -> Self {
        Self {
            enabled: false,
            renew_after_days: None,
            days: 1,
            manual_too: false,
            payment_ends_wait: false,
            same_day_revocation_free: true,
            daily_limit: None,
        }
    }
}

impl Setting for ContractSettings {
    const NAME: &'static str = "contracts_2";
}

impl ContractSettings {
    /// What a payment does to the wait.
    pub const fn wait_after_payment(&self) -> Wait {
        if self.payment_ends_wait { Wait::End } else { Wait::Keep }
    }
}

/// The form of the tab; numbers as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractSettingsForm {
    pub enabled: bool,
    pub renew_after_days: String,
    pub days: String,
    pub manual_too: bool,
    pub payment_ends_wait: bool,
    pub same_day_revocation_free: bool,
    /// Empty = no limit.
    pub daily_limit: String,
}

impl ContractSettingsForm {
    /// The form as it is shown for stored values.
    pub fn of(settings: &ContractSettings) -> Self {
        let text = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        Self {
            enabled: settings.enabled,
            renew_after_days: text(settings.renew_after_days),
            days: settings.days.to_string(),
            manual_too: settings.manual_too,
            payment_ends_wait: settings.payment_ends_wait,
            same_day_revocation_free: settings.same_day_revocation_free,
            daily_limit: text(settings.daily_limit),
        }
    }

    /// Reads the form. The wait is asked for only while releases are on.
    ///
    /// # Errors
    /// Numbers outside their bounds.
    pub fn validate(&self) -> Result<ContractSettings, Vec<AppError>> {
        let mut faults = Faults::default();
        let mut optional = |name: &str, typed: &str, min: i64, max: i64, required: bool| {
            if typed.trim().is_empty() && !required {
                return None;
            }
            u32::try_from(faults.keep(form::number(name, typed, min, max))).ok()
        };
        let days = optional("days", &self.days, 1, DAYS_MAX, true).unwrap_or(1);
        let renew_after_days = optional("renew_after_days", &self.renew_after_days, 0, RENEW_MAX, self.enabled);
        let daily_limit = optional("daily_limit", &self.daily_limit, 1, DAILY_MAX, false);
        faults.finish(ContractSettings {
            enabled: self.enabled,
            renew_after_days,
            days,
            manual_too: self.manual_too,
            payment_ends_wait: self.payment_ends_wait,
            same_day_revocation_free: self.same_day_revocation_free,
            daily_limit,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorCode;

    fn form(days: &str, renew: &str) -> ContractSettingsForm {
        ContractSettingsForm {
            enabled: true,
            days: days.to_owned(),
            renew_after_days: renew.to_owned(),
            ..ContractSettingsForm::of(&ContractSettings::default())
        }
    }

    #[test]
    fn days_are_one_to_thirty() {
        for days in ["1", " 30 "] {
            assert!(form(days, "0").validate().is_ok(), "{days}");
        }
        for days in ["", "0", "31", "-3", "2,5", "três"] {
            let fault = AppError::on("days", ErrorCode::OutOfRange { min: 1, max: 30 });
            assert_eq!(form(days, "30").validate(), Err(vec![fault]), "{days}");
        }
    }

    #[test]
    fn the_wait_is_required_while_releases_are_on() {
        let fault = AppError::on("renew_after_days", ErrorCode::OutOfRange { min: 0, max: 365 });
        for renew in ["", "-1", "366"] {
            assert_eq!(form("3", renew).validate(), Err(vec![fault.clone()]), "{renew}");
        }
        assert_eq!(form("3", "0").validate().unwrap().renew_after_days, Some(0));
        let off = ContractSettingsForm { enabled: false, ..form("3", "") };
        assert_eq!(off.validate().unwrap().renew_after_days, None);
    }

    #[test]
    fn what_is_stored_reads_back() {
        let settings = form("3", "30").validate().unwrap();
        assert_eq!(ContractSettingsForm::of(&settings).validate(), Ok(settings.clone()));
        let counts = ContractSettings { same_day_revocation_free: false, ..settings };
        assert_eq!(ContractSettingsForm::of(&counts).validate(), Ok(counts));
    }

    #[test]
    fn what_was_stored_before_there_was_the_switch_has_it_on() {
        let old = r#"{"enabled":true,"renew_after_days":30,"days":3,"manual_too":true,"payment_ends_wait":true,"daily_limit":9}"#;
        let settings: ContractSettings = serde_json::from_str(old).unwrap();
        assert!(settings.same_day_revocation_free);
        assert_eq!((settings.renew_after_days, settings.daily_limit), (Some(30), Some(9)));
    }
}
