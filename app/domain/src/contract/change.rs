//! What acts, ends and payments make of a contract. A method looks at it and gives the value that it becomes, with the one line
//! that tells of it; nothing changes in place (see `docs/decisions/0012`).

use super::{
    AccessStatus, Contract, ContractSettings, Given, Refusal, ReleaseChoice, ReleaseState, Running, Wait,
    wire::LineKind,
};
use crate::{error::ErrorCode, ids::ReleaseId, time::UtcMillis, zone::Zone};

/// One change of a contract, to be stored and told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub after: Contract,
    pub kind: LineKind,
    /// What the line says went before and after; see [`super::wire::ContractLine`].
    pub texts: (&'static str, String),
    pub note: String,
    /// How a release that runs ends with it.
    pub ends: Option<ReleaseState>,
}

impl Contract {
    /// A change to `after` whose line names the access before and after.
    pub fn change_to(&self, kind: LineKind, after: Self, ends: Option<ReleaseState>, note: &str) -> Change {
        let texts = (self.access.code(), after.access.code().to_owned());
        Change { after, kind, texts, note: note.to_owned(), ends }
    }

    /// A release was given.
    pub fn with_release(&self, id: ReleaseId, until: UtcMillis, now: UtcMillis) -> Self {
        Self { running: Some(Running { id, until }), last_release: Some(now), interval_from: Some(now), ..self.clone() }
    }

    /// The release ended by its time: the block is what it was.
    pub fn without_release(&self) -> Self {
        Self { running: None, ..self.clone() }
    }

    /// Somebody took the running release back: the block is what it was, and so is the wait if the release was a mistake of
    /// this very day.
    pub fn revoked(&self, given: Given, params: &ContractSettings, now: UtcMillis, zone: Zone) -> Self {
        let interval_from =
            if given.is_undone_by_revoking(params, now, zone) { given.interval_before } else { self.interval_from };
        Self { interval_from, ..self.without_release() }
    }

    /// A release was given under this protocol.
    pub fn release(&self, id: ReleaseId, until: UtcMillis, now: UtcMillis, protocol: &str, note: &str) -> Change {
        let after = self.with_release(id, until, now);
        let line = self.change_to(LineKind::Released, after, None, note);
        Change { texts: (line.texts.0, protocol.to_owned()), ..line }
    }

    /// The time of its release is over.
    pub fn expire(&self) -> Change {
        let after = self.without_release();
        Change { texts: ("", after.access.code().to_owned()), ..self.change_to(LineKind::Reblocked, after, None, "") }
    }

    /// Takes the running release back; what becomes of the wait is [`Contract::revoked`].
    ///
    /// # Errors
    /// No release runs.
    pub fn revoke(&self, reason: &str, now: UtcMillis) -> Result<Change, ErrorCode> {
        self.released(now).ok_or(ErrorCode::NoRelease)?;
        let ends = Some(ReleaseState::Revoked);
        let line = self.change_to(LineKind::Revoked, self.without_release(), ends, reason);
        Ok(Change { texts: ("", line.texts.1), ..line })
    }

    /// Blocked by hand. A running release is revoked with it.
    ///
    /// # Errors
    /// It is blocked by hand already, or its block is none that a person sets or lifts.
    pub fn block(&self, reason: &str, now: UtcMillis) -> Result<Change, ErrorCode> {
        if self.access == AccessStatus::Manual && self.released(now).is_none() {
            return Err(ErrorCode::AlreadyBlocked);
        }
        self.refuse_lasting()?;
        let after = Self { access: AccessStatus::Manual, blocked_at: Some(now), ..self.without_release() };
        Ok(self.change_to(LineKind::Blocked, after, Some(ReleaseState::Revoked), reason))
    }

