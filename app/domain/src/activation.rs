//! Taking a record out of use and back. Nothing with history is ever deleted.

use serde::{Deserialize, Serialize};

use crate::{error::AppError, form, ids::ClientKey};

/// Longest reason, in characters.
pub const REASON_MAX: usize = 300;

/// Which of the two is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "act")]
pub enum Activation {
    Activate,
    /// The reason is asked for users, and may be empty for entries of catalogues.
    Deactivate {
        reason: String,
    },
}

impl Activation {
    /// Whether the record is in use afterwards.
    pub const fn leaves_active(&self) -> bool {
        matches!(self, Self::Activate)
    }

    /// The reason as it is stored; empty when the record is in use again.
    ///
    /// # Errors
    /// Longer than [`REASON_MAX`].
    pub fn reason(&self) -> Result<String, AppError> {
        match self {
            Self::Activate => Ok(String::new()),
            Self::Deactivate { reason } => form::optional("reason", reason, REASON_MAX),
        }
    }

    /// The same where a reason must be given.
    ///
    /// # Errors
    /// `ReasonRequired` on `reason`, or too long.
    pub fn required_reason(&self) -> Result<String, AppError> {
        match self {
            Self::Activate => Ok(String::new()),
            Self::Deactivate { reason } => form::reason("reason", reason, REASON_MAX),
        }
    }
}

/// The command on one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetActive<Id> {
    pub key: ClientKey,
    pub id: Id,
    /// The version that was on the screen.
    pub version: i64,
    pub act: Activation,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorCode;

    #[test]
    fn a_user_is_deactivated_with_a_reason_only() {
        let silent = Activation::Deactivate { reason: "  ".to_owned() };
        assert_eq!(silent.reason(), Ok(String::new()));
        assert_eq!(silent.required_reason(), Err(AppError::on("reason", ErrorCode::ReasonRequired)));
        let told = Activation::Deactivate { reason: " Saiu da empresa ".to_owned() };
        assert_eq!(told.required_reason().as_deref(), Ok("Saiu da empresa"));
        assert_eq!(Activation::Activate.required_reason().as_deref(), Ok(""));
    }
}
