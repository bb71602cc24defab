//! Telling other systems: sending what waits in the outbox of events, by itself and by hand, and the key it is signed with.
//!
//! A receiver that is down, slow, redirecting or failing costs nothing but its event's later arrival: each event is tried
//! again with growing waits, and the log of the settings says what each attempt met.

mod deliver;
mod guard;
mod key;
mod log;
mod resend;
mod sign;
#[cfg(test)]
mod tests;

pub use self::{
    deliver::deliver_due,
    key::make_key,
    log::log,
    resend::{resend, test},
    sign::signature,
};

/// Attempts at one event before it is given up.
const MAX_ATTEMPTS: i64 = 8;
/// Minutes until the next attempt, by the number of attempts so far.
const WAITS: [i64; 7] = [1, 5, 15, 60, 180, 360, 720];
/// How long an attempt may take in all, in seconds.
const TIMEOUT_SECONDS: u64 = 10;
/// How long a claimed event is nobody else's; longer than any attempt.
const CLAIM_SECONDS: i64 = 60;
