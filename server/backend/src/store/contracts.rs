//! Contracts: storing, and loading for the rules.
//!
//! Lists are in [`list`], the summary of one contract in [`details`], what a release, an invoice or a line of the history is
//! in the module of its name. A contract is only ever saved through [`insert`] and [`save`]; the bulk of an ending day is in
//! [`ending`].

pub mod details;
pub mod ending;
pub mod history;
pub mod invoices;
pub mod list;
mod numbers;
pub mod palette;
pub mod plans;
pub mod releases;
pub mod settlements;
#[cfg(test)]
mod tests;
mod views;

use domain::{
    contract::{AccessStatus, Contract, ContractStatus, ReleaseChoice, Running},
    ids::{ContractId, PersonId, PlanId, ReleaseId},
    money::Money,
    search,
    state::Uf,
    time::UtcMillis,
};

use crate::{
    db::{Conn, Tx},
    dialect,
    error::StoreError,
    maybe_row, rows, run,
    text_index::{self, TextTable},
};

/// The columns of a contract that the rules need.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(super) struct ContractRecord {
    id: i64,
    version: i64,
    person_id: i64,
    plan_id: i64,
    value_cents: i64,
    #[sqlx(try_from = "String")]
    status: ContractStatus,
    #[sqlx(try_from = "String")]
    access: AccessStatus,
    blocked_at: Option<i64>,
    state: Option<String>,
    city: String,
    #[sqlx(try_from = "String")]
    release_choice: ReleaseChoice,
    restriction: String,
    release_id: Option<i64>,
    release_until: Option<i64>,
    last_release_at: Option<i64>,
    interval_from: Option<i64>,
}

impl TryFrom<ContractRecord> for Contract {
    type Error = StoreError;

    fn try_from(record: ContractRecord) -> Result<Self, StoreError> {
        let running = record.release_id.zip(record.release_until);
        Ok(Self {
            id: ContractId::new(record.id),
            version: record.version,
            person: PersonId::new(record.person_id),
            plan: PlanId::new(record.plan_id),
            value: Money::from_cents(record.value_cents).map_err(StoreError::corrupt)?,
            status: record.status,
            access: record.access,
            blocked_at: record.blocked_at.map(UtcMillis::from_millis),
            state: record.state.as_deref().and_then(|text| Uf::parse(text).ok()),
            city: record.city,
            choice: record.release_choice,
            restriction: record.restriction,
            running: running
                .map(|(id, until)| Running { id: ReleaseId::new(id), until: UtcMillis::from_millis(until) }),
            last_release: record.last_release_at.map(UtcMillis::from_millis),
            interval_from: record.interval_from.map(UtcMillis::from_millis),
        })
    }
}

/// One contract for the rules.
///
/// # Errors
/// The database fails. `None` when there is no such contract.
pub async fn find(conn: &mut Conn, id: ContractId) -> Result<Option<Contract>, StoreError> {
    let found = maybe_row!(
        conn,
        ContractRecord,
        "select id, version, person_id, plan_id, value_cents, status, access, blocked_at, state, city, release_choice,
                restriction, release_id, release_until, last_release_at, interval_from
         from contracts
         where id = $1",
        id.get()
    )?;
    found.map(Contract::try_from).transpose()
}

/// One contract for a change: its row stays locked until the transaction ends. After [`dialect::write_contracts`].
///
/// # Errors
/// The database fails. `None` when there is no such contract.
pub async fn find_for_update(tx: &mut Tx, id: ContractId) -> Result<Option<Contract>, StoreError> {
    dialect::lock_contract(tx, id.get()).await?;
    find(tx, id).await
}

/// The contracts after `after` in the order of their numbers, for jobs that walk through all of them.
pub async fn batch_after(conn: &mut Conn, after: ContractId, limit: i64) -> Result<Vec<Contract>, StoreError> {
    let found = rows!(
        conn,
        ContractRecord,
        "select id, version, person_id, plan_id, value_cents, status, access, blocked_at, state, city, release_choice,
                restriction, release_id, release_until, last_release_at, interval_from
         from contracts
         where id > $1
         order by id
         limit $2",
        after.get(),
        limit
    )?;
    found.into_iter().map(Contract::try_from).collect()
}

