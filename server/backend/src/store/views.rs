//! Views that users saved, of every list, and the names behind the ids of a filter. Filters are stored as JSON.

use std::{collections::BTreeMap, future::Future};

use domain::{
    ids::{SavedViewId, UserId},
    view::Counted,
};
use sea_query::{Expr, SelectStatement};

use crate::{
    db::{Conn, Engine, Tx},
    error::StoreError,
    rows, run, scalar,
    store::listing::{build, fetch},
};

/// How a counted list is read.
pub trait Viewed: Counted {
    /// The table with the conditions of a filter whose count is kept. They mean what [`Counted::is_in`] says.
    fn found(engine: Engine, filter: &Self::Filter) -> SelectStatement;

    /// The records behind `last` in the order of their numbers, for walking through all of them.
    fn behind(
        conn: &mut Conn,
        last: Option<&Self>,
        limit: i64,
    ) -> impl Future<Output = Result<Vec<Self>, StoreError>> + Send;

    /// The ids in a filter whose names its chips show.
    fn named(filter: &Self::Filter) -> Named;
}

/// Ids to be named; 0 = none.
#[derive(Debug, Clone, Copy, Default)]
pub struct Named {
    pub user: i64,
    pub person: i64,
    pub plan: i64,
    /// All of them: a filter may hold many.
    pub services: bool,
}

/// A saved view as stored.
#[derive(Debug, Clone)]
pub struct SavedView<F> {
    pub id: SavedViewId,
    pub owner: UserId,
    pub name: String,
    pub filter: F,
    pub shared: bool,
}

/// Kind (`view` or that of a name), id, owner, name, filter, shared: views and names come in one statement.
type ViewRecord = (String, i64, i64, String, String, bool);

/// The views that `user` sees (their own and the shared ones, oldest first), and the names behind the ids in `filter`.
pub async fn visible_to<T: Counted>(
    conn: &mut Conn,
    user: UserId,
    named: Named,
) -> Result<(Vec<SavedView<T::Filter>>, BTreeMap<String, String>), StoreError> {
    let found = rows!(
        conn,
        ViewRecord,
        "select 'view' as kind, id, owner_id, name, filter, shared
         from saved_views
         where active and list = $1 and (owner_id = $2 or shared)
         union all
         select 'user', id, cast(0 as bigint), name, '', false from users where id = $3
         union all
         select 'person', id, cast(0 as bigint), name, '', false from people where id = $4
         union all
         select 'plan', id, cast(0 as bigint), name, '', false from plans where id = $5
         union all
         select 'service', id, cast(0 as bigint), name, '', false from services where $6
         order by kind, id",
        T::LIST,
        user.get(),
        named.user,
        named.person,
        named.plan,
        named.services
    )?;
    let mut views = Vec::new();
    let mut names = BTreeMap::new();
    for (kind, id, owner, name, filter, shared) in found {
        if kind == "view" {
            let filter = serde_json::from_str(&filter).map_err(StoreError::corrupt)?;
            views.push(SavedView { id: SavedViewId::new(id), owner: UserId::new(owner), name, filter, shared });
        } else {
            names.insert(format!("{kind}.{id}"), name);
        }
    }
    Ok((views, names))
}

/// All views whose count is kept, for moving the counters.
pub async fn countable<T: Counted>(conn: &mut Conn) -> Result<Vec<(SavedViewId, T::Filter)>, StoreError> {
    let found = rows!(
        conn,
        (i64, String),
        "select id, filter from saved_views where active and list = $1 order by id",
        T::LIST
    )?;
    let mut views = Vec::with_capacity(found.len());
    for (id, filter) in found {
        let filter = serde_json::from_str(&filter).map_err(StoreError::corrupt)?;
        if T::worth(&filter) {
            views.push((SavedViewId::new(id), filter));
        }
    }
    Ok(views)
}

/// How many records a filter finds and what they sum up to, as the kept counters count.
pub async fn count<T: Viewed>(conn: &mut Conn, filter: &T::Filter) -> Result<(i64, i64), StoreError> {
    let mut select = T::found(conn.engine(), filter);
    select.expr(Expr::cust("count(*)")).expr(Expr::cust("cast(coalesce(sum(value_cents), 0) as bigint)"));
    let statement = build(conn.engine(), &select);
    Ok(fetch(conn, statement, true).await?.pop().unwrap_or_default())
}

/// How many views a user keeps, of all lists together.
pub async fn kept_by(conn: &mut Conn, user: UserId) -> Result<i64, StoreError> {
    scalar!(conn, i64, "select count(*) from saved_views where owner_id = $1 and active", user.get())
}

/// Stores a view.
pub async fn insert<T: Counted>(
    tx: &mut Tx,
    owner: UserId,
    name: &str,
    filter: &T::Filter,
    shared: bool,
    now: i64,
) -> Result<SavedViewId, StoreError> {
    let filter = serde_json::to_string(filter).map_err(StoreError::corrupt)?;
    let id = scalar!(
        tx,
        i64,
        "insert into saved_views (owner_id, name, filter, shared, list, created_at)
         values ($1, $2, $3, $4, $5, $6)
         returning id",
        owner.get(),
        name,
        filter,
        shared,
        T::LIST,
        now
    )?;
    Ok(SavedViewId::new(id))
}

/// Takes a view away; `false` when it is not there or not the owner's (anybody's for `owner` = `None`).
pub async fn deactivate<T: Counted>(tx: &mut Tx, id: SavedViewId, owner: Option<UserId>) -> Result<bool, StoreError> {
    let done = run!(
        tx,
        "update saved_views
         set active = false
         where id = $1 and list = $2 and active and owner_id = coalesce($3, owner_id)",
        id.get(),
        T::LIST,
        owner.map(UserId::get)
    )?;
    Ok(done == 1)
}
