//! Changing one's own password.

use domain::{
    account::ChangePassword,
    error::{AppError, ErrorCode},
    form,
};

use crate::{
    Desk, password,
    store::{commands, sessions, users::accounts},
    usecase::{Caller, audited::Audited},
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
    if let Some(answer) = given(desk, caller, &input).await? {
        return Ok(answer);
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

    let mut tx = desk.db().begin().await?;
    if let Some(answer) = commands::claim(&mut tx, id, &input.key, KIND, now.millis()).await? {
        return Ok(answer);
    }
    accounts::set_password(&mut tx, id, &hash, now).await?;
    let ended = sessions::delete_others_of(&mut tx, id.get(), kept_token_hash).await?;
    let audited = Audited { caller, at: now, action: "password_changed", entity: "user", id: Some(id.get()) };
    audited.write(&mut tx, None::<&()>, None::<&()>).await?;
    commands::answer(&mut tx, id, &input.key, &ended).await?;
    tx.commit().await?;
    desk.hub().recheck_user(id);
    Ok(ended)
}

/// Names the command among the answered keys.
const KIND: &str = "change_password";

/// The answer already given to this key; leaves no trace when there is none.
async fn given(desk: &Desk, caller: &Caller, input: &ChangePassword) -> Result<Option<OtherSessionsEnded>, AppError> {
    let mut tx = desk.db().begin().await?;
    // Undone when dropped.
    Ok(commands::claim(&mut tx, caller.actor.id, &input.key, KIND, desk.clock().now().millis()).await?)
}
