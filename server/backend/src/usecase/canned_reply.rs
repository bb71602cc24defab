//! The catalogue of canned replies: prepared answers for the chat.

mod choices;
mod list;
mod save;
mod set_active;

pub use self::{choices::choices, list::list, save::save, set_active::set_active};

#[cfg(test)]
mod tests;
