//! Contracts as the palette finds them beside their search text: by their own numbers, and by whose they are.

use domain::ids::{ContractId, PersonId};

use crate::{db::Conn, error::StoreError, rows};

/// The contract with exactly this number, if there is one.
///
/// # Errors
/// The database fails.
pub async fn numbered(conn: &mut Conn, number: ContractId) -> Result<Vec<ContractId>, StoreError> {
    let found: Vec<(i64,)> = rows!(conn, (i64,), NUMBERED, number.get())?;
    Ok(found.into_iter().map(|(id,)| ContractId::new(id)).collect())
}

/// The contracts of a person, the highest number first.
///
/// # Errors
/// The database fails.
pub async fn of_holder(conn: &mut Conn, person: PersonId, limit: i64) -> Result<Vec<ContractId>, StoreError> {
    let found: Vec<(i64,)> = rows!(conn, (i64,), OF_HOLDER, person.get(), limit)?;
    Ok(found.into_iter().map(|(id,)| ContractId::new(id)).collect())
}

/// The statement of [`numbered`], for the test of its plan as well.
pub(super) const NUMBERED: &str = "select id from contracts where id = $1";

/// The statement of [`of_holder`], for the test of its plan as well.
pub(super) const OF_HOLDER: &str = "select id from contracts where person_id = $1 order by id desc limit $2";
