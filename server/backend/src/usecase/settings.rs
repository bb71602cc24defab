//! Parâmetros gerais: reading them all, and saving each tab by itself.
//!
//! Only administrators. Each save names the version that was on the screen and leaves an audit row; a save that changes
//! nothing leaves none. Nothing here touches records that exist: terms of open tickets, for instance, stay as they are.

mod holidays;
mod load;
mod save;
mod save_company;
mod save_contracts;
mod save_hours;
mod save_mail;
mod save_tickets;
mod save_webhook;
mod test_mail;

pub use self::{
    holidays::{add_holiday, add_national_holidays, remove_holiday},
    load::load,
    save_company::save_company,
    save_contracts::save_contracts,
    save_hours::save_hours,
    save_mail::save_mail,
    save_tickets::save_tickets,
    save_webhook::save_webhook,
    test_mail::test_mail,
};

#[cfg(test)]
mod tests;
