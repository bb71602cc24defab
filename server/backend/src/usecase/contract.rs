//! Contracts: lists and summaries, releases and their ends, blocks by hand, payments.
//!
//! Every change runs in one unit of work: lock and load the contract, ask the rule, write the contract with its counters,
//! history, event and audit. [`change`] is an act on one contract, [`record`] what all of them write.

mod block;
mod change;
mod choices;
mod expire;
mod export;
mod find;
mod list;
mod pay;
mod record;
mod release;
mod revoke;
mod set_choice;
mod show;

pub use self::{
    block::{block, unblock},
    choices::choices,
    expire::expire_due,
    export::export,
    find::find,
    list::{list, rows_of, tabs},
    pay::pay,
    release::release,
    revoke::revoke,
    set_choice::set_choice,
    show::show,
};
pub(in crate::usecase) use self::{
    pay::settle,
    record::{Author, Recorder},
};

#[cfg(test)]
mod tests;
