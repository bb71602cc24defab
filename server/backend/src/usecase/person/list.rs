//! One page of the list of people, in one statement.

use domain::{
    access::{Action, Resource},
    error::AppError,
    list::page_size,
    person::{PersonPage, PersonQuery},
};

use crate::{
    Desk,
    store::{listing::Place, people::list as list_store},
    usecase::Caller,
};

/// Reads a page.
///
/// # Errors
/// `Forbidden`, or the database fails.
pub async fn list(desk: &Desk, caller: &Caller, query: PersonQuery) -> Result<PersonPage, AppError> {
    caller.may(Action::Read, Resource::People)?;
    let query = PersonQuery { page_size: page_size(query.page_size), ..query };
    let page = list_store::page(&mut desk.db().conn().await?, &query).await?;
    let Place { start, has_previous, has_next } = page.place(query.cursor.as_ref());
    Ok(PersonPage { start, has_previous, has_next, rows: page.rows, now: desk.clock().now(), query })
}
