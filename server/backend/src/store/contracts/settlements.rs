//! Contracts whose overdue invoices an import paid or cancelled; looked at again when all rows of the import are stored.

use domain::ids::{ContractId, ImportId};

use crate::{
    db::{Conn, Tx},
    error::StoreError,
    rows, run,
};

/// Notes that a contract is to be looked at when the import ends.
pub async fn note(tx: &mut Tx, contract: ContractId, import: ImportId) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into settlements_due (contract_id, import_id) values ($1, $2)
         on conflict (contract_id) do update set import_id = excluded.import_id",
        contract.get(),
        import.get()
    )?;
    Ok(())
}

/// The next contracts to look at when this import has stored all its rows, in the order of their numbers: its own, and
/// those that a cancelled or failed one left.
pub async fn due(conn: &mut Conn, import: ImportId, limit: i64) -> Result<Vec<ContractId>, StoreError> {
    let found: Vec<(i64,)> = rows!(
        conn,
        (i64,),
        "select contract_id
         from settlements_due
         where import_id = $1 or import_id in (select id from imports where state in ('cancelled', 'failed'))
         order by contract_id
         limit $2",
        import.get(),
        limit
    )?;
    Ok(found.into_iter().map(|(id,)| ContractId::new(id)).collect())
}

/// Forgets one that was looked at.
pub async fn forget(tx: &mut Tx, contract: ContractId) -> Result<(), StoreError> {
    run!(tx, "delete from settlements_due where contract_id = $1", contract.get())?;
    Ok(())
}
