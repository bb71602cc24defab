//! Views of the ticket list that users saved. Their filters are stored as the JSON of [`TicketFilter`].

use domain::{
    ids::{SavedViewId, UserId},
    ticket::TicketFilter,
};

use crate::{
    db::{Conn, Tx},
    error::StoreError,
    rows, run, scalar,
};

/// A saved view as stored.
#[derive(Debug, Clone)]
pub struct SavedView {
    pub id: SavedViewId,
    pub owner: UserId,
    pub name: String,
    pub filter: TicketFilter,
    pub shared: bool,
}

type ViewRecord = (i64, i64, String, String, bool);

fn view_of((id, owner, name, filter, shared): ViewRecord) -> Result<SavedView, StoreError> {
    Ok(SavedView {
        id: SavedViewId::new(id),
        owner: UserId::new(owner),
        name,
        filter: serde_json::from_str(&filter).map_err(StoreError::corrupt)?,
        shared,
    })
}

/// The views that `user` sees: their own and the shared ones, oldest first.
///
/// # Errors
/// The database fails.
pub async fn visible_to(conn: &mut Conn, user: UserId) -> Result<Vec<SavedView>, StoreError> {
    let found = rows!(
        conn,
        ViewRecord,
        "select id, owner_id, name, filter, shared
         from saved_views
         where active and (owner_id = $1 or shared)
         order by id",
        user.get()
    )?;
    found.into_iter().map(view_of).collect()
}

/// All views whose count is kept, for moving the counters.
///
/// # Errors
/// The database fails.
pub async fn countable(conn: &mut Conn) -> Result<Vec<(SavedViewId, TicketFilter)>, StoreError> {
    let found = rows!(conn, (i64, String), "select id, filter from saved_views where active order by id")?;
    let mut views = Vec::with_capacity(found.len());
    for (id, filter) in found {
        let filter: TicketFilter = serde_json::from_str(&filter).map_err(StoreError::corrupt)?;
        if filter.is_countable() {
            views.push((SavedViewId::new(id), filter));
        }
    }
    Ok(views)
}

/// Stores a view.
///
/// # Errors
/// The database fails.
pub async fn insert(
    tx: &mut Tx,
    owner: UserId,
    name: &str,
    filter: &TicketFilter,
    shared: bool,
    now: i64,
) -> Result<SavedViewId, StoreError> {
    let filter = serde_json::to_string(filter).map_err(StoreError::corrupt)?;
    let id = scalar!(
        tx,
        i64,
        "insert into saved_views (owner_id, name, filter, shared, created_at) values ($1, $2, $3, $4, $5) returning id",
        owner.get(),
        name,
        filter,
        shared,
        now
    )?;
    Ok(SavedViewId::new(id))
}

/// Takes a view away; `false` when it is not there or not the owner's (anybody's for `owner` = `None`).
///
/// # Errors
/// The database fails.
pub async fn deactivate(tx: &mut Tx, id: SavedViewId, owner: Option<UserId>) -> Result<bool, StoreError> {
    let done = run!(
        tx,
        "update saved_views set active = false where id = $1 and active and owner_id = coalesce($2, owner_id)",
        id.get(),
        owner.map(UserId::get)
    )?;
    Ok(done == 1)
}
