//! Storage, use-cases, jobs, mail and the live bus of the desk. The only crate that holds SQL; no Leptos, no axum and no
//! screen text here.
//!
//! A use-case is one verb in one file under [`usecase`]: authorise, load, ask the rule in `domain`, write with history,
//! counters and outbox in one transaction, publish. [`store`] holds the SQL, one module a table family.

pub mod attempts;
pub mod clock;
pub mod config;
pub mod db;
pub mod desk;
pub mod dialect;
pub mod error;
pub mod files;
pub mod jobs;
pub mod live;
pub mod mail;
pub mod password;
pub mod store;
#[cfg(test)]
pub mod testing;
pub mod text_index;
pub mod token;
pub mod usecase;

pub use self::{db::Db, desk::Desk};
