//! The settings as they travel between server and screens.

use serde::{Deserialize, Serialize};

use super::{Company, DAILY_BUDGET_MAX, Holiday, HoursSettings, MailSettings, TicketSettings};
use crate::{
    contract::ContractSettings,
    error::AppError,
    file::MAX_MB_BOUNDS,
    form::{self, Faults},
    ids::ClientKey,
    ticket::status::Flow,
    time::{UtcMillis, parse_date},
    webhook::WebhookSettings,
};

/// Longest name of a holiday, in characters.
pub const HOLIDAY_NAME_MAX: usize = 80;
/// Years whose holidays can be added at once.
pub const YEARS: (i32, i32) = (2000, 2100);

/// Who changed something last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastChange {
    pub at: UtcMillis,
    pub by: String,
}

/// A setting with the version that a save must name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versioned<T> {
    pub value: T,
    /// 0 while the setting has its default.
    pub version: i64,
    pub last: Option<LastChange>,
}

/// How mails leave this desk; decided where the process is started, not on a screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "route")]
pub enum MailRoute {
    /// Over SMTP; only the name of the server, never user or password.
    Server { host: String },
    /// Written as files into a folder of the server, since no mail server is configured.
    Files { folder: String },
}

/// Everything the page "Parâmetros gerais" shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsPage {
    pub company: Versioned<Company>,
    pub tickets: Versioned<TicketSettings>,
    pub mail: Versioned<MailSettings>,
    pub hours: Versioned<HoursSettings>,
    pub contracts: Versioned<ContractSettings>,
    pub webhook: Versioned<WebhookSettings>,
    /// Oldest first.
    pub holidays: Vec<Holiday>,
    pub holidays_last: Option<LastChange>,
    pub mail_route: MailRoute,
    /// Where a test mail would go.
    pub my_email: String,
    /// The server's clock when this was read.
    pub now: UtcMillis,
}

/// A save of one setting, over the version that was on the screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveSetting<F> {
    pub key: ClientKey,
    pub version: i64,
    pub form: F,
}

/// The form "E-mail".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailForm {
    /// Most mails to one address in a day, 1 to 1000.
    pub daily_budget: String,
}

impl MailForm {
    /// The form as it is shown for stored values.
    pub fn of(settings: &MailSettings) -> Self {
        Self { daily_budget: settings.daily_budget.to_string() }
    }

    /// Reads the form.
    ///
    /// # Errors
    /// Not a number from 1 to [`DAILY_BUDGET_MAX`].
    pub fn validate(&self) -> Result<MailSettings, Vec<AppError>> {
        let mut faults = Faults::default();
        let budget = faults.keep(form::number("daily_budget", &self.daily_budget, 1, DAILY_BUDGET_MAX.into()));
        let daily_budget = u32::try_from(budget).unwrap_or_default();
        faults.finish(MailSettings { daily_budget })
    }
}

/// The form "Atendimentos".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketsForm {
    pub flow: Flow,
    /// Megabytes of the largest file, within [`MAX_MB_BOUNDS`].
    pub file_max_mb: String,
}

impl TicketsForm {
    /// The form as it is shown for stored values.
    pub fn of(settings: &TicketSettings) -> Self {
        Self { flow: settings.flow, file_max_mb: settings.file_max_mb.to_string() }
    }

    /// Reads the form.
    ///
    /// # Errors
    /// Not a number within the bounds.
    pub fn validate(&self) -> Result<TicketSettings, Vec<AppError>> {
        let (min, max) = MAX_MB_BOUNDS;
        let mut faults = Faults::default();
        let limit = faults.keep(form::number("file_max_mb", &self.file_max_mb, min.into(), max.into()));
        faults.finish(TicketSettings { flow: self.flow, file_max_mb: u32::try_from(limit).unwrap_or_default() })
    }
}

/// The form that adds one holiday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolidayForm {
    pub key: ClientKey,
    /// `dd/mm/aaaa`
    pub day: String,
    pub name: String,
}

impl HolidayForm {
    /// Reads the form.
    ///
    /// # Errors
    /// The faults of both fields.
    pub fn validate(&self) -> Result<Holiday, Vec<AppError>> {
        let mut faults = Faults::default();
        let day = parse_date(&self.day).map_err(|_| AppError::on("day", crate::error::ErrorCode::BadDate));
        let day = faults.keep(day);
        let name = faults.keep(form::required("name", &self.name, HOLIDAY_NAME_MAX));
        faults.finish(Holiday { day, name })
    }
}

/// Takes one holiday away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveHoliday {
    pub key: ClientKey,
    pub day: chrono::NaiveDate,
}

/// Adds the national holidays of a year within [`YEARS`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddNationalHolidays {
    pub key: ClientKey,
    pub year: i32,
}

/// The table of holidays after a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolidaysChanged {
    pub holidays: Vec<Holiday>,
    /// How many days were added or taken away; days that were holidays already do not count.
    pub changed: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorCode;

    #[test]
    fn a_holiday_needs_day_and_name() {
        let form = |day: &str, name: &str| HolidayForm {
            key: ClientKey::parse("0123456789abcdef").unwrap(),
            day: day.to_owned(),
            name: name.to_owned(),
        };
        let read = form("20/01/2026", " São Sebastião ").validate().unwrap();
        assert_eq!((read.day.to_string().as_str(), read.name.as_str()), ("2026-01-20", "São Sebastião"));
        let faults = form("30/02/2026", "").validate().unwrap_err();
        assert_eq!(faults, [AppError::on("day", ErrorCode::BadDate), AppError::on("name", ErrorCode::Required)]);
    }

    #[test]
    fn the_largest_file_has_bounds() {
        let form = |typed: &str| TicketsForm { flow: Flow::Restricted, file_max_mb: typed.to_owned() };
        assert_eq!(form("10").validate(), Ok(TicketSettings { flow: Flow::Restricted, file_max_mb: 10 }));
        for typed in ["", "0", "101", "2,5"] {
            let fault = AppError::on("file_max_mb", ErrorCode::OutOfRange { min: 1, max: 100 });
            assert_eq!(form(typed).validate(), Err(vec![fault]), "{typed}");
        }
        // What was stored before there was a limit reads as the usual one.
        assert_eq!(serde_json::from_str::<TicketSettings>(r#"{"flow":"free"}"#).unwrap().file_max_mb, 25);
    }

    #[test]
    fn the_budget_is_a_number_within_its_bounds() {
        assert_eq!(MailForm { daily_budget: " 80 ".to_owned() }.validate(), Ok(MailSettings { daily_budget: 80 }));
        for typed in ["", "0", "1001", "1,5", "-3"] {
            let fault = AppError::on("daily_budget", ErrorCode::OutOfRange { min: 1, max: 1000 });
            assert_eq!(MailForm { daily_budget: typed.to_owned() }.validate(), Err(vec![fault]), "{typed}");
        }
    }
}
