//! One page of the list of people, in one statement.

use domain::{
    access::{Action, Resource},
    error::AppError,
    person::{PersonPage, PersonQuery},
};

use crate::{Desk, store::people::list as list_store, usecase::Caller};

/// Reads a page.
///
/// # Errors
/// `Forbidden`, or the database fails.
pub async fn list(desk: &Desk, caller: &Caller, query: PersonQuery) -> Result<PersonPage, AppError> {
    caller.may(Action::Read, Resource::People)?;
    let page = list_store::page(&mut desk.db().conn().await?, &query).await?;
    let (start, backwards) = query.cursor.as_ref().map_or((1, false), |cursor| (cursor.start.max(1), cursor.backwards));
    Ok(PersonPage {
        start: if page.rows.is_empty() { 0 } else { start },
        has_previous: if backwards { page.more } else { query.cursor.is_some() },
        has_next: backwards || page.more,
        rows: page.rows,
        now: desk.clock().now(),
        query,
    })
}
