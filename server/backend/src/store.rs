//! The SQL of the desk, one module a table family. Functions take a connection (reads) or a transaction (writes) first,
//! know nothing of roles, and decide nothing.

pub mod audit;
pub mod commands;
pub mod counters;
pub mod sessions;
pub mod users;
