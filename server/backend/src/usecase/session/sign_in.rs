//! Signing in with e-mail and password.

use domain::{
    error::{AppError, ErrorCode},
    form,
    ids::UserId,
};

use super::begin::{SignedIn, begin};
use crate::{Desk, password, store};

/// Begins a session. `address` is the client's IP, `browser` its user agent; both are kept with the session.
///
/// An unknown address and a wrong password answer the same after the same work.
///
/// # Errors
/// [`ErrorCode::WrongCredentials`], [`ErrorCode::TooManyAttempts`] with the seconds to wait, or the database fails.
pub async fn sign_in(
    desk: &Desk,
    email: &str,
    password: &str,
    address: &str,
    browser: &str,
) -> Result<SignedIn, AppError> {
    let now = desk.clock().now();
    let email = form::clean(email).to_lowercase();
    if let Err(seconds) = desk.attempts().take(&email, address, now) {
        tracing::warn!(address, seconds, "sign-in refused: too many attempts");
        return Err(ErrorCode::TooManyAttempts { seconds }.into());
    }
    let (id, hash) = store::users::credentials(&mut desk.db().conn().await?, &email).await?.unzip();
    let matches = password::verify(password.to_owned(), hash).await;
    let Some(id) = id.filter(|_| matches).map(UserId::new) else {
        tracing::info!(address, "sign-in refused: wrong credentials");
        return Err(ErrorCode::WrongCredentials.into());
    };
    let mut tx = desk.db().begin().await?;
    let user = store::users::get(&mut tx, id).await?;
    let signed_in = begin(&mut tx, &user, "signed_in", address, browser, now).await?;
    tx.commit().await?;

    desk.attempts().give_back(&email, address);
    Ok(signed_in)
}
