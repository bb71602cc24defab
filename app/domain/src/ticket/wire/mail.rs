//! What became of a mail, as it travels and as the history keeps it.

use serde::{Deserialize, Serialize};

use crate::{ids::OutboxId, time::UtcMillis};

/// Why a mail did not go out. The sentence is in `i18n`; the server's own words never leave the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailFailure {
    /// The requester has no address.
    NoAddress,
    /// The company has no sender address (seed 004: "no cadastro da empresa").
    NoSender,
    /// The mail server cannot be reached.
    Unreachable,
    /// The mail server did not answer within the time, before the text of the mail was given to it.
    Timeout,
    /// The mail server refused our user or password.
    Credentials,
    /// The mail server does not take the company's address as sender.
    SenderRefused,
    /// There is no such address.
    AddressRefused,
    /// The address is known, but its mailbox is closed.
    MailboxDisabled,
    /// The mailbox is full.
    MailboxFull,
    /// Refused by the server's own rules, with its reply code: nothing is known against the address.
    Policy { reply: u16 },
    /// Refused for another reason, with the server's reply code.
    Refused { reply: u16 },
    /// This address has had its share of mails for the day.
    Budget,
}

/// What became of a mail after an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailFate {
    /// A mail server took it.
    Sent,
    /// It became a file on this server: no mail server is configured. Nobody received it.
    Written,
    /// A mail server had the whole text and never said whether it took it: the mail may have arrived.
    Unanswered,
    /// It did not go out.
    Failed(MailFailure),
}

/// What stands before the reason of a failure in the history.
const FAILED: &str = "failed:";

impl MailFate {
    /// As a line of the history keeps it: `sent`, `written`, `unanswered`, or `failed:` and the JSON of the reason.
    pub fn code(self) -> String {
        match self {
            Self::Sent => "sent".to_owned(),
            Self::Written => "written".to_owned(),
            Self::Unanswered => "unanswered".to_owned(),
            Self::Failed(reason) => format!("{FAILED}{}", serde_json::to_string(&reason).unwrap_or_default()),
        }
    }

    /// As it is told to whoever waits: about the mail to `to`, known at `at`; `mail` when there is one to send again.
    pub const fn outcome(self, to: String, at: UtcMillis, mail: Option<OutboxId>) -> MailOutcome {
        match self {
            Self::Sent => MailOutcome::Sent { to, at },
            Self::Written => MailOutcome::Written { to },
            Self::Unanswered => MailOutcome::Unanswered { to },
            Self::Failed(reason) => MailOutcome::Failed { mail, to, reason },
        }
    }

    /// Reads a [`MailFate::code`] again; `None` for what no version of the program has written.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "sent" => Some(Self::Sent),
            "written" => Some(Self::Written),
            "unanswered" => Some(Self::Unanswered),
            _ => serde_json::from_str(code.strip_prefix(FAILED)?).ok().map(Self::Failed),
        }
    }
}

/// The fate of one mail, as told where the agent clicked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "fate")]
pub enum MailOutcome {
    Sent {
        to: String,
        at: UtcMillis,
    },
    /// No mail server is configured: written as a file instead, and the screen says so.
    Written {
        to: String,
    },
    /// It may have arrived; only a person sends it once more.
    Unanswered {
        to: String,
    },
    Queued {
        mail: OutboxId,
        to: String,
    },
    Failed {
        mail: Option<OutboxId>,
        to: String,
        reason: MailFailure,
    },
}

impl MailOutcome {
    /// What an attempt came to; `None` while it waits for one.
    pub const fn fate(&self) -> Option<MailFate> {
        match self {
            Self::Sent { .. } => Some(MailFate::Sent),
            Self::Written { .. } => Some(MailFate::Written),
            Self::Unanswered { .. } => Some(MailFate::Unanswered),
            Self::Queued { .. } => None,
            Self::Failed { reason, .. } => Some(MailFate::Failed(*reason)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_history_reads_what_it_wrote() {
        for fate in [
            MailFate::Sent,
            MailFate::Written,
            MailFate::Unanswered,
            MailFate::Failed(MailFailure::AddressRefused),
            MailFate::Failed(MailFailure::Policy { reply: 550 }),
        ] {
            assert_eq!(MailFate::from_code(&fate.code()), Some(fate));
        }
        assert_eq!(MailFate::Failed(MailFailure::MailboxFull).code(), r#"failed:"mailbox_full""#);
        assert_eq!(MailFate::from_code("failed:nonsense"), None);
    }
}
