//! The company's own parameters, as stored (one JSON text each) and as edited on the settings screens.
//!
//! Every struct has a complete default, so a desk works before anybody opened the settings, and a new parameter needs no
//! migration.

pub mod company;
pub mod hours;
pub mod wire;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use crate::setting::Setting;
use crate::{
    business_time::{OpenHours, WorkingHours},
    ticket::status::Flow,
    zone::Zone,
};

/// Parâmetros › Empresa.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Company {
    pub name: String,
    /// CNPJ as stored: upper case, no punctuation; empty when not given.
    pub document: String,
    /// Sender of every mail. Empty: no mail can be sent (seed 004 asks for it "no cadastro da empresa").
    pub email: String,
    pub phone: String,
    /// The zone in which dates and hours are shown and days begin.
    pub zone: Zone,
}

impl Default for Company {
    fn default() -> Self {
        Self {
            name: String::new(),
            document: String::new(),
            email: String::new(),
            phone: String::new(),
            zone: Zone::Brasilia,
        }
    }
}

impl Setting for Company {
    const NAME: &'static str = "company";
}

/// Parâmetros › Atendimentos.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TicketSettings {
    /// "Fluxo restrito".
    pub flow: Flow,
    /// Largest file, in megabytes.
    pub file_max_mb: u32,
}

impl Default for TicketSettings {
    fn default() -> Self {
        Self { flow: Flow::default(), file_max_mb: crate::file::MAX_MB }
    }
}

impl Setting for TicketSettings {
    const NAME: &'static str = "tickets";
}

/// Largest number of mails to one address in a day.
pub const DAILY_BUDGET_MAX: u32 = 1_000;

/// Parâmetros › E-mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MailSettings {
    /// Most mails to one address in a day; stops two robots from answering each other (RFC 3834).
    pub daily_budget: u32,
}

impl Default for MailSettings {
    fn default() -> Self {
        Self { daily_budget: 50 }
    }
}

impl Setting for MailSettings {
    const NAME: &'static str = "mail";
}

/// Parâmetros › Horários: when terms run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HoursSettings {
    pub hours: WorkingHours,
}

impl Default for HoursSettings {
    /// Monday to Friday, 08:00 to 18:00.
    fn default() -> Self {
        let hours = OpenHours::new(8 * 60, 18 * 60).map(WorkingHours::weekdays).unwrap_or_default();
        Self { hours }
    }
}

impl Setting for HoursSettings {
    const NAME: &'static str = "hours";
}

/// A day without work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    pub day: NaiveDate,
    pub name: String,
}
