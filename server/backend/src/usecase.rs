//! The use-cases of the desk: one verb, one file, grouped by area.
//!
//! A use-case authorises, loads, asks the rule in `domain`, writes with history and counters in one transaction, and
//! publishes. It takes the [`crate::Desk`] first and gives back `domain` values or one [`domain::error::AppError`],
//! `Unavailable` whenever the database fails; the docs of each name its other refusals.

#[cfg(test)]
mod access_matrix;
pub mod account;
mod caller;
pub mod catalogue;
pub mod chat;
pub mod contract;
pub mod demo;
pub mod draft;
pub mod export;
pub mod file;
pub mod health;
pub mod import;
pub mod mail;
pub mod palette;
pub mod person;
pub mod portal;
pub mod session;
pub mod settings;
pub mod ticket;
mod unit_of_work;
pub mod user;
pub mod view;
pub mod webhook;

pub use self::caller::Caller;
use self::unit_of_work::{Begun, KeyedWork, UnitOfWork, expect_version};
