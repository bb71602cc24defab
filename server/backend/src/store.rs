//! The SQL of the desk, one module a table family. Functions take a connection (reads) or a transaction (writes) first,
//! know nothing of roles, and decide nothing.

pub mod audit;
pub mod commands;
pub mod counters;
pub mod drafts;
pub mod health;
pub mod holidays;
pub mod jobs;
pub mod outbox;
pub mod protocols;
pub mod sessions;
pub mod settings;
pub mod tickets;
pub mod users;
