//! Views of the contract list that users saved, and the names behind the ids of a filter.

use std::collections::BTreeMap;

use domain::{
    contract::ContractFilter,
    ids::{PersonId, PlanId, SavedViewId, UserId},
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
    pub filter: ContractFilter,
}

/// Kind (`view`, `plan`, `person`), id, owner, name, filter: views and names come in one statement.
type ViewRecord = (String, i64, i64, String, String);

/// The views that `user` sees (their own and the shared ones, oldest first), and the names behind the ids in `filter`.
pub async fn visible_to(
    conn: &mut Conn,
    user: UserId,
    filter: &ContractFilter,
) -> Result<(Vec<SavedView>, BTreeMap<String, String>), StoreError> {
    let found = rows!(
        conn,
        ViewRecord,
        "select 'view' as kind, id, owner_id, name, filter
         from saved_views
         where active and list = 'contracts' and (owner_id = $1 or shared)
         union all
         select 'plan', id, cast(0 as bigint), name, '' from plans where id = $2
         union all
         select 'person', id, cast(0 as bigint), name, '' from people where id = $3
         order by kind, id",
        user.get(),
        filter.plan.map_or(0, PlanId::get),
        filter.person.map_or(0, PersonId::get)
    )?;
    let mut views = Vec::new();
    let mut names = BTreeMap::new();
    for (kind, id, owner, name, filter) in found {
        if kind == "view" {
            let filter = serde_json::from_str(&filter).map_err(StoreError::corrupt)?;
            views.push(SavedView { id: SavedViewId::new(id), owner: UserId::new(owner), name, filter });
        } else {
            names.insert(format!("{kind}.{id}"), name);
        }
    }
    Ok((views, names))
}

/// All views whose count is kept, for moving the counters.
pub async fn countable(conn: &mut Conn) -> Result<Vec<(SavedViewId, ContractFilter)>, StoreError> {
    let found = rows!(
        conn,
        (i64, String),
        "select id, filter from saved_views where active and list = 'contracts' order by id"
    )?;
    let mut views = Vec::with_capacity(found.len());
    for (id, filter) in found {
        let filter: ContractFilter = serde_json::from_str(&filter).map_err(StoreError::corrupt)?;
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
    filter: &ContractFilter,
    shared: bool,
    now: i64,
) -> Result<SavedViewId, StoreError> {
    let filter = serde_json::to_string(filter).map_err(StoreError::corrupt)?;
    let id = scalar!(
        tx,
        i64,
        "insert into saved_views (owner_id, name, filter, shared, list, created_at)
         values ($1, $2, $3, $4, 'contracts', $5)
         returning id",
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
        "update saved_views
         set active = false
         where id = $1 and list = 'contracts' and active and owner_id = coalesce($2, owner_id)",
        id.get(),
        owner.map(UserId::get)
    )?;
    Ok(done == 1)
}
