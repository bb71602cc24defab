//! What changes of users have in common: somebody must remain who can administer, and who lost a right is shown out.

use domain::{
    access::Role,
    error::{AppError, ErrorCode},
    ids::UserId,
    user::UserAccount,
};

use crate::{
    db::Tx,
    error::StoreError,
    store::{sessions, users::accounts},
    usecase::UnitOfWork,
};

/// Close code of a socket whose session ended; see `domain::live`.
const SESSION_ENDED: u16 = 4401;

/// Refuses to take the right to administer from the last one who has it.
///
/// # Errors
/// [`ErrorCode::LastAdmin`] on `field`.
pub(super) async fn refuse_losing_last_admin(tx: &mut Tx, user: &UserAccount, field: &str) -> Result<(), AppError> {
    if user.role != Role::Admin || !user.active {
        return Ok(());
    }
    if accounts::hold_admins(tx).await? > 1 { Ok(()) } else { Err(AppError::on(field, ErrorCode::LastAdmin)) }
}

/// Ends all sessions of a user, and then their sockets; other processes are asked to look.
pub(super) async fn end_sessions(work: &mut UnitOfWork<'_>, user: UserId) -> Result<(), StoreError> {
    sessions::delete_all_of(work.tx(), user.get()).await?;
    work.afterwards(move |desk| {
        desk.hub().close_user(user, SESSION_ENDED);
        desk.hub().recheck_user(user);
    });
    Ok(())
}
