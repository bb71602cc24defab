//! Why a contract cannot be released. Apart from the rule that decides it, since [`crate::error`] carries it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::status::contract::{AccessStatus, ContractStatus};

/// Why a contract cannot be released.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum Refusal {
    /// 1. The role or the user's own permission.
    NotAllowed,
    /// 2. The parameter is off, or its wait was never entered.
    Disabled,
    /// 3. No such contract.
    UnknownContract,
    /// 4. Not an active contract.
    ContractStatus { status: ContractStatus },
    /// 5. There is no block to lift.
    NotBlocked,
    /// 6. A release is running; also what the loser of a race is told (10).
    AlreadyReleased { until: NaiveDate },
    /// 7. This kind of block is not released.
    BlockNotReleasable { access: AccessStatus },
    /// 8. This contract alone may not be released.
    Restricted { reason: String },
    /// 9. The wait since the last release is not over.
    TooSoon { from: NaiveDate, last: NaiveDate },
    /// The company's limit of releases a day is spent. An extra switch of the parameters, looked at last.
    DailyLimit { limit: u32 },
}

impl Refusal {
    /// The HTTP status that carries it.
    pub const fn http_status(&self) -> u16 {
        match self {
            Self::NotAllowed => 403,
            Self::UnknownContract => 404,
            Self::AlreadyReleased { .. } => 409,
            _ => 422,
        }
    }

    /// Whether a supervisor may go over it with a reason.
    pub const fn can_be_overridden(&self) -> bool {
        matches!(self, Self::TooSoon { .. })
    }
}
