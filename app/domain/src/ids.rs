//! Identifiers: one newtype per kind of record, so that a ticket's id can never be passed for a person's.
//!
//! Row ids are `i64` as the databases give them out; they carry no meaning and no check. `ClientKey` is the key a form
//! or a socket frame carries so that a double click or a retry has one effect. Numbers people read aloud live in
//! `protocol_number`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use thiserror::Error;

/// Why a text is not a row id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not a record id: expected a whole number above zero")]
pub struct IdError;

/// What every row id can do, for code that serves several kinds of record.
pub trait RowId: Copy + Ord + fmt::Debug + Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The number as stored.
    fn number(self) -> i64;
}

macro_rules! row_ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(i64);

        impl $name {
            /// Wraps the number the database gave out.
            pub const fn new(id: i64) -> Self {
                Self(id)
            }

            /// The number as stored.
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl RowId for $name {
            fn number(self) -> i64 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        /// From a route or a form; only numbers above zero.
        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                text.parse::<i64>().ok().filter(|id| *id > 0).map(Self).ok_or(IdError)
            }
        }
    )+};
}

row_ids! {
    /// A person: customer, requester, member of a contact list.
    PersonId;
    /// A ticket.
    TicketId;
    /// A user who signs in: agent, supervisor, requester.
    UserId;
    /// A service of the catalogue a ticket is for.
    ServiceId;
    /// An accountant of the catalogue.
    AccountantId;
    /// A saved view of a list: filters and order under a name.
    SavedViewId;
    /// One run of a file import.
    ImportId;
    /// A signed-in session.
    SessionId;
    /// A day of the holiday table.
    HolidayId;
    /// A mail or event waiting in the outbox.
    OutboxId;
    /// An internal note.
    NoteId;
    /// An uploaded file.
    FileId;
    /// A message of a conversation.
    MessageId;
    /// A prepared answer of the chat.
    CannedReplyId;
    /// A contract; also the company's own number of it.
    ContractId;
    /// A plan of the catalogue that a contract is for.
    PlanId;
    /// An invoice of a contract.
    InvoiceId;
    /// A temporary release of a contract.
    ReleaseId;
    /// An event that integrations are told about.
    EventId;
}

/// Key made by the client, one per intended effect; the server performs a command with a known key only once.
/// Shape: 16 to 64 characters of `A-Z a-z 0-9 -` (a UUID fits).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClientKey(String);

/// Why a text is not a client key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ClientKeyError {
    /// Shorter than 16 or longer than 64 characters.
    #[error("a client key has 16 to 64 characters")]
    Length,
    /// Something else than ASCII letters, digits and hyphens.
    #[error("a client key has only letters, digits and hyphens")]
    Characters,
}

impl ClientKey {
    /// Reads a key; nothing is trimmed or changed, since a key is compared byte by byte.
    pub fn parse(text: &str) -> Result<Self, ClientKeyError> {
        if !text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            return Err(ClientKeyError::Characters);
        }
        if !(16..=64).contains(&text.len()) {
            return Err(ClientKeyError::Length);
        }
        Ok(Self(text.to_owned()))
    }

    /// The key as sent and stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ClientKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for ClientKey {
    type Error = ClientKeyError;

    fn try_from(text: String) -> Result<Self, ClientKeyError> {
        Self::parse(&text)
    }
}

impl From<ClientKey> for String {
    fn from(key: ClientKey) -> Self {
        key.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_travel_as_plain_numbers() {
        let id = TicketId::new(42);
        assert_eq!(serde_json::to_string(&id).unwrap(), "42");
        assert_eq!(serde_json::from_str::<TicketId>("42").unwrap(), id);
        assert_eq!((id.get(), id.to_string().as_str()), (42, "42"));
    }

    #[test]
    fn ids_of_routes_are_above_zero() {
        assert_eq!("7".parse(), Ok(PersonId::new(7)));
        for text in ["", "0", "-1", "7a", "99999999999999999999"] {
            assert_eq!(text.parse::<PersonId>(), Err(IdError), "{text}");
        }
    }

    #[test]
    fn client_keys_are_checked() {
        assert_eq!(ClientKey::parse("0190c2f0-7c1e-7abc").unwrap().as_str(), "0190c2f0-7c1e-7abc");
        assert!(ClientKey::parse(&"a".repeat(16)).is_ok() && ClientKey::parse(&"a".repeat(64)).is_ok());
        assert_eq!(ClientKey::parse(""), Err(ClientKeyError::Length));
        assert_eq!(ClientKey::parse(&"a".repeat(15)), Err(ClientKeyError::Length));
        assert_eq!(ClientKey::parse(&"a".repeat(65)), Err(ClientKeyError::Length));
        assert_eq!(ClientKey::parse("0190c2f0_7c1e_7abc"), Err(ClientKeyError::Characters));
        assert_eq!(ClientKey::parse(" 0190c2f0-7c1e-7abc"), Err(ClientKeyError::Characters));
        assert!(serde_json::from_str::<ClientKey>("\"short\"").is_err());
    }
}
