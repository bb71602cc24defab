//! Tickets: reading lists and pages, and every command on a ticket.
//!
//! All commands on an existing ticket run through [`execute`]: one transaction that claims the client's key, locks and loads
//! the ticket, compares the version, asks the rule, writes ticket, counters, history, audit and mail, and then publishes.
//! [`split`] alone has a transaction of its own, made of the same pieces, since it opens a second ticket in it.

mod add_note;
mod announce;
mod bulk_change;
mod change_status;
mod create;
mod edit;
mod execute;
mod export;
mod hand_over;
mod labels;
mod link;
mod list;
mod maintain;
mod merge;
mod notify;
mod opening;
mod reopen;
mod show;
mod split;

pub(in crate::usecase) use self::execute::publish;
pub use self::{
    add_note::add_note,
    bulk_change::bulk_change,
    change_status::change_status,
    create::create,
    edit::edit,
    export::export,
    hand_over::hand_over,
    link::{link, unlink},
    list::{choices, list, rows_of, tabs},
    maintain::mark_late,
    merge::merge,
    notify::notify,
    reopen::{reopen, reopen_quietly},
    show::{history_before, show},
    split::split,
};

#[cfg(test)]
mod tests;
