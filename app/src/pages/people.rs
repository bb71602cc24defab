//! The screens of people: the list, one person, the form, and the import of a list.

mod form;
mod import;
mod list;
mod page;

pub use self::{
    form::{EditPersonPage, NewPersonPage},
    import::{ImportPage, ImportStartPage},
    list::PeoplePage,
    page::PersonPage,
};
