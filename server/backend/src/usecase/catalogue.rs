//! Upkeep of the catalogues by administrators, the same for all of them: services, accountants, canned replies.
//!
//! Records keep what they copied: a new price or name changes none that exists.

mod list;
mod save;
mod set_active;

pub use self::{list::list, save::save, set_active::set_active};

#[cfg(test)]
mod tests;
