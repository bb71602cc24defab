//! Contracts: the grid with its summary beside it, the page of one contract, and the acts on both.

mod acts;
mod address;
mod dialogs;
mod grid;
mod list;
mod menu;
mod page;
mod save_view;
mod summary;
mod toolbar;

pub use self::{list::ContractListPage, page::ContractPage};
