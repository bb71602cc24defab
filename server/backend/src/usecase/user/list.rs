//! The users, for administrators.

use domain::{
    access::{Action, Resource},
    error::AppError,
    user::UserList,
};

use crate::{Desk, store::users::accounts, usecase::Caller};

/// Users on the page. A desk has some dozens; requesters with a portal sign-in may be more, and come last.
const MOST: i64 = 1_000;

/// The staff by name, then the requesters.
///
/// # Errors
/// `Forbidden`, or the database fails.
pub async fn list(desk: &Desk, caller: &Caller) -> Result<UserList, AppError> {
    caller.may(Action::Read, Resource::Settings)?;
    let users = accounts::list(&mut desk.db().conn().await?, MOST).await?;
    Ok(UserList { users, now: desk.clock().now() })
}
