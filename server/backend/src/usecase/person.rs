//! People: the list, one page, creating, editing, taking out of use, and finding somebody while typing.

mod create;
mod edit;
mod find;
mod list;
mod set_active;
mod show;
#[cfg(test)]
mod tests;

pub use self::{create::create, edit::edit, find::find, list::list, set_active::set_active, show::show};
