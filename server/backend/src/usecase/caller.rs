//! Who asks a use-case, and from where.

use domain::{
    access::{Action, Actor, Resource, can},
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
}
