//! What changes of users have in common: somebody must remain who can administer, and who lost a right is shown out.

use domain::{
    access::Role,
    error::{AppError, ErrorCode},
    ids::UserId,
    user::UserAccount,
};

use crate::{Desk, db::Tx, store::users::accounts};

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

/// Closes the sockets of a user whose sessions were just ended; other processes are asked to look.
pub(super) fn end_sessions(desk: &Desk, user: UserId) {
    desk.hub().close_user(user, SESSION_ENDED);
    desk.hub().recheck_user(user);
}
