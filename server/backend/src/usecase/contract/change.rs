//! The one way in which an act on one contract is done: lock, compare the version, ask the rule, store, tell.

use domain::{
    contract::{Change, Contract, ContractSettings, ReleaseState, Running, wire::ContractRow},
    error::{AppError, ErrorCode},
    ids::{ClientKey, ContractId},
    settings::Company,
    time::UtcMillis,
};

use super::{
    list::row_of,
    record::{Author, Recorder, publish},
};
use crate::{
    Desk,
    db::Tx,
    dialect,
    store::{
        contracts::{self, releases},
        counters, settings,
    },
    usecase::{Begun, Caller, KeyedWork, expect_version},
};

/// Does to a contract what `rule` decides, and nothing when that changes nothing; gives its row as it is then. `kind` names the
/// act in the table of answered keys, `version` was on the screen.
///
/// # Errors
/// `NotFound`, `Stale`, or what the rule refuses with.
pub(super) async fn change(
    desk: &Desk,
    caller: &Caller,
    (key, kind): (&ClientKey, &str),
    (id, version): (ContractId, i64),
    rule: impl FnOnce(&Contract, UtcMillis) -> Result<Change, ErrorCode>,
) -> Result<ContractRow, AppError> {
    let mut work = match KeyedWork::begin::<bool>(desk, caller, key, kind).await? {
        Begun::Fresh(work) => work,
        Begun::Answered(_) => return row_of(desk, id).await,
    };
    let now = work.now();
    dialect::write_contracts(work.tx()).await?;
    let before = contracts::find_for_update(work.tx(), id).await?.ok_or(ErrorCode::NotFound)?;
    expect_version(before.version, version)?;
    let mut change = rule(&before, now)?;
    if change.after != before {
        if let (Some(running), Some(ReleaseState::Revoked)) = (before.running, change.ends) {
            change.after.interval_from = wait_after_revoking(work.tx(), &before, running, now).await?;
        }
        let recorder = Recorder::new(work.tx(), Author::User(caller), now).await?;
        let after = recorder.store(work.tx(), &before, change).await?.ok_or(ErrorCode::Stale)?;
        counters::follow(work.tx(), &[(Some(&before), &after)]).await?;
        publish(&mut work, &after);
    }
    work.finish(&true).await?;
    row_of(desk, id).await
}

/// From when the wait counts after `running` is taken back.
async fn wait_after_revoking(
    tx: &mut Tx,
    contract: &Contract,
    running: Running,
    now: UtcMillis,
) -> Result<Option<UtcMillis>, AppError> {
    let given = releases::given(tx, running.id).await?.ok_or(ErrorCode::Internal)?;
    let params: ContractSettings = settings::load(tx).await?;
    let company: Company = settings::load(tx).await?;
    Ok(contract.revoked(given, &params, now, company.zone).interval_from)
}
