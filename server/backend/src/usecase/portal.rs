//! The portal: what requesters see of their own tickets. They act on them through the
//! use-cases of tickets and files; only the answers are their own.

mod choices;
mod home;
mod reopen;
mod show;

#[cfg(test)]
mod tests;

pub use self::{choices::choices, home::home, reopen::reopen, show::show};
