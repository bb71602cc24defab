//! The portal: what requesters see of their own tickets. They act on them through the use-cases of tickets and files.

mod choices;
mod home;
mod show;

#[cfg(test)]
mod tests;

pub use self::{choices::choices, home::home, show::show};
