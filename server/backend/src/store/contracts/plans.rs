//! Plans: the catalogue that contracts are for. Lists of contracts bring their names.

use domain::{contract::wire::PlanChoice, ids::PlanId, search, time::UtcMillis};

use crate::{
    db::{Conn, Tx},
    error::StoreError,
    rows, scalar,
};

/// The plan of this name, accents and case apart; made when there is none.
pub async fn named(tx: &mut Tx, name: &str, now: UtcMillis) -> Result<PlanId, StoreError> {
    // The empty update gives the id of the one that is there.
    let id = scalar!(
        tx,
        i64,
        "insert into plans (name, name_folded, created_at) values ($1, $2, $3)
         on conflict (name_folded) do update set active = true
         returning id",
        name,
        search::fold(name),
        now.millis()
    )?;
    Ok(PlanId::new(id))
}

/// All plans in use, by name.
pub async fn all(conn: &mut Conn) -> Result<Vec<PlanChoice>, StoreError> {
    let found: Vec<(i64, String)> =
        rows!(conn, (i64, String), "select id, name from plans where active order by name_folded, id")?;
    Ok(found.into_iter().map(|(id, name)| PlanChoice { id: PlanId::new(id), name }).collect())
}
