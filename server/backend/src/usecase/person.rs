//! People: the list, one page, creating and editing, and finding somebody while typing.

mod create;
mod edit;
mod find;
mod list;
mod show;
#[cfg(test)]
mod tests;

pub use self::{create::create, edit::edit, find::find, list::list, show::show};
