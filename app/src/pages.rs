//! The pages, one file each, grouped by area.

pub mod failed;
pub mod not_found;
pub mod sign_in;
pub mod tickets;
