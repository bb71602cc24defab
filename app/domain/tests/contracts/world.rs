//! A contract that may be released, parameters that allow it, and instants of the company's clock.

use chrono::NaiveDate;
use domain::{
    contract::{AccessStatus, Contract, ContractSettings, ContractStatus, ReleaseChoice},
    ids::{ContractId, PersonId, PlanId},
    money::Money,
    time::UtcMillis,
    zone::Zone,
};

pub const ZONE: Zone = Zone::Brasilia;

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An instant of the company's clock: `at("2026-03-18", 14, 32, 0)`.
pub fn at(date: &str, hour: u32, minute: u32, second: u32) -> UtcMillis {
    UtcMillis::of_local(day(date).and_hms_opt(hour, minute, second).unwrap(), ZONE)
}

pub fn params() -> ContractSettings {
    ContractSettings { enabled: true, renew_after_days: Some(30), days: 3, ..ContractSettings::default() }
}

pub fn blocked() -> Contract {
    Contract {
        id: ContractId::new(10_482),
        version: 1,
        person: PersonId::new(1),
        plan: PlanId::new(1),
        value: Money::from_cents(11_990).unwrap(),
        status: ContractStatus::Active,
        access: AccessStatus::Automatic,
        blocked_at: Some(at("2026-03-09", 2, 10, 0)),
        state: None,
        city: "Manaus".to_owned(),
        choice: ReleaseChoice::Follow,
        restriction: String::new(),
        running: None,
        last_release: None,
        interval_from: None,
    }
}
