//! Why a mail server did not let the text of a mail be given.

use std::error::Error as _;

use domain::ticket::wire::MailFailure;
use lettre::transport::smtp::Error;

use super::verdict::{Stage, judge};

/// The dialogue ended before the text of the mail was given.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) reason: MailFailure,
    /// For the log: the server's own words, or what happened to the connection.
    pub(super) words: String,
}

impl Refusal {
    /// Reads an error of the SMTP client at a stage.
    pub(super) fn at(stage: Stage) -> impl Fn(Error) -> Self {
        move |error| Self { reason: reason(stage, &error), words: error.to_string() }
    }
}

/// Reads an error of the SMTP client at a stage.
pub(super) fn reason(stage: Stage, error: &Error) -> MailFailure {
    match error.status() {
        Some(reply) => judge(stage, u16::from(reply), &words(error)),
        None if error.is_timeout() => MailFailure::Timeout,
        // No name, no connection, no TLS, or a dialogue that broke off.
        None => MailFailure::Unreachable,
    }
}

/// The words of a reply, without its code.
fn words(error: &Error) -> String {
    error.source().map(ToString::to_string).unwrap_or_default()
}
