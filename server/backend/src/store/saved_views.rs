//! What the saved views of all lists have in common; each list reads and stores its own.

use domain::ids::UserId;

use crate::{db::Conn, error::StoreError, scalar};

/// How many views a user keeps, of all lists together.
pub async fn count_of(conn: &mut Conn, user: UserId) -> Result<i64, StoreError> {
    scalar!(conn, i64, "select count(*) from saved_views where owner_id = $1 and active", user.get())
}
