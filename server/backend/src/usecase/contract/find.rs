//! Finding contracts while typing, for the palette.

use domain::{
    access::{Action, Resource},
    contract::wire::ContractRow,
    error::AppError,
    ids::PersonId,
    palette::{FOUND_MAX, Question},
    person::query::{search_words, typed_document},
};

use super::list::Terms;
use crate::{
    Desk,
    store::contracts::{list as list_store, palette},
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
    let limit = u32::try_from(FOUND_MAX).unwrap_or(u32::MAX);
    let now = desk.clock().now();
    let mut conn = desk.db().conn().await?;
    let mut ids = match question.contract() {
        Some(number) => palette::numbered(&mut conn, number).await?,
        None => Vec::new(),
    };
    let others = match typed_document(&question.text) {
        Some(document) => palette::of_document(&mut conn, &document, i64::from(limit)).await?,
        None => palette::by_words(&mut conn, &search_words(&question.text), limit, now).await?,
    };
    ids.extend(others.into_iter().filter(|id| !ids.contains(id)).collect::<Vec<_>>());
    if let ([], Some(holder)) = (ids.as_slice(), holder) {
        ids = palette::of_holder(&mut conn, holder, i64::from(limit)).await?;
    }
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    ids.truncate(FOUND_MAX);
    let terms = Terms::load(&mut conn, now).await?;
    let mut rows = list_store::by_ids(&mut conn, &ids, terms.moment).await?;
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.contract.id));
    Ok(rows)
}
