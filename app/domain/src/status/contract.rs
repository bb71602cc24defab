//! The words a contract is described by: its status, its access, and whether it may be released at all.

coded! {
    /// Where a contract stands. Only an active one can be released.
    pub enum ContractStatus {
        Active = "active",
        Inactive = "inactive",
        NegativeListed = "negative_listed",
        Withdrawn = "withdrawn",
        PreContract = "pre_contract",
    }
}

coded! {
    /// "Status de acesso" with the codes that the trade uses.
    pub enum AccessStatus {
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
    pub enum ReleaseChoice {
        Allow = "S",
        Deny = "N",
        Follow = "P",
    }
}

impl ReleaseChoice {
    /// What is kept of a restriction: it is one of a "no" only.
    pub fn restriction(self, text: &str) -> String {
        if self == Self::Deny { text.to_owned() } else { String::new() }
    }
}

impl AccessStatus {
    /// Whether a release may lie over this block; blocks by hand only where the company allows it.
    pub const fn releasable(self, manual_too: bool) -> bool {
        match self {
            Self::Automatic | Self::Overdue => true,
            Self::Manual => manual_too,
            Self::Active | Self::Deactivated | Self::AwaitingSignature => false,
        }
    }
}
