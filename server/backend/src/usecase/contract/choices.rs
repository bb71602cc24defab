//! The plans, for the filter of the list.

use domain::{
    access::{Action, Resource},
    contract::wire::PlanChoice,
    error::AppError,
};

use crate::{Desk, store::contracts::plans, usecase::Caller};

/// All plans in use.
///
/// # Errors
/// `Forbidden`, or the database fails.
pub async fn choices(desk: &Desk, caller: &Caller) -> Result<Vec<PlanChoice>, AppError> {
    caller.may(Action::Read, Resource::Contracts)?;
    Ok(plans::all(&mut desk.db().conn().await?).await?)
}
