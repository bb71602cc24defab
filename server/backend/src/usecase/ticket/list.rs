//! Reading the grid: one page with its tabs in three statements, single rows for live updates, choices.

use domain::{
    access::{Action, Resource},
    error::{AppError, ErrorCode},
    ids::TicketId,
    ticket::{
        Ticket, TicketFilter, TicketQuery,
        filter::PAGE_SIZES,
        wire::{TicketChoices, TicketPage, TicketRow},
    },
    view::{self, ViewTab},
};

use crate::{
    Desk,
    store::{
        counters,
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
    // Whatever a forged request asks for, a page has one of the offered sizes.
    let page_size = PAGE_SIZES.into_iter().find(|size| *size == query.page_size).unwrap_or(PAGE_SIZES[1]);
    let query = TicketQuery { page_size, ..query };
    let mut conn = desk.db().conn().await?;
    let page = list_store::page(&mut conn, &query).await?;
    let counts = counters::with_prefix(&mut conn, &view::counters::<Ticket>()).await?;
    let (saved, names) = views::visible_to::<Ticket>(&mut conn, caller.actor.id, Ticket::named(&query.filter)).await?;
    drop(conn);

    let views = tabs_of::<Ticket>(caller, &counts, saved);
    let total = views.iter().find(|view| view.filter == query.filter).and_then(|view| Some((view.count?, view.value?)));

    let read = u64::try_from(page.rows.len()).unwrap_or(u64::MAX);
    let (start, backwards) = query.cursor.map_or((1, false), |cursor| (cursor.start.max(1), cursor.backwards));
    Ok(TicketPage {
        start: if read == 0 { 0 } else { start },
        has_previous: if backwards { page.more } else { query.cursor.is_some() },
        has_next: if backwards { true } else { page.more },
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
