//! Files of tickets: sending, listing, opening, removing, and sweeping what nobody wants any more.
//!
//! A file is sent on its own and waits; the ticket or message that it belongs to takes it when that is saved. So a refused
//! form loses no upload. Sent to a ticket that exists, it is attached at once.

mod attach;
mod download;
mod limit;
mod list;
mod marker;
mod remove;
mod sweep;
mod upload;

#[cfg(test)]
mod tests;

pub use self::{
    attach::attach_all,
    download::{Download, open},
    list::of_ticket,
    remove::remove,
    sweep::sweep,
    upload::{Upload, upload},
};
