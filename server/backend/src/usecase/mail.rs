//! Mails to requesters: one attempt at once, more later, and the truth about each where somebody clicked.
//!
//! A change of a ticket puts its mail into the outbox in its own transaction, commits, and calls [`attempt`]: one inline try
//! of at most five seconds. The job [`retry_due`] makes the later ones with growing waits. A failing mail never undoes a
//! change.
//!
//! No two processes send the same mail at once: each claims it first for [`CLAIM_SECONDS`], by one conditional update. A
//! process that is killed between the mail server's "yes" and its own record leaves the claim to run out; the mail is then
//! sent a second time with the same Message-ID, which the receiving server may drop. Nothing else sends twice.

mod attempt;
mod record_fate;
mod resend;
mod retry_due;

pub use self::{
    attempt::attempt,
    record_fate::{Fate, record_fate},
    resend::resend,
    retry_due::retry_due,
};

/// How long a claim holds: several times the limit of one attempt, and short enough that a mail of a killed process
/// does not wait long.
pub const CLAIM_SECONDS: i64 = 30;
/// Attempts before a mail is given up. "Reenviar" is one attempt more.
pub const MAX_ATTEMPTS: i64 = 6;
/// Minutes to wait after the first, second, … failed attempt.
const WAITS: [i64; 5] = [1, 5, 15, 60, 6 * 60];

#[cfg(test)]
mod tests;
