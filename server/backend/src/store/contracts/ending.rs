//! The releases whose time is over, some hundreds at a time.
//!
//! Whoever ends them locks their contracts first, in the order of their numbers, as everybody does who writes contracts.

use domain::{
    contract::Contract,
    ids::{ContractId, ReleaseId},
    time::UtcMillis,
};

use crate::{
    db::{Conn, Tx},
    error::StoreError,
    rows, run,
};

/// The contracts of active releases that ended before `$1`, at most `$2`.
pub(super) const OVER: &str = "select contract_id
from releases
where state = 'active' and until < $1
order by until, id
limit $2";

/// The contracts whose release is over, at most `limit`, in the order of their numbers.
pub async fn over(conn: &mut Conn, now: UtcMillis, limit: i64) -> Result<Vec<ContractId>, StoreError> {
    let found: Vec<(i64,)> = rows!(conn, (i64,), OVER, now.millis(), limit)?;
    let mut ids: Vec<i64> = found.into_iter().map(|(id,)| id).collect();
    ids.sort_unstable();
    Ok(ids.into_iter().map(ContractId::new).collect())
}

/// Ends one release by its time and takes it from its contract, which is locked; `false` when somebody was faster.
pub async fn expire(tx: &mut Tx, contract: &Contract, release: ReleaseId, now: UtcMillis) -> Result<bool, StoreError> {
    let ended = run!(
        tx,
        "update releases set state = 'expired', ended_at = $2 where id = $1 and state = 'active'",
        release.get(),
        now.millis()
    )?;
    if ended == 0 {
        return Ok(false);
    }
    run!(
        tx,
        "update contracts
         set release_id = null, release_until = null, version = version + 1, updated_at = $2
         where id = $1",
        contract.id.get(),
        now.millis()
    )?;
    Ok(true)
}

/// Forgets the counters of ends that are over: they count nothing any more.
pub async fn forget_ends(tx: &mut Tx) -> Result<(), StoreError> {
    run!(tx, "delete from counters where name >= 'contracts.until.' and name < 'contracts.until/' and count = 0")?;
    Ok(())
}
