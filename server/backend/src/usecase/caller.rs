//! Who asks a use-case, and from where.

use domain::{
    access::{Action, Actor, Resource, Role, can},
    error::{AppError, ErrorCode},
};

/// The signed-in user with the address the request came from, for the audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    pub actor: Actor,
    pub address: String,
}

impl Caller {
    /// Asks the one access table.
    ///
    /// # Errors
    /// [`ErrorCode::Forbidden`] when the role may not.
    pub fn may(&self, action: Action, resource: Resource) -> Result<(), AppError> {
        if can(&self.actor, action, resource) { Ok(()) } else { Err(ErrorCode::Forbidden.into()) }
    }

    /// The same about one ticket or file that exists. A requester is told what is told of one that does not: numbers follow
    /// each other, and whether one is taken is nobody's business who may not see it.
    ///
    /// # Errors
    /// [`ErrorCode::Forbidden`] for the team, [`ErrorCode::NotFound`] for requesters.
    pub fn may_on(&self, action: Action, resource: Resource) -> Result<(), AppError> {
        self.may(action, resource).map_err(|refused| match self.actor.role {
            Role::Requester => ErrorCode::NotFound.into(),
            _ => refused,
        })
    }
}
