//! The ticket screens: the grid, the form for a new one, and the page of one ticket.

mod acts;
mod address;
mod find_person;
mod list;
mod messages;
mod new;
mod page;

pub use self::{
    list::TicketListPage,
    new::{NewTicket, NoDrawer},
    page::TicketPage,
};
