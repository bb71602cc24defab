//! The SQL of the desk, one module a table family. Functions take a connection (reads) or a transaction (writes) first,
//! know nothing of roles, and decide nothing. Every one of them fails when the database does; their docs name other errors
//! only.

mod accountants;
pub mod audit;
pub mod bulk;
mod canned_replies;
pub mod catalogue;
pub mod commands;
pub mod contracts;
pub mod conversations;
pub mod counters;
pub mod drafts;
pub mod events;
pub mod files;
pub mod holidays;
pub mod imports;
pub mod jobs;
pub mod listing;
pub mod outbox;
pub mod palette;
pub mod people;
pub mod portal;
pub mod protocols;
mod services;
pub mod sessions;
pub mod settings;
pub mod sign_in_links;
pub mod tickets;
pub mod users;
pub mod views;
