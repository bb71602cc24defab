//! Finding somebody while typing: the palette and the field "Solicitante".

use domain::{
    access::{Action, Resource},
    error::AppError,
    person::{PersonRow, query::search_words, wire::FOUND_MAX},
    search,
};

use crate::{
    Desk,
    store::people::list as list_store,
    text_index::{self, TextTable},
    usecase::Caller,
};

/// At most [`FOUND_MAX`] active people: first those whose name begins with the text, by name, then those who have all its
/// words anywhere in names, e-mail, document or phones, newest first. No text finds nobody.
///
/// # Errors
/// `Forbidden`, or the database fails.
pub async fn find(desk: &Desk, caller: &Caller, text: &str) -> Result<Vec<PersonRow>, AppError> {
    caller.may(Action::Read, Resource::People)?;
    let words = search_words(text);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut conn = desk.db().conn().await?;
    let most = u64::try_from(FOUND_MAX).unwrap_or(u64::MAX);
    let mut found = list_store::by_prefix(&mut conn, &search::fold(text), most).await?;
    if found.len() < FOUND_MAX {
        // Some of these may be found already or inactive, hence twice as many.
        let most = i64::try_from(2 * FOUND_MAX).unwrap_or(i64::MAX);
        let ids = text_index::ids(&mut conn, TextTable::People, &words, most).await?;
        let mut others = list_store::active_by_ids(&mut conn, &ids).await?;
        others.retain(|other| found.iter().all(|known| known.id != other.id));
        others.sort_by_key(|row| std::cmp::Reverse(row.id));
        found.extend(others);
        found.truncate(FOUND_MAX);
    }
    Ok(found)
}
