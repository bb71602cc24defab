//! The words a contract is described by: its status, its access, and whether it may be released at all.

use serde::{Deserialize, Serialize};

macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $($(#[$variant_doc])* #[serde(rename = $code)] $variant,)+ }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stored and transmitted name.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// Reads the code back; `None` for any other text.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

coded! {
    /// Where a contract stands. Only an active one can be released.
    ContractStatus {
        Active = "active",
        Inactive = "inactive",
        NegativeListed = "negative_listed",
        Withdrawn = "withdrawn",
        PreContract = "pre_contract",
    }
}

coded! {
    /// "Status de acesso" with the codes that the trade uses.
    AccessStatus {
        Active = "A",
        /// Switched off for good.
        Deactivated = "D",
        /// Blocked by a person.
        Manual = "CM",
        /// Blocked by the billing system.
        Automatic = "CA",
        /// Overdue invoices.
        Overdue = "FA",
        AwaitingSignature = "AA",
    }
}

coded! {
    /// "Liberar temporariamente" of one contract: yes, no, or as the general parameter says.
    ReleaseChoice {
        Allow = "S",
        Deny = "N",
        Follow = "P",
    }
}

impl AccessStatus {
    /// Whether a release may lie over this block; blocks by hand only where the company allows it.
    #[must_use]
    pub const fn releasable(self, manual_too: bool) -> bool {
        match self {
            Self::Automatic | Self::Overdue => true,
            Self::Manual => manual_too,
            Self::Active | Self::Deactivated | Self::AwaitingSignature => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back() {
        for status in ContractStatus::ALL {
            assert_eq!(ContractStatus::from_code(status.code()), Some(*status));
        }
        for access in AccessStatus::ALL {
            assert_eq!(AccessStatus::from_code(access.code()), Some(*access));
            assert_eq!(serde_json::to_string(access).unwrap(), format!("\"{}\"", access.code()));
        }
        for choice in ReleaseChoice::ALL {
            assert_eq!(ReleaseChoice::from_code(choice.code()), Some(*choice));
        }
        assert_eq!(AccessStatus::from_code("a"), None);
    }
}
