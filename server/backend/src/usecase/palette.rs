//! The command palette: people and tickets from one box.

mod find;

pub use self::find::find;

#[cfg(test)]
mod tests;
