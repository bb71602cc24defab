//! Telling other systems what happens to contracts: where to, how it is signed, and what became of each event.
//!
//! The body is the JSON of [`EventBody`]. The header `Balcao-Signature: t=…,v1=…` holds the seconds since 1970 and the
//! HMAC-SHA256 of `{t}.{body}` with the shared key, in hexadecimal; `Balcao-Event` holds the event's own key, by which a
//! receiver tells a repeat. docs/webhook-receiver.md has a small receiver.

use serde::{Deserialize, Serialize};

use crate::{
    contract::{AccessStatus, wire::LineKind},
    error::{AppError, ErrorCode},
    form::Faults,
    ids::{ContractId, EventId},
    setting::Setting,
    time::UtcMillis,
};

/// Longest address, in characters.
pub const URL_MAX: usize = 400;
/// Header with time and signature.
pub const SIGNATURE_HEADER: &str = "balcao-signature";
/// Header with the event's key.
pub const EVENT_HEADER: &str = "balcao-event";

coded! {
    /// What is told: blocks, releases, and blocks that come back.
    pub enum EventKind {
        Blocked = "contract.blocked",
        Unblocked = "contract.unblocked",
        Released = "contract.released",
        Reblocked = "contract.reblocked",
        Test = "webhook.test",
    }
}

impl EventKind {
    /// The event of a line of the history; `None` for lines that change no access.
    pub const fn of_line(kind: LineKind) -> Option<Self> {
        match kind {
            LineKind::Blocked => Some(Self::Blocked),
            LineKind::Unblocked | LineKind::Settled => Some(Self::Unblocked),
            LineKind::Released => Some(Self::Released),
            LineKind::Reblocked | LineKind::Revoked => Some(Self::Reblocked),
            LineKind::Created | LineKind::Imported | LineKind::Paid | LineKind::Choice => None,
        }
    }
}

/// The body of an event. Instants are RFC 3339 in UTC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventBody {
    /// The event's own key: a repeat has the same one.
    pub id: String,
    pub kind: EventKind,
    pub at: String,
    /// `None` for a test.
    pub contract: Option<ContractId>,
    /// The block without any release.
    pub access: Option<AccessStatus>,
    /// Until when a release lasts.
    pub until: Option<String>,
    /// The release's protocol.
    pub protocol: Option<String>,
}

/// Parâmetros gerais › Integrações. The shared key is stored apart from it and shown once.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct WebhookSettings {
    pub enabled: bool,
    pub url: String,
    /// The receiver is inside the own network: private addresses and plain `http://` are allowed.
    pub allow_private: bool,
}

impl Setting for WebhookSettings {
    const NAME: &'static str = "webhook";
}

impl WebhookSettings {
    /// Reads the form, which is the setting itself.
    ///
    /// # Errors
    /// `Required` or `BadUrl` on `url`.
    pub fn validate(&self) -> Result<Self, Vec<AppError>> {
        let mut faults = Faults::default();
        let url = self.url.trim();
        let checked = match url {
            "" if self.enabled => Err(AppError::on("url", ErrorCode::Required)),
            "" => Ok(String::new()),
            url => {
                check_url(url, self.allow_private).map(|()| url.to_owned()).map_err(|code| AppError::on("url", code))
            }
        };
        let url = faults.keep(checked);
        faults.finish(Self { url, ..self.clone() })
    }
}

fn check_url(url: &str, allow_private: bool) -> Result<(), ErrorCode> {
    let rest = match url.split_once("://") {
        Some(("https", rest)) => rest,
        Some(("http", rest)) if allow_private => rest,
        _ => return Err(ErrorCode::BadUrl),
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let fine = !host.is_empty() && !host.contains('@') && url.chars().all(|c| c.is_ascii_graphic());
    if fine && url.len() <= URL_MAX { Ok(()) } else { Err(ErrorCode::BadUrl) }
}

/// The shared key, stored apart from the settings so that no screen, log or audit row ever holds it.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct WebhookKey {
    pub key: String,
}

impl std::fmt::Debug for WebhookKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("WebhookKey")
    }
}

impl Setting for WebhookKey {
    const NAME: &'static str = "webhook_key";
}

coded! {
    /// What became of an event.
    pub enum EventState {
        /// There was nobody to tell.
        Kept = "kept",
        /// Waits for its first attempt.
        Queued = "queued",
        Delivered = "delivered",
        /// The last attempt failed; another one may be due.
        Failed = "failed",
    }
}

/// What one attempt met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "outcome")]
pub enum Attempt {
    /// 2xx
    Accepted {
        status: u16,
    },
    /// Any other answer; redirects are not followed.
    Refused {
        status: u16,
    },
    Timeout,
    Unreachable,
    /// The address leads into the own network, which is switched off.
    Private,
    /// Switched off, without an address or without a key.
    NotSet,
}

/// An event with its last attempt, for the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventRow {
    pub id: EventId,
    pub kind: EventKind,
    pub contract: Option<ContractId>,
    pub at: UtcMillis,
    pub state: EventState,
    pub attempts: u32,
    pub last: Option<Attempt>,
    pub last_at: Option<UtcMillis>,
    /// When the next attempt is due.
    pub due_at: Option<UtcMillis>,
}

/// What the tab shows beside its form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebhookLog {
    /// A key was made.
    pub has_key: bool,
    /// Newest first.
    pub events: Vec<EventRow>,
    pub now: UtcMillis,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_https_or_inside() {
        let form = |url: &str, allow_private| WebhookSettings { enabled: true, url: url.to_owned(), allow_private };
        assert!(form(" https://rede.example.com/eventos?x=1 ", false).validate().is_ok());
        assert!(form("http://10.0.0.8:8080/x", true).validate().is_ok());
        for (url, code) in [
            ("", ErrorCode::Required),
            ("http://rede.example.com", ErrorCode::BadUrl),
            ("https://", ErrorCode::BadUrl),
            ("https://user:pw@rede.example.com", ErrorCode::BadUrl),
            ("ftp://rede.example.com", ErrorCode::BadUrl),
            ("https://rede example.com", ErrorCode::BadUrl),
        ] {
            assert_eq!(form(url, false).validate(), Err(vec![AppError::on("url", code)]), "{url}");
        }
        assert!(WebhookSettings::default().validate().is_ok());
    }
}