    /// The block was lifted by hand. A running release has served its purpose.
    ///
    /// # Errors
    /// It is not blocked, or its block is none that a person lifts.
    pub fn unblock(&self, reason: &str) -> Result<Change, ErrorCode> {
        if self.access == AccessStatus::Active {
            return Err(ErrorCode::Release(Refusal::NotBlocked));
        }
        self.refuse_lasting()?;
        let after = Self { access: AccessStatus::Active, blocked_at: None, ..self.without_release() };
        Ok(self.change_to(LineKind::Unblocked, after, Some(ReleaseState::Settled), reason))
    }

    fn refuse_lasting(&self) -> Result<(), ErrorCode> {
        match self.access {
            AccessStatus::Deactivated | AccessStatus::AwaitingSignature => {
                Err(ErrorCode::BlockStays { access: self.access })
            }
            _ => Ok(()),
        }
    }

    /// No overdue invoice is left. Blocks for unpaid invoices end, and a release over one is settled; any other block has
    /// reasons that money does not answer and stays. `None` when nothing changes.
    pub fn settle(&self, wait: Wait) -> Option<Change> {
        if !matches!(self.access, AccessStatus::Automatic | AccessStatus::Overdue) {
            return None;
        }
        let interval_from = if wait == Wait::End { None } else { self.interval_from };
        let after = Self { access: AccessStatus::Active, blocked_at: None, interval_from, ..self.without_release() };
        Some(self.change_to(LineKind::Settled, after, Some(ReleaseState::Settled), ""))
    }

    /// An invoice was paid; what that means for the block is [`Contract::settle`].
    pub fn pay(&self, invoice: &str) -> Change {
        Change { texts: ("", invoice.to_owned()), ..self.change_to(LineKind::Paid, self.clone(), None, "") }
    }

    /// Whether it may be released, apart from the general parameter; `restriction` says why not. A running release stays.
    pub fn choose(&self, choice: ReleaseChoice, restriction: &str) -> Change {
        let restriction = choice.restriction(restriction);
        let texts = (self.choice.code(), choice.code().to_owned());
        let note = restriction.clone();
        let after = Self { choice, restriction, ..self.clone() };
        Change { after, kind: LineKind::Choice, texts, note, ends: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        contract::ContractStatus,
        ids::{ContractId, PersonId, PlanId},
        money::Money,
    };

    fn released() -> Contract {
        Contract {
            id: ContractId::new(1),
            version: 4,
            person: PersonId::new(1),
            plan: PlanId::new(1),
            value: Money::ZERO,
            status: ContractStatus::Active,
            access: AccessStatus::Overdue,
            blocked_at: Some(UtcMillis::from_millis(0)),
            state: None,
            city: String::new(),
            choice: ReleaseChoice::Follow,
            restriction: String::new(),
            running: Some(Running { id: ReleaseId::new(9), until: UtcMillis::from_millis(100) }),
            last_release: None,
            interval_from: None,
        }
    }

    #[test]
    fn a_release_is_revoked_until_its_last_moment() {
        let contract = released();
        let change = contract.revoke("Engano", UtcMillis::from_millis(100)).unwrap();
        assert_eq!((change.after, change.ends), (contract.without_release(), Some(ReleaseState::Revoked)));
        assert_eq!((change.texts, change.note.as_str()), (("", "FA".to_owned()), "Engano"));
        assert_eq!(contract.revoke("Engano", UtcMillis::from_millis(101)), Err(ErrorCode::NoRelease));
        assert_eq!(contract.without_release().revoke("", UtcMillis::from_millis(0)), Err(ErrorCode::NoRelease));
    }

    #[test]
    fn a_restriction_stays_with_a_no_only() {
        let denied = released().choose(ReleaseChoice::Deny, "Acordo");
        assert_eq!((denied.after.restriction.as_str(), denied.note.as_str()), ("Acordo", "Acordo"));
        assert_eq!((denied.texts, denied.ends), (("P", "N".to_owned()), None));
        let allowed = denied.after.choose(ReleaseChoice::Allow, "Acordo");
        assert_eq!((allowed.after.restriction.as_str(), allowed.note.as_str()), ("", ""));
        assert_eq!(allowed.after.running, released().running);
    }
}
