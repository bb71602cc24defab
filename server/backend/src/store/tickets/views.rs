//! Views of the ticket list that users saved. Their filters are stored as the JSON of [`TicketFilter`].

use std::collections::BTreeMap;

use domain::{
    ids::{PersonId, SavedViewId, UserId},
    ticket::{AssigneeFilter, TicketFilter},
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

/// Kind (`view`, `user`, `service`, `person`), id, owner, name, filter, shared: views and names come in one statement.
type ViewRecord = (String, i64, i64, String, String, bool);

fn view_of((_, id, owner, name, filter, shared): ViewRecord) -> Result<SavedView, StoreError> {
    Ok(SavedView {
        id: SavedViewId::new(id),
        owner: UserId::new(owner),
        name,
        filter: serde_json::from_str(&filter).map_err(StoreError::corrupt)?,
        shared,
    })
}

/// The views that `user` sees (their own and the shared ones, oldest first), and the names behind the ids in `filter`.
pub async fn visible_to(
    conn: &mut Conn,
    user: UserId,
    filter: &TicketFilter,
) -> Result<(Vec<SavedView>, BTreeMap<String, String>), StoreError> {
    let assignee = match filter.assignee {
        Some(AssigneeFilter::User(id)) => id.get(),
        Some(AssigneeFilter::Nobody) | None => 0,
    };
    let found = rows!(
        conn,
        ViewRecord,
        "select 'view' as kind, id, owner_id, name, filter, shared
         from saved_views
         where active and list = 'tickets' and (owner_id = $1 or shared)
         union all
         select 'user', id, cast(0 as bigint), name, '', false from users where id = $2
         union all
         select 'service', id, cast(0 as bigint), name, '', false from services where $3
         union all
         select 'person', id, cast(0 as bigint), name, '', false from people where id = $4
         order by kind, id",
        user.get(),
        assignee,
        !filter.services.is_empty(),
        filter.requester.map_or(0, PersonId::get)
    )?;
    let mut views = Vec::new();
    let mut names = BTreeMap::new();
    for record in found {
        if record.0 == "view" {
            views.push(view_of(record)?);
        } else {
            names.insert(format!("{}.{}", record.0, record.1), record.3);
        }
    }
    Ok((views, names))
}

/// All views whose count is kept, for moving the counters.
pub async fn countable(conn: &mut Conn) -> Result<Vec<(SavedViewId, TicketFilter)>, StoreError> {
    let found =
        rows!(conn, (i64, String), "select id, filter from saved_views where active and list = 'tickets' order by id")?;
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
pub async fn deactivate(tx: &mut Tx, id: SavedViewId, owner: Option<UserId>) -> Result<bool, StoreError> {
    let done = run!(
        tx,
        "update saved_views set active = false where id = $1 and list = 'tickets' and active and owner_id = coalesce($2, owner_id)",
        id.get(),
        owner.map(UserId::get)
    )?;
    Ok(done == 1)
}
