//! Reading the grid: one page with its tabs in three statements, single rows for live updates, choices.

use domain::{
    access::{Action, Resource},
    error::{AppError, ErrorCode},
    ids::TicketId,
    list::page_size,
    ticket::{
        Ticket, TicketFilter, TicketQuery,
        wire::{TicketChoices, TicketPage, TicketRow},
    },
    view::{self, ViewTab},
};

use crate::{
    Desk,
    store::{
        counters,
        listing::Place,
        tickets::{choices as choice_store, list as list_store},
        views::{self, Named, Viewed},
    },
    usecase::{Caller, view::tabs as tabs_of},
};

/// One page of the grid.
///
/// # Errors
/// `Forbidden`, or the database fails.
pub async fn list(desk: &Desk, caller: &Caller, query: TicketQuery) -> Result<TicketPage, AppError> {
    caller.may(Action::Read, Resource::Ticket { requester: None })?;
    let query = TicketQuery { page_size: page_size(query.page_size), ..query };
    let mut conn = desk.db().conn().await?;
    let page = list_store::page(&mut conn, &query).await?;
    let counts = counters::with_prefix(&mut conn, &view::counters::<Ticket>()).await?;
    let (saved, names) = views::visible_to::<Ticket>(&mut conn, caller.actor.id, Ticket::named(&query.filter)).await?;
    drop(conn);

    let views = tabs_of::<Ticket>(caller, &counts, saved);
    let total = views.iter().find(|view| view.filter == query.filter).and_then(|view| Some((view.count?, view.value?)));

    let Place { start, has_previous, has_next } = page.place(query.cursor.as_ref());
    Ok(TicketPage {
        start,
        has_previous,
        has_next,
        rows: page.rows,
        total,
        views,
        names,
        now: desk.clock().now(),
        query,
    })
}

/// The tabs with their counts, after counts moved.
///
/// # Errors
/// `Forbidden`, or the database fails.
pub async fn tabs(desk: &Desk, caller: &Caller) -> Result<Vec<ViewTab<TicketFilter>>, AppError> {
    caller.may(Action::Read, Resource::Ticket { requester: None })?;
    let mut conn = desk.db().conn().await?;
    let counts = counters::with_prefix(&mut conn, &view::counters::<Ticket>()).await?;
    let (saved, _) = views::visible_to::<Ticket>(&mut conn, caller.actor.id, Named::default()).await?;
    Ok(tabs_of::<Ticket>(caller, &counts, saved))
}

/// The present rows of some tickets, for live updates; those that are gone or not allowed are left out.
///
/// # Errors
/// `Forbidden`, or the database fails.
pub async fn rows_of(desk: &Desk, caller: &Caller, ids: &[TicketId]) -> Result<Vec<TicketRow>, AppError> {
    caller.may(Action::Read, Resource::Ticket { requester: None })?;
    let mut conn = desk.db().conn().await?;
    Ok(list_store::by_ids(&mut conn, ids.get(..ids.len().min(100)).unwrap_or_default()).await?)
}

/// One row, after a command on it.
///
/// # Errors
/// `NotFound`, or the database fails.
pub(super) async fn row_of(desk: &Desk, caller: &Caller, id: TicketId) -> Result<TicketRow, AppError> {
    let mut conn = desk.db().conn().await?;
    let row = list_store::by_ids(&mut conn, &[id]).await?.into_iter().next().ok_or(ErrorCode::NotFound)?;
    caller.may(Action::Read, Resource::Ticket { requester: Some(row.requester) })?;
    Ok(row)
}

/// Services, accountants and users for forms and filters.
///
/// # Errors
/// `Forbidden`, or the database fails.
pub async fn choices(desk: &Desk, caller: &Caller) -> Result<TicketChoices, AppError> {
    caller.may(Action::Read, Resource::Catalogues)?;
    Ok(choice_store::all(&mut desk.db().conn().await?).await?)
}
