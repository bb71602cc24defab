//! Changing one's own password.

use domain::{
    account::ChangePassword,
    error::{AppError, ErrorCode},
    form,
};

use crate::{
    Desk, password,
    store::{sessions, users::accounts},
    usecase::{Begun, Caller, KeyedWork},
};

/// What the screen is told: how many other browsers have to sign in again.
pub type OtherSessionsEnded = u64;

/// Replaces the caller's password and ends all their sessions but the one in use, which `kept_token_hash` names.
///
/// The present password is asked for, so that an unlocked computer is not enough to take an account over, and wrong ones
/// are counted as at sign-in. Sockets of the other browsers close at their next check, within a minute.
///
/// # Errors
/// The first fault of the form, [`ErrorCode::WrongPassword`] on `current`, or [`ErrorCode::TooManyAttempts`]. The same key
/// twice has one effect.
pub async fn change_password(
    desk: &Desk,
    caller: &Caller,
    kept_token_hash: &str,
    input: ChangePassword,
) -> Result<OtherSessionsEnded, AppError> {
    input.validate().map_err(form::first)?;
    let now = desk.clock().now();
    let id = caller.actor.id;
    // The claim is asked first but taken later: after a success the password typed as the present one is wrong.
    if let Begun::Answered(ended) = KeyedWork::begin(desk, caller, &input.key, KIND).await? {
        return Ok(ended);
    }
    // An account of its own in the limits: guessing here must not lock the sign-in.
    let account = format!("password of {id}");
    if let Err(seconds) = desk.attempts().take(&account, &caller.address, now) {
        return Err(ErrorCode::TooManyAttempts { seconds }.into());
    }
    let stored = accounts::password_hash(&mut desk.db().conn().await?, id).await?;
    if !password::verify(input.current.expose().to_owned(), stored).await {
        return Err(AppError::on("current", ErrorCode::WrongPassword));
    }
    desk.attempts().give_back(&account, &caller.address);
    let hash = password::hash(input.new.expose().to_owned()).await?;

    let mut work = match KeyedWork::begin(desk, caller, &input.key, KIND).await? {
        Begun::Fresh(work) => work,
        Begun::Answered(ended) => return Ok(ended),
    };
    accounts::set_password(work.tx(), id, &hash, now).await?;
    let ended = sessions::delete_others_of(work.tx(), id.get(), kept_token_hash).await?;
    work.audit("password_changed", "user", Some(id.get()), &(), &()).await?;
    work.afterwards(move |desk| desk.hub().recheck_user(id));
    work.finish(&ended).await?;
    Ok(ended)
}

/// Names the command among the answered keys.
const KIND: &str = "change_password";
