//! The command palette: people, tickets and contracts from one box.

mod find;

pub use self::find::find;

#[cfg(test)]
mod tests;
