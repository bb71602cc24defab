//! Finding contracts while typing, for the palette.

use domain::{
    access::{Action, Resource},
    contract::wire::ContractRow,
    error::AppError,
    ids::{ContractId, PersonId},
    palette::{FOUND_MAX, Question},
    person::query::search_words,
};

use super::list::Terms;
use crate::{
    Desk,
    store::contracts::{list as list_store, palette},
    text_index::{self, TextTable},
    usecase::Caller,
};

/// At most [`FOUND_MAX`] contracts: first the one of that very number, then those with all the words in number, name or
/// document, the highest number first. A phone or an e-mail stands in no contract's text: then the contracts of `holder`,
/// the person it belongs to.
///
/// # Errors
/// `Forbidden`, or the database fails.
pub async fn find(
    desk: &Desk,
    caller: &Caller,
    question: &Question,
    holder: Option<PersonId>,
) -> Result<Vec<ContractRow>, AppError> {
    caller.may(Action::Read, Resource::Contracts)?;
    let limit = i64::try_from(FOUND_MAX).unwrap_or(i64::MAX);
    let mut conn = desk.db().conn().await?;
    let mut ids = match question.contract() {
        Some(number) => palette::numbered(&mut conn, number).await?,
        None => Vec::new(),
    };
    let words = search_words(&question.text);
    let others = text_index::ids(&mut conn, TextTable::Contracts, &words, limit).await?;
    ids.extend(others.into_iter().map(ContractId::new).filter(|id| !ids.contains(id)).collect::<Vec<_>>());
    if let ([], Some(holder)) = (ids.as_slice(), holder) {
        ids = palette::of_holder(&mut conn, holder, limit).await?;
    }
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    ids.truncate(FOUND_MAX);
    let terms = Terms::load(&mut conn, desk.clock().now()).await?;
    let mut rows = list_store::by_ids(&mut conn, &ids, terms.moment).await?;
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.contract.id));
    Ok(rows)
}
