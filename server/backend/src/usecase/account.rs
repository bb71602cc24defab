//! What users change about themselves, whatever their role.

mod appearance;
mod change_password;

pub use self::{appearance::set_appearance, change_password::change_password};

#[cfg(test)]
mod tests;
