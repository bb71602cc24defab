//! Mails to requesters: one attempt at once, more later, and the truth about each where somebody clicked.
//!
//! A change of a ticket puts its mail into the outbox in its own transaction, commits, and calls [`attempt`]: one inline try
//! of at most five seconds. The job [`retry_due`] makes the later ones with growing waits. A failing mail never undoes a
//! change.
//!
//! No two processes send the same mail at once: each claims it first for [`CLAIM_SECONDS`], by one conditional update. The
//! moment a mail server asks for the text is written down before the text is given. A process that is killed before that
//! leaves the claim to run out, and the mail is sent then. After that moment only the server's word tells what became of the
//! mail; where it is missing (a broken connection, no answer in time, a killed process) the mail is "sem resposta".
//!
//! A mail without an answer is not tried again by itself. The desk waits five seconds where RFC 5321, 4.5.3.2.6 allows a
//! server ten minutes, so silence mostly means a slow server that has the mail, and every attempt would be one more copy to
//! the customer. The ticket says so, and "Reenviar" sends the same Message-ID once more, which a receiving server may drop.

mod attempt;
mod record_fate;
mod resend;
mod retry_due;

pub use self::{attempt::attempt, record_fate::record_fate, resend::resend, retry_due::retry_due};

/// How long a claim holds: several times the limit of one attempt, and short enough that a mail of a killed process
/// does not wait long.
pub const CLAIM_SECONDS: i64 = 30;
/// Attempts before a mail is given up. "Reenviar" is one attempt more.
pub const MAX_ATTEMPTS: i64 = 6;
/// Minutes to wait after the first, second, … failed attempt.
const WAITS: [i64; 5] = [1, 5, 15, 60, 6 * 60];

#[cfg(test)]
mod tests;
