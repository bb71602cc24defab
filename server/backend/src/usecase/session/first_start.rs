//! Before anybody can sign in.

use domain::error::AppError;

use crate::{Desk, store::users};

/// Whether there is no user yet.
pub async fn is_first_start(desk: &Desk) -> Result<bool, AppError> {
    Ok(users::none_exist(&mut desk.db().conn().await?).await?)
}
