//! Contracts as the palette finds them: by their own numbers, by words, and by whose they are.

use domain::{
    contract::ContractQuery,
    document::Document,
    ids::{ContractId, PersonId},
    time::UtcMillis,
};

use super::numbers;
use crate::{
    db::{Conn, Engine},
    error::StoreError,
    rows,
    text_index::{self, TextTable},
};

/// The contract with exactly this number, if there is one.
pub async fn numbered(conn: &mut Conn, number: ContractId) -> Result<Vec<ContractId>, StoreError> {
    let found: Vec<(i64,)> = rows!(conn, (i64,), NUMBERED, number.get())?;
    Ok(found.into_iter().map(|(id,)| ContractId::new(id)).collect())
}

/// The contracts with all words of folded `text` that the indexes can find, the highest number first.
pub async fn by_words(conn: &mut Conn, text: &str, limit: u32, now: UtcMillis) -> Result<Vec<ContractId>, StoreError> {
    if conn.engine() == Engine::Sqlite {
        let ids = text_index::ids(conn, TextTable::Contracts, text, i64::from(limit)).await?;
        return Ok(ids.into_iter().map(ContractId::new).collect());
    }
    let words = text_index::long_words(text);
    let Some(lookup) = text_index::look_up(conn, TextTable::Contracts, &words).await? else { return Ok(Vec::new()) };
    // A page says by one row more that there are more.
    let query = ContractQuery { page_size: limit.saturating_sub(1), ..ContractQuery::default() };
    numbers::of_page(conn, &query, &lookup, now).await
}

/// The contracts of a person, the highest number first.
pub async fn of_holder(conn: &mut Conn, person: PersonId, limit: i64) -> Result<Vec<ContractId>, StoreError> {
    let found: Vec<(i64,)> = rows!(conn, (i64,), OF_HOLDER, person.get(), limit)?;
    Ok(found.into_iter().map(|(id,)| ContractId::new(id)).collect())
}

/// The contracts of whoever has this document, the highest number first.
pub async fn of_document(conn: &mut Conn, document: &Document, limit: i64) -> Result<Vec<ContractId>, StoreError> {
    let found: Vec<(i64,)> = rows!(conn, (i64,), OF_DOCUMENT, document.as_str(), limit)?;
    Ok(found.into_iter().map(|(id,)| ContractId::new(id)).collect())
}

/// The statement of [`of_document`], for the test of its plan as well.
pub(super) const OF_DOCUMENT: &str =
    "select id from contracts where person_id = (select id from people where document = $1) order by id desc limit $2";

/// The statement of [`numbered`], for the test of its plan as well.
pub(super) const NUMBERED: &str = "select id from contracts where id = $1";

/// The statement of [`of_holder`], for the test of its plan as well.
pub(super) const OF_HOLDER: &str = "select id from contracts where person_id = $1 order by id desc limit $2";