/// Stores a new contract with its search text; its counters are the caller's, who may store many.
///
/// # Errors
/// The number is taken, or the database fails.
pub async fn insert(tx: &mut Tx, contract: &Contract, now: UtcMillis) -> Result<(), StoreError> {
    run!(
        tx,
        "insert into contracts (id, version, person_id, plan_id, value_cents, status, access, blocked_at, state, city,
                                city_folded, release_choice, restriction, release_id, release_until, last_release_at,
                                interval_from, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $18)",
        contract.id.get(),
        contract.version,
        contract.person.get(),
        contract.plan.get(),
        contract.value.cents(),
        contract.status.code(),
        contract.access.code(),
        contract.blocked_at.map(UtcMillis::millis),
        contract.state.map(Uf::code),
        contract.city.as_str(),
        search::fold(&contract.city),
        contract.choice.code(),
        contract.restriction.as_str(),
        contract.running.map(|running| running.id.get()),
        contract.running.map(|running| running.until.millis()),
        contract.last_release.map(UtcMillis::millis),
        contract.interval_from.map(UtcMillis::millis),
        now.millis()
    )?;
    refresh_search_text(tx, contract.id).await
}

/// Stores the change from `before` to `after` and raises the version by one; its counters are the caller's.
///
/// # Errors
/// The database fails. `Ok(None)` when the stored version is no longer `before.version`: somebody was faster.
pub async fn update(
    tx: &mut Tx,
    before: &Contract,
    after: &Contract,
    now: UtcMillis,
) -> Result<Option<Contract>, StoreError> {
    let version = before.version + 1;
    let changed = run!(
        tx,
        "update contracts
         set version = $3, person_id = $4, plan_id = $5, value_cents = $6, status = $7, access = $8, blocked_at = $9,
             state = $10, city = $11, city_folded = $12, release_choice = $13, restriction = $14, release_id = $15,
             release_until = $16, last_release_at = $17, interval_from = $18, updated_at = $19
         where id = $1 and version = $2",
        before.id.get(),
        before.version,
        version,
        after.person.get(),
        after.plan.get(),
        after.value.cents(),
        after.status.code(),
        after.access.code(),
        after.blocked_at.map(UtcMillis::millis),
        after.state.map(Uf::code),
        after.city.as_str(),
        search::fold(&after.city),
        after.choice.code(),
        after.restriction.as_str(),
        after.running.map(|running| running.id.get()),
        after.running.map(|running| running.until.millis()),
        after.last_release.map(UtcMillis::millis),
        after.interval_from.map(UtcMillis::millis),
        now.millis()
    )?;
    if changed == 0 {
        return Ok(None);
    }
    if before.person != after.person {
        refresh_search_text(tx, before.id).await?;
    }
    Ok(Some(Contract { version, ..after.clone() }))
}

/// Writes the search text of one contract anew from what is stored.
pub async fn refresh_search_text(tx: &mut Tx, id: ContractId) -> Result<(), StoreError> {
    let found: Option<(String, Option<String>)> = maybe_row!(
        tx,
        (String, Option<String>),
        "select p.name, p.document
         from contracts c
         join people p on p.id = c.person_id
         where c.id = $1",
        id.get()
    )?;
    let Some((name, document)) = found else { return Ok(()) };
    let body = search_body(id, &name, document.as_deref().unwrap_or_default());
    text_index::put(tx, TextTable::Contracts, id.get(), &body).await
}

/// Writes the search texts of all contracts of a person anew, after the person got another name or document.
pub async fn refresh_search_texts_of(tx: &mut Tx, person: PersonId) -> Result<(), StoreError> {
    let ids: Vec<(i64,)> =
        rows!(tx, (i64,), "select id from contracts where person_id = $1 order by id", person.get())?;
    for (id,) in ids {
        refresh_search_text(tx, ContractId::new(id)).await?;
    }
    Ok(())
}

/// What a contract is found by.
pub fn search_body(id: ContractId, name: &str, document: &str) -> String {
    search::fold(&format!("#{id} {name} {document}"))
}
