//! The pages, one file each, grouped by area.

pub mod account;
pub mod chat;
pub mod contracts;
pub mod failed;
pub mod not_found;
pub mod people;
pub mod portal;
pub mod settings;
pub mod sign_in;
pub mod tickets;
