//! The use-cases of the desk: one verb, one file, grouped by area.
//!
//! A use-case authorises, loads, asks the rule in `domain`, writes with history and counters in one transaction, and
//! publishes. It takes the [`crate::Desk`] first and gives back `domain` values or one [`domain::error::AppError`].

pub mod session;
pub mod user;
