//! The mail as it crosses the wire: headers and a plain UTF-8 text.
//!
//! Loop guards as in RFC 3834: `Auto-Submitted` tells other robots not to answer; the two others do the same for the
//! servers that do not know it (Exchange, old mailing lists and vacation programs).

use std::time::{Duration, UNIX_EPOCH};

use domain::{ticket::wire::MailFailure, time::UtcMillis};
use lettre::{
    Address, Message,
    message::{
        Mailbox,
        header::{ContentType, Date, HeaderName, HeaderValue},
    },
};

use super::{OutgoingMail, Sender};

/// Composes the mail. An address that mail cannot carry fails here, before any server is asked.
pub(super) fn compose(sender: &Sender, mail: &OutgoingMail) -> Result<Message, MailFailure> {
    let from: Address = sender.address.trim().parse().map_err(|_| MailFailure::NoSender)?;
    let to: Address = mail.to.trim().parse().map_err(|_| MailFailure::AddressRefused)?;
    let name = one_line(&sender.name);
    Message::builder()
        .message_id(Some(format!("<{}>", one_line(&mail.message_id))))
        .header(date(mail.date))
        .from(Mailbox::new(Some(name).filter(|name| !name.is_empty()), from))
        .to(Mailbox::new(None, to))
        .subject(one_line(&mail.subject))
        .header(ContentType::TEXT_PLAIN)
        .raw_header(raw("Auto-Submitted", "auto-generated"))
        .raw_header(raw("X-Auto-Response-Suppress", "All"))
        .raw_header(raw("Precedence", "bulk"))
        .body(mail.body.clone())
        .map_err(|error| {
            tracing::error!(%error, message_id = mail.message_id, "a mail could not be composed");
            MailFailure::AddressRefused
        })
}

fn raw(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

fn date(at: UtcMillis) -> Date {
    let since = Duration::from_millis(u64::try_from(at.millis()).unwrap_or_default());
    Date::new(UNIX_EPOCH + since)
}

/// A header is one line: a line break typed into a subject must not begin another header.
fn one_line(text: &str) -> String {
    text.split(char::is_control).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ").trim().to_owned()
}
