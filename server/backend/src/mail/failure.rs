//! What a failed SMTP dialogue means for the people who wait for it.

use domain::ticket::wire::MailFailure;
use lettre::transport::smtp::Error;

/// Reads an error of the SMTP client. Replies as in RFC 5321, 4.2.3 and RFC 4954, 6.
pub(super) fn of_smtp(error: &Error) -> MailFailure {
    if let Some(code) = error.status() {
        return of_reply(u16::from(code));
    }
    if error.is_timeout() {
        return MailFailure::Timeout;
    }
    // No name, no connection, no TLS, or a dialogue that broke off.
    MailFailure::Unreachable
}

const fn of_reply(reply: u16) -> MailFailure {
    match reply {
        530 | 534 | 535 => MailFailure::Credentials,
        550 | 551 | 553 => MailFailure::AddressRefused,
        452 | 552 => MailFailure::MailboxFull,
        _ => MailFailure::Refused { reply },
    }
}
